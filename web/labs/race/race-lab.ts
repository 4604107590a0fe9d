import { css, html, LitElement, nothing } from 'lit';
import type { WorkerEngine } from 'loss-playground/engine';
import '../../charts/contour-map.ts';
import '../../charts/line-chart.ts';
import type { ContourData } from '../../charts/contour-map.ts';
import { short, whole } from '../../charts/format.ts';
import type { LineData } from '../../charts/line-scale.ts';
import type { Export } from '../../exports/export.ts';
import { csv, svgFile } from '../../exports/file-formats.ts';
import { taskOptions } from '../../panels/task-options.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { entryOf, parameterOf } from '../../run/described.ts';
import { surfaceCells, surfaceValues, viewOf } from '../../run/surface.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { dashes, inks } from '../../ui/inks.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { type Plan, planAddress, planFor, racerOf, readPlan } from './course.ts';
import { type Course, type Lane, middleOf, race, reaching } from './race.ts';

/** Optimizers from one start, over several seeds: median and band, and how many steps each takes to a level. */
export class RaceLab extends LitElement implements Lab {
  static override properties = {
    plan: { state: true },
    lanes: { state: true },
    share: { state: true },
    running: { state: true },
    heights: { state: true },
    goal: { state: true },
    at: { state: true },
    refused: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    progressStyles,
    css`
      .reading { margin-top: 20px; min-height: 3em; }
      .sentence { min-height: 0; }
      .racers { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 0 24px; margin-bottom: 16px; }
      .racer { display: flex; align-items: center; gap: 10px; min-height: 38px; border-top: 1px solid var(--rule); }
      .racer label { display: flex; align-items: center; gap: 10px; flex: 1; }
      .racer input[type='checkbox'] { width: 24px; height: 24px; margin: 0; accent-color: var(--ink); flex: none; }
      .racer .term > input { width: 6ch; }
      legend { font-weight: 600; padding: 0 0 4px; }
      .lines { min-height: 420px; }
      .map { min-height: 300px; }
      th:first-child { text-align: left; }
      .key { width: 22px; height: 8px; margin-right: 6px; }
      td, th[scope='row'] { white-space: nowrap; }
      @container (max-width: 720px) { .lines { min-height: 480px; } th, td { padding-right: 5px; } .key { width: 14px; margin-right: 4px; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare plan: Plan | null;
  declare lanes: Lane[];
  declare share: number;
  declare running: boolean;
  declare heights: Float64Array | null;
  /** The level that is to be reached; null for one that suits the race. */
  declare goal: number | null;
  declare at: number | null;
  declare refused: string;
  #work = new BackgroundWork();

  constructor() {
    super();
    this.plan = null;
    this.lanes = [];
    this.share = 0;
    this.running = false;
    this.heights = null;
    this.goal = null;
    this.at = null;
    this.refused = '';
  }

  get address(): string {
    return this.plan ? planAddress(this.plan) : '';
  }

  get exports(): Export[] {
    const chart = () =>
      this.renderRoot.querySelector('line-chart')?.renderRoot.querySelector('svg') as SVGElement;
    return this.plan
      ? [
          { words: 'SVG', file: 'race.svg', make: () => svgFile(chart()) },
          { words: 'CSV', file: 'race.csv', make: () => this.#csv() },
        ]
      : [];
  }

  leave(): void {
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    this.#set(readPlan(this.engine.catalog, address));
  }

  #csv(): Blob {
    const rows = this.lanes.flatMap(({ racer, steps, values }) =>
      values.flatMap((row, seed) =>
        row.map((value, index) => [racer.id, seed + 1, steps[index] ?? index, value]),
      ),
    );
    return csv([['optimizer', 'seed', 'step', 'value'], ...rows]);
  }

  #change(plan: Plan) {
    this.#set(plan);
    announceAddress(this, true);
  }

  #set(plan: Plan) {
    const moved = plan.course.id !== this.plan?.course.id;
    this.plan = plan;
    this.goal = null;
    if (moved) {
      this.heights = null;
      this.lanes = [];
      void this.#survey(plan.course);
    }
    void this.#start();
  }

  /** The lines of equal height, where the race is on a surface. */
  async #survey(course: Course) {
    const surface = this.engine.catalog.functions.find(({ id }) => id === course.id);
    if (!surface || course.kind !== 'surface') return;
    const heights = await surfaceValues(
      this.engine,
      { id: course.id, params: course.params },
      viewOf(surface),
    );
    if (course.id === this.plan?.course.id) this.heights = heights;
  }

  async #start(): Promise<void> {
    const { plan } = this;
    if (!plan || plan.racers.length === 0) return;
    this.share = 0;
    this.running = true;
    this.refused = '';
    try {
      await this.#work.run(race(this.engine, plan.course, plan.racers), ({ lanes, share }) => {
        this.lanes = lanes;
        this.share = share;
      });
    } catch (error) {
      this.refused = error instanceof Error ? error.message : String(error);
    }
    this.running = this.#work.running;
  }

  #cancel() {
    this.#work.cancel();
    this.running = false;
  }

  override render() {
    const { plan, lanes } = this;
    if (!plan) return html`<slot></slot>`;
    const { course } = plan;
    const done = lanes.reduce((sum, { values }) => sum + values.length, 0);
    return html`${this.#sentence(plan)} ${this.#racers(plan)}
      ${progress(
        `${whole(done)} of ${whole(plan.racers.length * course.seeds)} runs`,
        this.share,
        this.running,
        () => void this.#start(),
        () => this.#cancel(),
        'Race again',
      )}
      ${this.refused ? html`<p class="notice" role="alert">${this.refused}</p>` : nothing}
      <div class="pictures">
        ${course.kind === 'surface' ? html`<figure><header><h2>The paths <span class="sub">first seed; click sets the start</span></h2></header>${this.#map(course)}</figure>` : nothing}
        <figure><header><h2>${course.kind === 'surface' ? 'Height' : 'Cost J'} <span class="sub">median over ${whole(lanes[0]?.values.length ?? 0)} seeds, band from quarter to quarter</span></h2></header>
          <div class="lines">${this.#lines()}</div></figure>
        ${course.kind === 'surface' ? nothing : html`<div>${this.#table()}</div>`}
      </div>
      ${course.kind === 'surface' ? this.#table() : nothing}
      <p class="visually-hidden" role="status">${this.share >= 1 && !this.running ? 'The race is over.' : ''}</p>`;
  }

  #sentence(plan: Plan) {
    const { course } = plan;
    const { functions } = this.engine.catalog;
    const options = [
      ...functions.map(({ id, title }) => ({ value: id, words: `the ${title}` })),
      ...taskOptions(this.engine.catalog),
    ];
    const set = (part: Partial<Course>) => this.#change({ ...plan, course: { ...course, ...part } });
    const number =
      (name: 'steps' | 'seeds' | 'noise', min: number, max: number) => (value: number | string) => {
        if (typeof value === 'number' && value >= min && value <= max) set({ [name]: value });
        else this.requestUpdate();
      };
    const where =
      course.kind === 'surface'
        ? html`, with noise ${numberField('Noise', course.noise, { min: 0, max: 20 }, number('noise', 0, 1e3))} on the gradient`
        : nothing;
    return html`<section class="experiment" aria-label="Race"><p class="sentence">Race on ${menu('Course', course.id, options, (id) => this.#change(planFor(this.engine.catalog, id)))}
      for ${numberField('Steps', course.steps, { type: 'integer', scale: 'log', min: 1, max: 20000 }, number('steps', 1, 20000))} steps${where}, over
      ${numberField('Seeds', course.seeds, { type: 'integer', min: 1, max: 100 }, number('seeds', 1, 100))} seeds.</p>
      <dl class="aside"><dt>Same for all</dt><dd>${course.kind === 'surface' ? `the start (${course.start.map((value) => short(value)).join(', ')}), and with each seed the noise` : 'with each seed the weights at the start and the batches'}</dd></dl></section>`;
  }

  #racers(plan: Plan) {
    const { racers, course } = plan;
    const toggle = (id: string) => {
      const next = racers.some((racer) => racer.id === id)
        ? racers.filter((racer) => racer.id !== id)
        : [...racers, ...[racerOf(this.engine.catalog, id, course.kind) ?? []].flat()];
      this.#change({ ...plan, racers: next });
    };
    const rate = (id: string) => (value: number | string) => {
      if (typeof value !== 'number' || value <= 0) return this.requestUpdate();
      this.#change({
        ...plan,
        racers: racers.map((racer) =>
          racer.id === id ? { ...racer, params: { ...racer.params, lr: value } } : racer,
        ),
      });
    };
    return html`<fieldset><legend>Optimizers and their rates</legend><div class="racers">${this.engine.catalog.optimizers.map(
      (optimizer) => {
        const racer = racers.find(({ id }) => id === optimizer.id);
        const lr = parameterOf(optimizer, 'lr');
        return html`<div class="racer"><label><input type="checkbox" .checked=${racer !== undefined} @change=${() => toggle(optimizer.id)} />${optimizer.title}</label>
        ${racer && lr ? numberField(`Rate of ${optimizer.title}`, Number(racer.params.lr), lr, rate(optimizer.id)) : nothing}</div>`;
      },
    )}</div></fieldset>`;
  }

  #title(id: string): string {
    return entryOf(this.engine.catalog.optimizers, id)?.title ?? id;
  }

  #look(id: string): { ink: string; dash?: string } {
    const index = this.engine.catalog.optimizers.findIndex((entry) => entry.id === id);
    const dash = dashes[index % dashes.length];
    return { ink: inks[index % inks.length] ?? '--ink', ...(dash ? { dash } : {}) };
  }

  #map(course: Course) {
    const surface = this.engine.catalog.functions.find(({ id }) => id === course.id);
    if (!surface) return nothing;
    const view = viewOf(surface);
    const minima = view.minima.map(([x, y], index) => ({ x, y, words: index === 0 ? 'lowest' : '' }));
    const data: ContourData = {
      x: view.x,
      y: view.y,
      cells: surfaceCells,
      values: this.heights ?? [],
      tracks: this.lanes.flatMap(({ racer, path }) =>
        path ? [{ id: racer.id, title: this.#title(racer.id), points: path, ...this.#look(racer.id) }] : [],
      ),
      marks: [{ x: course.start[0], y: course.start[1], words: 'start' }, ...minima],
    };
    const pick = ({ detail: { x, y } }: CustomEvent<{ x: number; y: number }>) => {
      if (this.plan)
        this.#change({
          ...this.plan,
          course: { ...course, start: [Number(x.toFixed(2)), Number(y.toFixed(2))] },
        });
    };
    const words = `${surface.title} with the paths of ${this.lanes.map(({ racer }) => this.#title(racer.id)).join(', ')}`;
    return html`<contour-map class="map" picking .data=${data} .summary=${words} @pick=${pick}></contour-map>
      <p class="start">Start at x ${this.#coordinate(course, 0)}, y ${this.#coordinate(course, 1)}</p>`;
  }

  /** A coordinate of the start, for those who cannot click the map. */
  #coordinate(course: Course, index: 0 | 1) {
    const set = (value: number | string) => {
      if (typeof value !== 'number' || !this.plan) return this.requestUpdate();
      const start: [number, number] = [...course.start];
      start[index] = value;
      this.#change({ ...this.plan, course: { ...course, start } });
    };
    return numberField(index === 0 ? 'Start x' : 'Start y', course.start[index], {}, set);
  }

  #lines() {
    const longest = this.lanes.reduce<number[]>(
      (best, { steps }) => (steps.length > best.length ? steps : best),
      [],
    );
    if (longest.length === 0) return nothing;
    const data: LineData = {
      x: longest,
      xTitle: 'step',
      log: true,
      lines: this.lanes
        .filter(({ values }) => values.length > 0)
        .map((lane) => {
          const { median, low, high } = middleOf(lane);
          return {
            id: lane.racer.id,
            title: this.#title(lane.racer.id),
            values: median,
            low,
            high,
            width: 2.25,
            ...this.#look(lane.racer.id),
          };
        }),
    };
    return html`<line-chart axis .data=${data} .at=${this.at} .height=${420} .summary=${'Median over the seeds against steps, on a scale of powers of ten'}
      @cursor=${(event: CustomEvent<number | null>) => {
        this.at = event.detail;
      }}></line-chart>`;
  }

  /** A level that about half of the racers reach. */
  get #goal(): number {
    if (this.goal !== null) return this.goal;
    const ends = this.lanes
      .map((lane) => Math.min(...middleOf(lane).median.filter(Number.isFinite)))
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const middle = ends[Math.floor(ends.length / 2)] ?? 1;
    return Number((middle * 1.1).toPrecision(2));
  }

  #table() {
    const lanes = this.lanes.filter(({ values }) => values.length > 0);
    if (lanes.length === 0) return nothing;
    const goal = this.#goal;
    const set = (value: number | string) => {
      if (typeof value === 'number') this.goal = value;
      else this.requestUpdate();
    };
    const rows = lanes
      .map((lane) => ({ lane, ...reaching(lane, goal), end: middleOf(lane).median.at(-1) ?? Number.NaN }))
      .sort((a, b) => a.median - b.median);
    return html`<section class="section"><h2>Steps to reach ${numberField('Level to reach', goal, { scale: 'log' }, set)}</h2>
      <div class="table" tabindex="0" role="region" aria-label="Steps to the level"><table>
        <thead><tr><th scope="col">optimizer</th><th scope="col">rate</th><th scope="col">median steps</th><th scope="col">seeds that reach it</th><th scope="col">median at the end</th></tr></thead>
        <tbody>${rows.map(({ lane: { racer, values }, median, reached, end }) => {
          const { ink, dash } = this.#look(racer.id);
          return html`<tr><th scope="row"><svg class="key" viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${ink})`} stroke-width="2.25" stroke-dasharray=${dash ?? 'none'} /></svg>${this.#title(racer.id)}</th>
            <td>${'lr' in racer.params ? String(racer.params.lr) : '–'}</td><td>${Number.isFinite(median) ? whole(median) : 'never'}</td><td>${whole(reached)} of ${whole(values.length)}</td><td>${Number.isFinite(end) ? short(end) : 'diverged'}</td></tr>`;
        })}</tbody></table></div>${this.#saw(rows, goal)}</section>`;
  }

