import { css, html, nothing } from 'lit';
import {
  type CompleteExperiment,
  type Experiment,
  encodeExperiment,
  type TaskDescriptor,
} from 'loss-playground/engine';
import { unknownName } from '../../engine/api/errors.ts';
import { historyTable } from '../../panels/history-table.ts';
import { type Moment, sum } from '../../panels/reading.ts';
import { summarized } from '../../panels/sentence.ts';
import { summaryOf, summarySection, summaryStyles } from '../../panels/summary.ts';
import { TrainingController } from '../../panels/training-controller.ts';
import type { Opened } from '../../run/address.ts';
import { rateOf } from '../../run/learning-rate.ts';
import { damaged, leftOut } from '../../run/link-repair.ts';
import { loadsOnce } from '../../run/loading.ts';
import type { Session } from '../../run/session.ts';
import { menu, numberField } from '../../ui/controls.ts';
import { reveal } from '../../ui/reveal.ts';
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
  textTasks,
  tokenModels,
  withModel,
} from './plan.ts';
import '../../charts/series-chart.ts';
import '../../pictures/token-picture.ts';
import './text-losses.ts';
import { forgetting, perplexity, surprise } from './words.ts';

const importOwnText = /* @__PURE__ */ loadsOnce(() => import('../../own-data/own-text.ts'));

/** A small language model that learns names, then Shakespeare: its predictions, the loss of each letter, forgetting. */
export class NextTokenLab extends TrainingLab {
  static override styles = [
    ...TrainingLab.styles,
    summaryStyles,
    css`
      .try ul { grid-template-columns: repeat(4, minmax(0, 1fr)); }
      @container (max-width: 1000px) { .try ul { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
    `,
  ];
  override readonly ownDefault = experimentOf('names');
  readonly training = new TrainingController(this, { pausesUnseen: true });
  /** The last experiment on the visitor's own text, to return to. */
  #own: CompleteExperiment | null = null;

  constructor() {
    super(0.97);
    this.family = 'cross_entropy';
  }

  /** An experiment without text is left out. */
  protected override async read(address: string): Promise<Opened> {
    const opened = await super.read(address);
    const { task } = opened.ancestors[0]?.experiment ?? opened.experiment;
    const ids = textTasks(this.engine.catalog).map(({ id }) => id);
    if (ids.includes(task.id)) return opened;
    const part = leftOut(`task=${task.id}`, unknownName('task.id', task.id, ids));
    const note = address === '' ? null : (opened.note ?? damaged([part], true));
    return { experiment: this.ownDefault, ancestors: [], step: null, note };
  }

  protected override async begin(experiment: Experiment, play: boolean): Promise<boolean> {
    if (!(await this.load(experiment, play))) return false;
    // Texts are long: training runs at full speed and is shown a few times a second.
    this.session?.chooseSpeed('max');
    const { experiment: begun } = this.session ?? {};
    if (begun && lessonOf(begun) === ownLesson) this.#own = begun;
    this.lossView = { ...this.lossView, log: false };
    return true;
  }

  protected override renderSettings({ experiment }: Session) {
    if (!experiment) return nothing;
    const tools = html`<button class="plain" type="button" aria-expanded=${this.ownDataOpen === true} @click=${() => this.toggleOwnData(importOwnText)}>Use your own text</button>`;
    return this.settingsSheet(
      summarized({ catalog: this.engine.catalog, experiment }),
      this.#sentence(experiment),
      tools,
    );
  }

  protected override renderOver() {
    if (this.ownDataOpen === null) return nothing;
    return html`<section class="over" ?hidden=${!this.ownDataOpen} aria-label="Your own text" tabindex="-1">
      <header><h2>Your own text</h2><button class="plain" type="button" @click=${() => this.close()}>Close</button></header>
      <own-text @experiment=${this.takeOwnData}></own-text></section>`;
  }

  protected override renderSum({ experiment }: Session, moment: Moment) {
    const announced = this.renderAnnounced(this.refusal?.words ?? null);
    if (announced) return announced;
    const { fine_tuning } = experiment ?? {};
    const link = html`<span class="links"><a href="#forgetting" @click=${reveal(this, '.forgetting')}>What it forgets</a></span>`;
    return html`<div class="sum"><span class="words">${sum(moment)}</span>${fine_tuning ? link : nothing}</div>`;
  }

  protected override renderPictureTitle() {
    return html`<h2>Next letter <span class="sub">predicted probabilities</span></h2>`;
  }

  protected override renderPicture(session: Session) {
    return html`<token-picture class="picture" .session=${session}></token-picture>`;
  }

  protected override renderBelow(session: Session, { task }: Moment) {
    const { experiment, history, status } = session;
    if (!experiment) return nothing;
    return html`${this.#forgetting(session)}<section class="section"><h2>Loss, letter by letter</h2>
        <p class="lede">${surprise}</p>
        <text-losses family="cross_entropy" .session=${session}></text-losses>
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
    const mixes = replays.map((share) => ({
      value: String(share),
      words: share ? `with names as ${100 * share}% of each batch` : 'without names in the batches',
    }));
    // The stored model is of one kind, so that fine-tuning has no choice.
    const who = fine_tuning
      ? (models.find(({ value }) => value === model.id)?.words ?? model.id)
      : menu('Model', model.id, models, (id) => void this.change(withModel(lesson, id, task)));
    return html`<p class="sentence">Train ${who} <span class="kept">${menu('Text', lesson, goals, teach)},</span>
      ${fine_tuning ? html`${menu('Names in each batch', String(fine_tuning.replay), mixes, (share) => void this.change(experimentOf(lesson, Number(share))))}, ` : nothing}minimizing the cross-entropy of the next letter ${rate.words}
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

  /** How fine-tuning has changed what the model learned before. */
  #forgetting({ experiment, initial, shown }: Session) {
    const { fine_tuning } = experiment ?? {};
    const before = initial?.sourceCost;
    const now = shown?.sourceCost;
    if (!fine_tuning || before === undefined || now === undefined) return nothing;
    return html`<p class="lede forgetting">${forgetting({ before, now, replay: fine_tuning.replay })}</p>`;
  }

  #summary({ history }: Session, experiment: CompleteExperiment, task: TaskDescriptor) {
    const sentences = summaryOf(history, experiment, task);
    const costs = history?.testCost.filter(Number.isFinite) ?? [];
    const [first, last] = [costs[0], costs.at(-1)];
    if (!sentences || first === undefined || last === undefined || costs.length < 2) return sentences;
    return [...sentences, perplexity(first, last, task.noun)];
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
