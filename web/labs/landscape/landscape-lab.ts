import { css, html, LitElement, nothing } from 'lit';
import {
  type CompleteExperiment,
  completeExperiment,
  type Experiment,
  ExperimentError,
  encodeExperiment,
  type LossDescriptor,
  type TaskDescriptor,
  type WorkerEngine,
} from 'loss-playground/engine';
import '../../charts/contour-map.ts';
import '../../charts/line-chart.ts';
import type { ContourData } from '../../charts/contour-map.ts';
import { short, whole } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv, svgFile } from '../../exports/file-formats.ts';
import { taskOptions } from '../../panels/task-options.ts';
import { readAddress } from '../../run/address.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { lossOf, taskOf } from '../../run/described.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { disclosed } from '../../ui/tables.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import type { Directions } from './plane.ts';
import { type Survey, survey, surveyCells } from './survey.ts';

/** The cost J around a trained model, along two directions, with the way that training took. */
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
    css`
      .sentence { min-height: 0; }
      .columns { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 32px; align-items: start; }
      .map { max-width: min(660px, 100%); min-height: 300px; }
      .reading { min-height: 6em; margin-top: 16px; }
      .cut { min-height: 280px; }
      @container (max-width: 720px) { .columns { display: block; } .columns > div { margin-top: 24px; } }
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
    return this.experiment ? `${look}${encodeExperiment(this.engine.catalog, this.experiment)}` : '';
  }

  get exports(): Export[] {
    const map = () =>
      this.renderRoot.querySelector('contour-map')?.renderRoot.querySelector('svg') as SVGElement;
    return [
      { words: 'SVG', file: 'landscape.svg', make: () => svgFile(map()) },
      { words: 'CSV', file: 'landscape.csv', make: () => this.#csv() },
    ];
  }

  leave(): void {
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    const [, seed, text = ''] = /^(?:look=random:(\d+)&?)?(.*)$/s.exec(address) ?? [];
    const before = this.address;
    const { experiment, note } = await readAddress(this.engine.catalog, text);
    this.directions = seed === undefined ? 'path' : 'random';
    this.seed = seed === undefined ? 1 : Number(seed);
    const same =
      before.endsWith(encodeExperiment(this.engine.catalog, experiment)) && before === this.address;
    this.note = note;
    if (same && this.found && this.found.share >= 1) return;
    this.experiment = completeExperiment(this.engine.catalog, experiment);
    this.family = this.#loss?.family ?? '';
    void this.#start();
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
        survey(this.engine, experiment, this.directions, this.seed),
        (found) => {
          // A copy, so that the picture sees that it changed.
          this.found = { ...found, costs: found.costs.slice() };
        },
        250,
      );
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.note = error.message;
    }
    this.running = this.#work.running;
  }

  #cancel() {
    this.#work.cancel();
    this.running = false;
  }

  #change(part: Partial<Experiment>) {
    const { experiment } = this;
    if (!experiment) return;
    try {
      this.experiment = completeExperiment(this.engine.catalog, { ...experiment, ...part });
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      this.note = error.message;
      return;
    }
    this.note = null;
    this.family = this.#loss?.family ?? '';
    announceAddress(this, true);
    void this.#start();
  }

  override render() {
    const { experiment, found } = this;
    if (!experiment) return html`<slot></slot>`;
    const words = found
      ? found.stage === 'training'
        ? `training: ${whole(100 * found.share)} %`
        : `${whole(found.known)} of ${whole(found.costs.length)} places`
      : 'starting';
    return html`${this.#sentence(experiment)}
      ${this.note ? html`<p class="notice" role="alert">${this.note}</p>` : nothing}
      ${progress(
        words,
        found?.stage === 'measuring' ? found.share : 0,
        this.running,
        () => void this.#start(),
        () => this.#cancel(),
        'Measure again',
      )}
      <div class="columns">
        <figure><header><h2>Cost J around the trained model <span class="sub">lines of equal cost</span></h2></header>
          <contour-map class="map" .data=${this.#picture()} .summary=${`Lines of equal cost around the trained model, with the way that training took`}></contour-map></figure>
        <div><figure><header><h2>A cut through the middle <span class="sub">cost J along x</span></h2></header><div class="cut">${this.#cut()}</div></figure>
          <p class="reading">${this.#reading()}</p></div>
      </div>
      ${this.#table()}<p class="visually-hidden" role="status">${found && found.share >= 1 && !this.running ? 'All places are measured.' : ''}</p>`;
  }

  #sentence(experiment: CompleteExperiment) {
    const tasks = taskOptions(this.engine.catalog, experiment.task.id);
    const kinds = [
      { value: 'path', words: 'the plane of its path' },
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
      typeof value === 'number' ? this.#change({ steps: value }) : this.requestUpdate();
    return html`<section class="experiment" aria-label="Landscape"><p class="sentence">Train on ${menu(
      'Task',
      experiment.task.id,
      tasks,
      (id) => {
        this.experiment = completeExperiment(this.engine.catalog, { version: 1, task: { id } });
        this.#change({});
      },
    )}
      for ${numberField('Steps', experiment.steps, { type: 'integer', scale: 'log', min: 1 }, steps)} steps, then look around along
      ${menu('Directions', this.directions, kinds, (value) => look({ directions: value as Directions }))}${this.directions === 'random' ? html`, seed ${numberField('Seed of the directions', this.seed, { type: 'integer', min: 0 }, seed)}` : nothing}.</p>
      <dl class="aside"><dt>Loss</dt><dd>${this.#loss?.title}, ${this.#loss?.unit}</dd><dt>Directions</dt><dd>${this.directions === 'random' ? 'random, each filter as long as the model’s own' : 'from the end of the path to its start, and to its middle'}</dd></dl></section>`;
  }

  #picture(): ContourData | null {
    const { found } = this;
    const known = found?.stage === 'measuring';
    const span = (name: 'x' | 'y') => ({
      from: found?.from[name] ?? -1,
      to: found?.to[name] ?? 1,
      title:
        this.directions === 'path'
          ? name === 'x'
            ? 'from the end (0) to the start (1)'
            : 'across'
          : `direction ${name === 'x' ? 1 : 2}`,
    });
    const start = known ? [{ x: found.path[0] ?? 0, y: found.path[1] ?? 0, words: 'start' }] : [];
    return {
      x: span('x'),
      y: span('y'),
      cells: surveyCells,
      values: known ? found.costs : [],
      tracks: known ? [{ id: 'path', title: 'training', ink: '--hue', points: found.path }] : [],
      marks: known ? [...start, { x: 0, y: 0, words: `J ${short(found.cost)}` }] : [],
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
          title: 'J',
          ink: '--hue',
          values: found.costs.subarray(row * surveyCells, (row + 1) * surveyCells),
          width: 2.25,
        },
      ],
      marks: [{ x: 0, words: 'trained model' }],
    };
    return html`<line-chart axis .data=${data} .at=${this.at} .height=${280} .summary=${'Cost J along x through the trained model'}
      @cursor=${(event: CustomEvent<number | null>) => {
        this.at = event.detail;
      }}></line-chart>`;
  }

  #reading() {
    const { found } = this;
    if (found?.stage !== 'measuring')
      return 'Each place of the picture is a model of its own: the trained one, moved along two directions. Its cost is measured on the whole training set.';
    const finite = found.costs.filter(Number.isFinite);
    const highest = finite.reduce((most, value) => Math.max(most, value), 0);
    const lowest = finite.reduce((least, value) => Math.min(least, value), Infinity);
    const lower =
      lowest < 0.98 * found.cost
        ? html` The lowest place seen here is ${short(lowest)}: the last step is not the bottom of this plane.`
        : nothing;
    return html`<strong>What you just saw:</strong> after ${whole(found.steps)} steps of training on ${this.#task?.title} cost J is <b>${short(found.cost)}</b>; within this picture it rises to ${short(highest)}.${lower}`;
  }

  #table() {
    const { found } = this;
    if (found?.stage !== 'measuring') return nothing;
    const chosen = Array.from({ length: 7 }, (_, index) => index * ((surveyCells - 1) / 6));
    return disclosed('The costs as a table', {
      title: 'Cost J on the plane',
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