  /** The race in words: who came first, and how much of it may be luck. */
  #saw(rows: readonly { lane: Lane; median: number; reached: number; end: number }[], goal: number) {
    const [first, second] = rows;
    const course = this.plan?.course;
    if (this.running || this.share < 1 || !first || !course) return html`<p class="reading"></p>`;
    const name = (row: (typeof rows)[number]) => this.#title(row.lane.racer.id);
    const steps = `${whole(course.steps)} steps`;
    const told = () => {
      if (!second) {
        const start = middleOf(first.lane).median[0] ?? Number.NaN;
        const end = Number.isFinite(first.end) ? short(first.end) : 'beyond all bounds';
        return html`${name(first)} went ${first.end < start ? 'down' : 'up'} from ${short(start)} to <b>${end}</b> in ${steps}.`;
      }
      if (!Number.isFinite(first.median)) return html`none of them came down to ${String(goal)} in ${steps}.`;
      const behind = !Number.isFinite(second.median)
        ? html`; no other did`
        : html`, ${name(second)} in ${whole(second.median)}`;
      const never = rows.filter(({ reached }) => reached === 0).map(name);
      const late =
        never.length > 0 && Number.isFinite(second.median)
          ? html` ${never.join(', ')} did not come so low; another rate may change that.`
          : nothing;
      return html`${name(first)} came down to ${String(goal)} in <b>${whole(first.median)}</b> steps${behind}.${late}`;
    };
    const seeds = first.lane.values.length;
    const chance = course.kind === 'task' || course.noise > 0;
    const luck = !chance
      ? 'Nothing is left to chance here.'
      : seeds === 1
        ? 'With one seed it may be luck.'
        : `Numbers are medians of ${whole(seeds)} seeds.`;
    return html`<p class="reading"><strong>What you just saw:</strong> ${told()} ${luck}</p>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('race-lab', RaceLab);
