import { css, html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import {
  type CompleteExperiment,
  completeExperiment,
  type Experiment,
  ExperimentError,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import '../../charts/contour-map.ts';
import '../../charts/line-chart.ts';
import type { ContourData } from '../../charts/contour-map.ts';
import { percent, short, whole } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import { withSignal } from '../../engine/remote/cancel.ts';
import type { Export } from '../../exports/export.ts';
import { csv, drawingExport } from '../../exports/file-formats.ts';
import { brokenOff, notBegun, notChanged, workLine } from '../../panels/lab-work.ts';
import { taskOptions } from '../../panels/task-options.ts';
import { defaultExperiment, experimentAddress, readAddress } from '../../run/address.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { lossOf, taskOf } from '../../run/described.ts';
import { describeLoss } from '../../run/own-loss.ts';
import { Preparation } from '../../run/preparation.ts';
import { refused } from '../../run/refusals.ts';
import { keepMenus, menu, numberField, restoreFields } from '../../ui/controls.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { stage } from '../../ui/stage.ts';
import { stageStyles } from '../../ui/stage-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { readLook } from './look.ts';
import type { Directions } from './plane.ts';
import { type Survey, survey, surveyCells } from './survey.ts';
import { place, reading } from './words.ts';

/** The training cost around a trained model, along two directions, with the path of training. */
export class LandscapeLab extends LitElement implements Lab {
  static override properties = {
    family: { reflect: true },
    experiment: { state: true },
    directions: { state: true },
    seed: { state: true },
    found: { state: true },
    running: { state: true },
    note: { state: true },
    at: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    progressStyles,
    stageStyles,
    css`
      .figures { grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); }
      @container (max-width: 720px) { .figures > .loss { order: 0; flex: 0 0 34%; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare family: string;
  declare experiment: CompleteExperiment | null;
  declare directions: Directions;
  declare seed: number;
  declare found: Survey | null;
  declare running: boolean;
  declare note: string | null;
  declare at: number | null;
  #work = new BackgroundWork();
  #preparation = new Preparation(this.#work, () => this.requestUpdate());

  constructor() {
    super();
    this.family = '';
    this.experiment = null;
    this.directions = 'path';
    this.seed = 1;
    this.found = null;
    this.running = false;
    this.note = null;
    this.at = null;
  }

  get address(): string {
    const look = this.directions === 'random' ? `look=random:${this.seed}&` : '';
    const { experiment } = this;
    return experiment ? `${look}${experimentAddress(this.engine.catalog, { experiment, step: null })}` : '';
  }

  get exports(): Export[] {
    if (this.found?.stage !== 'measuring') return [];
    return [
      ...drawingExport('SVG', 'landscape.svg', this.renderRoot.querySelector('contour-map')),
      { words: 'CSV', file: 'landscape.csv', make: () => this.#csv() },
    ];
  }

  leave(): void {
    this.#preparation.cancel();
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    const { catalog } = this.engine;
    const { look, text, note: lookNote } = readLook(address);
    const before = { address: this.address, experiment: this.experiment };
    const { experiment, note } = await readAddress(catalog, text);
    const notes = [lookNote, note].filter(Boolean).join(' ') || null;
    Object.assign(this, look);
    const complete = completeExperiment(catalog, experiment);
    await describeLoss(this.engine, complete);
    const link = experimentAddress(catalog, { experiment: complete, step: null });
    const same = before.address.endsWith(link) && before.address === this.address;
    this.note = notes;
    if (same && this.found && this.found.share >= 1) return;
    this.#cancel();
    this.#show(complete, notes);
    void this.#begin(before.experiment ?? completeExperiment(catalog, defaultExperiment));
  }

  /** Shows the experiment of a link, or another one instead, and says so. */
  #show(experiment: CompleteExperiment, note: string | null) {
    this.#use(experiment);
    this.note = note;
    if (note) announceAddress(this, false);
  }

  /** Begins the survey of a link, unless its steps take long; the experiment before is shown where that of the link is refused. */
  async #begin(before: CompleteExperiment | null): Promise<void> {
    const { experiment } = this;
    const preparation = this.#preparation;
    if (!experiment) return;
    if (await preparation.opens(this.engine, [experiment])) return this.#start();
    const why = notBegun(preparation, 'Measure');
    if (preparation.refusal && before) {
      this.#show(before, why);
      return this.#begin(null);
    }
    this.note ??= why;
  }

  #use(experiment: CompleteExperiment) {
    this.experiment = experiment;
    this.family = this.#loss?.family ?? '';
    this.found = null;
    this.note = null;
  }

  get #loss(): LossDescriptor | undefined {
    return lossOf(this.engine.catalog, this.experiment);
  }

  get #task(): TaskDescriptor | undefined {
    return taskOf(this.engine.catalog, this.experiment);
  }

  #csv(): Blob {
    const { found } = this;
    if (!found) return csv([]);
    const rows = Array.from(found.costs, (cost, cell) => [
      this.#x(cell % surveyCells),
      this.#y(Math.floor(cell / surveyCells)),
      cost,
    ]);
    return csv([['x', 'y', 'cost'], ...rows]);
  }

  #x(column: number): number {
    const { from, to } = this.found as Survey;
    return from.x + (column / (surveyCells - 1)) * (to.x - from.x);
  }

  #y(row: number): number {
    const { from, to } = this.found as Survey;
    return from.y + (row / (surveyCells - 1)) * (to.y - from.y);
  }

  async #start(): Promise<void> {
    const { experiment } = this;
    if (!experiment) return;
    this.running = true;
    this.found = null;
    try {
      await this.#work.run(
        (signal) => survey(withSignal(this.engine, signal), experiment, this.directions, this.seed),
        (found) => {
          // A copy, so that the picture detects the change.
          this.found = { ...found, costs: found.costs.slice() };
        },
        250,
      );
    } catch (error) {
      this.note = brokenOff(error);
    }
    this.running = this.#work.running;
  }

  #cancel() {
    this.#work.cancel();
    this.running = false;
  }

  async #change(part: Partial<Experiment>): Promise<void> {
    const { experiment } = this;
    if (!experiment) return;
    let complete: CompleteExperiment;
    try {
      complete = completeExperiment(this.engine.catalog, { ...experiment, ...part });
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.note = refused(error);
      restoreFields(this.renderRoot);
      return;
    }
    if (!(await this.#preparation.agrees(this.engine, [complete]))) {
      this.note = notChanged(this.#preparation);
      restoreFields(this.renderRoot);
      return;
    }
    this.#use(complete);
    announceAddress(this, true);
    void this.#start();
  }

  override render() {
    const { experiment, found } = this;
    if (!experiment) return html`<slot></slot>`;
    const words =
      found?.stage === 'training'
        ? `training: ${percent(found.share)}`
        : `${whole(found?.known ?? 0)} of ${whole(surveyCells ** 2)} places`;
    return html`${stage({
      settings: this.#sentence(experiment),
      figures: html`${this.#picture()} ${this.#chart()}`,
      sum: this.#sum(words),
      keys: progress(
        words,
        found?.stage === 'measuring' ? found.share : 0,
        this.running,
        () => {
          this.note = null;
          void this.#start();
        },
        () => this.#cancel(),
        found ? 'Measure again' : 'Measure',
      ),
      reading: keyed(found?.known, html`<p class="reading">${this.#reading()}</p>`),
      below: html`${this.#table()}`,
    })}<p class="visually-hidden" role="status">${found && found.share >= 1 && !this.running ? 'All places are measured.' : ''}</p>`;
  }

  #sum(words: string) {
    const { running, found } = this;
    const step = found?.stage === 'measuring' ? null : (found?.step ?? 0);
    return workLine({ preparation: this.#preparation, running, step, lab: this }, words);
  }

  #picture() {
    return html`<figure class="model" part="picture"><header><h2>Training cost around the trained model <span class="sub">lines of equal cost</span></h2></header>
      <div class="draw"><contour-map fill .data=${this.#map()} .summary=${'Lines of equal training cost around the trained model, with the path of training'}></contour-map></div></figure>`;
  }

  #chart() {
    return html`<figure class="loss" part="chart"><header><h2>Cut through the trained model <span class="sub">training cost along x</span></h2></header><div class="draw">${this.#cut()}</div></figure>`;
  }

  #sentence(experiment: CompleteExperiment) {
    const tasks = taskOptions(this.engine.catalog, experiment.task.id);
    const kinds = [
      { value: 'path', words: 'the plane of the path' },
      { value: 'random', words: 'two random directions' },
    ];
    const look = (part: { directions?: Directions; seed?: number }) => {
      Object.assign(this, part);
      announceAddress(this, true);
      void this.#start();
    };
    const seed = (value: number | string) =>
      typeof value === 'number' && value >= 0 ? look({ seed: value }) : this.requestUpdate();
    const steps = (value: number | string) =>
      typeof value === 'number' ? void this.#change({ steps: value }) : this.requestUpdate();
    return html`<section class="experiment" part="settings" aria-label="Landscape"><div class="sheet"><p class="sentence">Train on ${menu(
      'Task',
      experiment.task.id,
      tasks,
      (id) => void this.#change(completeExperiment(this.engine.catalog, { version: 1, task: { id } })),
    )}
      for ${numberField('Steps', experiment.steps, { type: 'integer', scale: 'log', min: 1 }, steps)} steps, then show the cost along
      ${menu('Directions', this.directions, kinds, (value) => look({ directions: value as Directions }))}${this.directions === 'random' ? html`, seed ${numberField('Seed of the directions', this.seed, { type: 'integer', min: 0 }, seed)}` : nothing}.</p>
</div></section>`;
  }

  #map(): ContourData | null {
    const { found } = this;
    const known = found?.stage === 'measuring';
    const span = (name: 'x' | 'y') => ({
      from: found?.from[name] ?? -1,
      to: found?.to[name] ?? 1,
      title:
        this.directions === 'path'
          ? name === 'x'
            ? 'from the end (0) to the start (1)'
            : 'perpendicular'
          : `direction ${name === 'x' ? 1 : 2}`,
    });
    const start = known ? [{ x: found.path[0] ?? 0, y: found.path[1] ?? 0, words: 'start' }] : [];
    return {
      x: span('x'),
      y: span('y'),
      cells: surveyCells,
      values: known ? found.costs : [],
      tracks: known ? [{ id: 'path', title: 'training', ink: '--hue', points: found.path }] : [],
      marks: known ? [...start, { x: 0, y: 0, words: `cost ${short(found.cost)}` }] : [],
    };
  }

  #cut() {
    const { found } = this;
    if (found?.stage !== 'measuring') return nothing;
    const row = Math.round(((0 - found.from.y) / (found.to.y - found.from.y)) * (surveyCells - 1));
    const x = Float64Array.from({ length: surveyCells }, (_, column) => this.#x(column));
    const data: LineData = {
      x,
      xTitle: 'x',
      lines: [
        {
          id: 'cost',
          title: 'cost',
          ink: '--hue',
          values: found.costs.subarray(row * surveyCells, (row + 1) * surveyCells),
          width: 2.25,
        },
      ],
      marks: [{ x: 0, words: 'trained model' }],
    };
    return html`<line-chart fill axis .data=${data} .at=${this.at} .summary=${'Training cost along x through the trained model'}
      @cursor=${(event: CustomEvent<number | null>) => {
        this.at = event.detail;
      }}></line-chart>`;
  }

  #reading() {
    const { found } = this;
    if (found?.stage !== 'measuring') return place;
    const costs = found.known === found.costs.length ? found.costs : null;
    return reading({ ...found, costs, task: this.#task?.title ?? '', directions: this.directions });
  }

  #table() {
    const { found } = this;
    if (found?.stage !== 'measuring') return nothing;
    const chosen = Array.from({ length: 7 }, (_, index) => index * ((surveyCells - 1) / 6));
    return disclosed('The costs as a table', {
      title: 'Training cost on the plane',
      columns: ['y, then x', ...chosen.map((column) => short(this.#x(column)))],
      rows: chosen
        .toReversed()
        .map((row) => [
          short(this.#y(row)),
          ...chosen.map((column) => short(found.costs[row * surveyCells + column])),
        ]),
    });
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('landscape-lab', LandscapeLab);
