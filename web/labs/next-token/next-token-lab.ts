import { css, html, nothing } from 'lit';
import {
  type CompleteExperiment,
  type Experiment,
  encodeExperiment,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { short, whole } from '../../charts/format.ts';
import { historyTable } from '../../panels/history-table.ts';
import { notices } from '../../panels/notices.ts';
import type { Moment } from '../../panels/reading.ts';
import { summaryOf, summarySection, summaryStyles } from '../../panels/summary.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import { trainingStyles } from '../../panels/training-styles.ts';
import type { TrainingPart } from '../../panels/training-view.ts';
import { transportStyles } from '../../panels/transport.ts';
import { readAddress } from '../../run/address.ts';
import { rateOf } from '../../run/learning-rate.ts';
import type { Session } from '../../run/session.ts';
import { menu, numberField } from '../../ui/controls.ts';
import { termStyles } from '../../ui/glossary.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { tryList } from '../../ui/try-list.ts';
import { TrainingLab } from '../training-lab.ts';
import {
  experimentOf,
  isLesson,
  lessonOf,
  lessons,
  ownLesson,
  replays,
  suggestions,
  tokenModels,
  withModel,
} from './plan.ts';
import '../../charts/series-chart.ts';
import '../../pictures/token-picture.ts';
import './text-losses.ts';
import { entryOf } from '../../run/described.ts';

const importOwnText = () => import('../../own-data/own-text.ts');

const everything: ReadonlySet<TrainingPart> = new Set([
  'sentence',
  'picture',
  'chart',
  'transport',
  'reading',
]);

/** A small language model that learns names, then Shakespeare: what comes next, how surprised it is, what it forgets. */
export class NextTokenLab extends TrainingLab {
  static override styles = [
    sharedStyles,
    termStyles,
    trainingStyles,
    sentenceStyles,
    transportStyles,
    summaryStyles,
    css`
      .sentence { min-height: 0; }
      .bring { border-left: 4px solid var(--rule); padding: 4px 0 8px 16px; margin-block: 12px; }
      .reading + .reading { margin-top: 12px; }
      .try ul { grid-template-columns: repeat(4, minmax(0, 1fr)); }
      @container (max-width: 1000px) { .try ul { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
    `,
  ];
  readonly training = new TrainingController(this, { pausesUnseen: true });
  /** The last experiment on a text of the visitor's own, to come back to. */
  #own: CompleteExperiment | null = null;

  constructor() {
    super(0.97);
    this.family = 'cross_entropy';
  }

  protected override parts(): ReadonlySet<TrainingPart> {
    return everything;
  }

  async open(address: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    if (session.experiment && address === this.address) {
      this.training.visibility?.resume();
      return;
    }
    const { experiment, step, note } = await readAddress(this.engine.catalog, address);
    const tokens = entryOf(this.engine.catalog.tasks, experiment.task.id)?.kind === 'next_token';
    await this.#show(tokens ? experiment : experimentOf('names'), step === null);
    this.training.note = note;
    if (step) session.goTo(step);
  }

  async #show(experiment: Experiment, play: boolean): Promise<boolean> {
    if (!(await this.load(experiment, play))) return false;
    // Texts are long: the model learns as fast as it can, and shows it a few times a second.
    this.session?.chooseSpeed('max');
    const { experiment: begun } = this.session ?? {};
    if (begun && lessonOf(begun) === ownLesson) this.#own = begun;
    this.lossView = { ...this.lossView, log: false };
    return true;
  }

  protected override replace(experiment: Experiment): Promise<boolean> {
    return this.#show(experiment, true);
  }

  protected override renderSettings({ experiment, info }: Session, { task }: Moment) {
    if (!experiment || !info) return nothing;
    return html`<section class="experiment" aria-label="Experiment">
        <div>${this.#sentence(experiment)} ${notices(this.training.note, this.problem)} ${this.#ownText()}</div>
        <dl class="aside"><dt>Data</dt><dd>${task.summary} ${whole(info.trainRows)} ${task.noun}s to learn from, ${whole(info.testRows)} unseen.</dd>
          <dt>Model</dt><dd>${whole(info.parameterCount)} numbers to learn</dd></dl>
      </section>`;
  }

  protected override renderPictureTitle() {
    return html`<h2>What comes next <span class="sub">probability of each next letter</span></h2>`;
  }

  protected override renderPicture({ run, metrics }: Session) {
    return html`<token-picture class="picture" .run=${run} .moment=${metrics?.step}></token-picture>`;
  }

  protected override renderReading(session: Session, moment: Moment) {
    return html`${super.renderReading(session, moment)}${session.stopped ? nothing : this.#forgetting(session)}`;
  }

  protected override renderBelow(session: Session, { task }: Moment) {
    const { experiment, run, metrics, history, status } = session;
    if (!experiment) return nothing;
    return html`<section class="section"><h2>A text, letter by letter</h2>
        <p class="lede">The loss of one letter is −log of the probability that the model gave it: its surprise. The cost J is the mean over all letters; the sum of the surprises is −log of the likelihood of the whole text.</p>
        <text-losses family="cross_entropy" .run=${run} .moment=${metrics?.step}></text-losses>
      </section>
      ${historyTable(history)}
      ${summarySection(status === 'running', () => this.#summary(session, experiment, task))}
      ${this.#try()}`;
  }

  #sentence(experiment: CompleteExperiment) {
    const lesson = lessonOf(experiment);
    const goals = Object.entries(lessons)
      .map(([value, words]) => ({ value, words }))
      .filter(({ value }) => value !== ownLesson || this.#own);
    const { task, steps, seed, model, fine_tuning } = experiment;
    const rate = rateOf(experiment);
    const models = tokenModels(this.engine.catalog);
    const number = (change: (value: number) => Experiment, least: number) => (value: number | string) => {
      if (typeof value === 'number' && value >= least) void this.change(change(value));
      else this.requestUpdate();
    };
    const teach = (value: string) => {
      if (!isLesson(value)) return;
      void this.change(withModel(value, model.id, value === ownLesson ? this.#own?.task : undefined));
    };
    const practise = replays.map((share) => ({
      value: String(share),
      words: share ? `practising names in ${100 * share} % of each batch` : 'without practising names',
    }));
    // The stored model is of one kind, so that fine-tuning has no choice.
    const who = fine_tuning
      ? (models.find(({ value }) => value === model.id)?.words ?? model.id)
      : menu('Model', model.id, models, (id) => void this.change(withModel(lesson, id, task)));
    return html`<p class="sentence">Teach ${who} <span class="kept">${menu('Text', lesson, goals, teach)},</span>
      ${fine_tuning ? html`${menu('Practice', String(fine_tuning.replay), practise, (share) => void this.change(experimentOf(lesson, Number(share))))}, ` : nothing}minimising the cross-entropy of the next letter ${rate.words}
      ${numberField(
        'Learning rate',
        rate.value,
        { scale: 'log', min: 0, above_min: true },
        number((value) => rate.set(value), 1e-9),
      )} for
      ${numberField(
        'Steps',
        steps,
        { type: 'integer', scale: 'log', min: 1 },
        number((count) => ({ ...experiment, steps: count }), 1),
      )} steps, seed <span class="kept">${numberField(
        'Seed',
        seed,
        { type: 'integer', min: 0 },
        number((value) => ({ ...experiment, seed: value }), 0),
      )}.</span></p>`;
  }

  /** A text of the visitor's own, in place of the lab's. */
  #ownText() {
    return html`<button class="plain" type="button" aria-expanded=${this.ownDataOpen === true} @click=${() => this.toggleOwnData(importOwnText)}>Your own text</button>
      ${this.ownDataOpen !== null ? html`<section class="bring" ?hidden=${!this.ownDataOpen} aria-label="Your own text"><own-text @experiment=${this.takeOwnData}></own-text></section>` : nothing}`;
  }

  /** What fine-tuning has done to what was known before. */
  #forgetting({ experiment, initial, history }: Session) {
    const { fine_tuning } = experiment ?? {};
    const first = initial?.sourceCost;
    const last = history?.sourceCost.findLast(Number.isFinite);
    if (!fine_tuning || first === undefined || last === undefined) return nothing;
    const change =
      last - first > 0.05
        ? html`it forgets: perplexity on names went from ${short(Math.exp(first))} to <b>${short(Math.exp(last))}</b>.`
        : html`it still knows names: perplexity ${short(Math.exp(first))}, now <b>${short(Math.exp(last))}</b>.`;
    const help = fine_tuning.replay
      ? html` It practises names in ${Math.round(100 * fine_tuning.replay)} % of each batch.`
      : html` Practising names in a part of each batch would keep them.`;
    return html`<p class="reading">While Shakespeare is learnt, cost J on unseen names went from ${short(first)} to ${short(last)}: ${change}${help}</p>`;
  }

  /** What the run has shown: in nats first, then as a number of choices. */
  #summary({ history }: Session, experiment: CompleteExperiment, task: TaskDescriptor) {
    const sentences = summaryOf(history, experiment, task);
    const costs = history?.testCost.filter(Number.isFinite) ?? [];
    const [first, last] = [costs[0], costs.at(-1)];
    if (!sentences || first === undefined || last === undefined || costs.length < 2) return sentences;
    const [before, now] = [Math.exp(first), Math.exp(last)];
    return [
      ...sentences,
      html`The perplexity on unseen ${task.noun}s went from ${short(before)} to <b>${short(now)}</b>: each ${task.noun} is as hard to tell as one of ${short(now)} equally likely ones.`,
    ];
  }

  #try() {
    return tryList(
      suggestions.map(({ words, watch, experiment }) => ({
        words,
        watch,
        address: `#lab=next-token&${encodeExperiment(this.engine.catalog, experiment)}`,
      })),
      this,
    );
  }
}

customElements.define('next-token-lab', NextTokenLab);
