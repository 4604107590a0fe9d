// The sentences of the race: pure functions of its lanes.
import { html, type TemplateResult } from 'lit';
import { brief, short, whole } from '../../charts/format.ts';
import { type Course, type Lane, middleOf, reaching } from './race.ts';

/** An optimizer's line in the table. */
export interface Standing {
  lane: Lane;
  /** Steps after which it stays at the level or below: the median over the seeds; Infinity if half of them do not. */
  steps: number;
  /** How many seeds reach the level. */
  reached: number;
  /** The value at the end, as a median over the seeds; NaN if it diverged. */
  end: number;
}

/** All lanes, the fastest first. */
export const standingsOf = (lanes: readonly Lane[], goal: number): Standing[] =>
  lanes
    .filter(({ values }) => values.length > 0)
    .map((lane) => {
      const { median, reached } = reaching(lane, goal);
      return { lane, steps: median, reached, end: middleOf(lane).median.at(-1) ?? Number.NaN };
    })
    .sort(
      (a, b) =>
        a.steps - b.steps ||
        (Number.isFinite(a.end) ? a.end : Infinity) - (Number.isFinite(b.end) ? b.end : Infinity),
    );

/** Whether runs differ from seed to seed. */
export const differs = ({ kind, noise }: Course): boolean => kind === 'task' || noise > 0;

const seedsOf = (count: number) => `${whole(count)} ${count === 1 ? 'seed' : 'seeds'}`;

/** What the lines show for a number of seeds. A seed fixes all random numbers: the same seed gives the same run. */
export function drawnWords(course: Course, seeds: number): string {
  if (!differs(course)) return 'without noise every seed gives the same run';
  return seeds <= 1
    ? 'one seed: another one can differ'
    : `median of ${seedsOf(seeds)}; shaded: middle half of the seeds`;
}

/** The heads of the table's columns. */
export const columnsOf = (course: Course, seeds: number): string[] => {
  const median = seeds > 1 && differs(course) ? 'median ' : '';
  return [
    'optimizer',
    'learning rate',
    `${median}steps`,
    'seeds that stay below',
    `${median}value at the end`,
  ];
};

/** A level that about half of the optimizers reach: a little above where the middle one stays in the last tenth. */
export function goalFor(lanes: readonly Lane[]): number {
  const ends = lanes
    .filter(({ values }) => values.length > 0)
    .map((lane) => {
      const { median } = middleOf(lane);
      return Math.max(...median.slice(Math.floor(0.9 * median.length)));
    })
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const middle = ends[Math.floor(ends.length / 2)] ?? 1;
  return Number((middle + 0.1 * Math.abs(middle)).toPrecision(2));
}

/** The race in words: which is first, and how much of that may be luck. `title` names an optimizer. */
export function summary(
  standings: readonly Standing[],
  goal: number,
  course: Course,
  title: (lane: Lane) => string,
): TemplateResult | null {
  const [first, second] = standings;
  if (!first) return null;
  return html`${second ? compared(standings, goal, course, title) : alone(first, course, title)} ${luck(first, course)}`;
}

function alone({ lane, end }: Standing, course: Course, title: (lane: Lane) => string) {
  const start = middleOf(lane).median[0] ?? Number.NaN;
  if (!Number.isFinite(end))
    return html`${title(lane)} diverged from ${short(start)} within ${whole(course.steps)} steps.`;
  const way = end < start ? 'down' : 'up';
  return html`${title(lane)} went ${way} from ${short(start)} to <b>${short(end)}</b> in ${whole(course.steps)} steps.`;
}

function compared(
  standings: readonly Standing[],
  goal: number,
  course: Course,
  title: (lane: Lane) => string,
) {
  const [first, second] = standings as [Standing, Standing];
  const level = brief(goal);
  if (!Number.isFinite(first.steps))
    return html`None of them reached ${level} and stayed below it within ${whole(course.steps)} steps.`;
  const behind = Number.isFinite(second.steps)
    ? html`, ${title(second.lane)} after ${whole(second.steps)}`
    : html`; no other one did`;
  const never = standings.filter(({ reached }) => reached === 0);
  const late =
    never.length > 0 && Number.isFinite(second.steps)
      ? ` ${never.map(({ lane }) => title(lane)).join(', ')} did not; another learning rate may change that.`
      : '';
  return html`${title(first.lane)} reached ${level} and stayed below it after <b>${whole(first.steps)}</b> steps${behind}.${late}`;
}

function luck({ lane }: Standing, course: Course): string {
  const seeds = lane.values.length;
  if (!differs(course)) return 'Nothing here depends on chance.';
  return seeds === 1
    ? 'This is one seed; with another one the order may change.'
    : `The numbers are medians of ${seedsOf(seeds)}.`;
}

/** What is the same for all optimizers. */
export const sameForAll = (course: Course): string =>
  `Same for all: ${
    course.kind === 'surface'
      ? `the start (${course.start.map((value) => short(value)).join(', ')}), and for each seed the noise`
      : 'for each seed the initial weights and the batches'
  }. A seed is a number that fixes what is drawn by chance.`;
