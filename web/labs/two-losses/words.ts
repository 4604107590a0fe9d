// The sentences of the two-losses lab: a pure function of both runs' numbers.
import { html, type TemplateResult } from 'lit';
import { brief, percent, whole } from '../../charts/format.ts';
import { measured } from './measured.ts';
import { ordinary, type Setting } from './pair.ts';

/** Test digits of the task. */
export const testDigits = 539;

export interface Pair {
  step: number;
  setting: Setting;
  /** Shares of the test digits that are classified correctly: under cross-entropy, under squared error. */
  scores: readonly [number, number];
  /** Steps at which they diverged, or null. */
  diverged: readonly [number | null, number | null];
  /** Ratio of the gradient norm of cross-entropy to that of squared error: the median over the batches so far. */
  ratio: number;
  /** The optimizer, and whether its steps grow with the gradient. */
  optimizer: string;
  followsGradient: boolean;
  /** The loss that cross-entropy is compared with, in a sentence. */
  name: string;
}

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const flat =
  'The slope of the squared error of a probability p has the factor p(1 − p): where the model is sure, right or wrong, it is almost 0.';

/** Accuracies that differ by more are called a gap. */
const gap = 0.1;

/** What makes the gap, or its absence; empty while there is nothing to explain. */
export function why(pair: Pair): string {
  const { step, setting, scores, diverged, optimizer, followsGradient } = pair;
  const [more, less] = scores;
  if (setting.formula !== '') return '';
  if (step === 0) return flat;
  if (step < setting.steps || diverged.some((at) => at !== null)) return '';
  if (setting.sureness > 1) return more - less > gap ? flat : '';
  if (more - less > gap && followsGradient) {
    const same = (Object.keys(ordinary) as (keyof Setting)[]).every(
      (name) => setting[name] === ordinary[name],
    );
    const scale =
      'mean squared error averages over ten outputs, so its gradient is small. At ten times the learning rate it';
    return same
      ? `Most of this gap is scale: ${scale} reaches ${Math.round(100 * measured.tenTimes.squaredError)}%.`
      : `Some of this gap is scale: ${scale} may catch up.`;
  }
  return followsGradient
    ? ''
    : `${optimizer} divides the gradient by its size, so a small gradient hardly slows it. Choose the start that is sure and wrong to see the difference.`;
}

export function reading(pair: Pair): TemplateResult {
  const { step, setting, scores, diverged, ratio, name } = pair;
  if (step === 0)
    return html`Both start from the same weights, which classify <b>${percent(scores[0])}</b> of the ${whole(testDigits)} test digits correctly.`;
  const lost = ['cross-entropy', name].flatMap((title, index) => {
    const at = diverged[index];
    return typeof at === 'number'
      ? [`${capitalized(title)} ${at === 1 ? 'is not a finite number' : 'diverged'} at step ${whole(at)}.`]
      : [];
  });
  const help = diverged.includes(1) ? '' : ' A smaller learning rate keeps both running.';
  if (lost.length > 0) return html`${lost.join(' ')}${help}`;
  const when = step < setting.steps ? `Step ${whole(step)}` : `After ${whole(step)} steps`;
  return html`${when}: test accuracy <b>${percent(scores[0])}</b> with cross-entropy, <b>${percent(scores[1])}</b> with ${name}. Cross-entropy’s
    gradient norm is <b>${brief(Number(ratio.toPrecision(2)))}</b> times as large (median of ${whole(step)} ${step === 1 ? 'batch' : 'batches'}).`;
}

/** What is the same and what differs between both runs. */
export const same = 'initial weights, batches, optimizer, learning rate';
const differs =
  'the loss and what it reads: cross-entropy takes the ten outputs through a softmax, squared error each one through a sigmoid';

export const different = ({ formula }: Pick<Setting, 'formula'>): string =>
  formula === '' ? differs : 'the loss';
