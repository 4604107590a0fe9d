import { css, html, LitElement, nothing } from 'lit';
import type { ParameterDescriptor, WorkerEngine } from 'loss-playground/engine';
import '../../charts/contour-map.ts';
import '../../charts/line-chart.ts';
import type { ContourData } from '../../charts/contour-map.ts';
import { short, whole } from '../../charts/format.ts';
import { withSignal } from '../../engine/remote/cancel.ts';
import type { Export } from '../../exports/export.ts';
import { csv, drawingExport } from '../../exports/file-formats.ts';
import { brokenOff, notBegun, notChanged, workLine } from '../../panels/lab-work.ts';
import { taskOptions } from '../../panels/task-options.ts';
import { BackgroundWork } from '../../run/background-work.ts';
import { entryOf } from '../../run/described.ts';
import { accepts } from '../../run/own-link.ts';
import { Preparation } from '../../run/preparation.ts';
import { surfaceCells, surfaceValues, viewOf } from '../../run/surface.ts';
import { keepMenus, menu, numberField, restoreFields } from '../../ui/controls.ts';
import { progress, progressStyles } from '../../ui/progress.ts';
import { reveal } from '../../ui/reveal.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { stage } from '../../ui/stage.ts';
import { stageStyles } from '../../ui/stage-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, announceShown, type Lab, type Played, severalRuns } from '../lab-element.ts';
import { type Plan, planAddress, planFor, ranges, readPlan } from './course.ts';
import { linesOf, lookOf } from './lines.ts';
import { type Course, experimentsOf, historiesOf, type Lane, race, rowsOf } from './race.ts';
import { racerList, racerStyles } from './racer-list.ts';
import { columnsOf, drawnWords, goalFor, type Standing, sameForAll, standingsOf, summary } from './words.ts';

/** Optimizers from one start, over several seeds: median and quartiles, and the steps that each takes to a level. */
export class RaceLab extends LitElement implements Lab {
  static override properties = {
    plan: { state: true },
    lanes: { state: true },
    share: { state: true },
    step: { state: true },
    running: { state: true },
    heights: { state: true },
    goal: { state: true },
    at: { state: true },
    note: { state: true },
    choosing: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    progressStyles,
    stageStyles,
    racerStyles,
    css`
      .standings { overflow: auto; }
      .standings .section { margin: 0; }
      th:first-child { text-align: left; }
      .key { width: 22px; height: 8px; margin-right: 6px; }
      td, th[scope='row'] { white-space: nowrap; }
      @container (max-width: 720px) { th, td { padding-right: 5px; } .key { width: 14px; margin-right: 4px; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare plan: Plan | null;
  declare lanes: Lane[];
  declare share: number;
  /** Of the run that trains now. */
  declare step: number;
  declare running: boolean;
  declare heights: Float64Array | null;
  /** The level to reach; null for one chosen from the race. */
  declare goal: number | null;
  declare at: number | null;
  /** Why it did not begin, or broke off. */
  declare note: string | null;
  /** Whether the list of optimizers is open. */
  declare choosing: boolean;
  #work = new BackgroundWork();
  #preparation = new Preparation(this.#work, () => this.requestUpdate());

  constructor() {
    super();
    this.plan = null;
    this.lanes = [];
    this.share = 0;
    this.step = 0;
    this.running = false;
    this.heights = null;
    this.goal = null;
    this.at = null;
    this.note = null;
    this.choosing = false;
  }

  get address(): string {
    return this.plan ? planAddress(this.plan) : '';
  }

  get exports(): Export[] {
    if (!this.lanes.some(({ values }) => values.length > 0)) return [];
    return [
      ...drawingExport('SVG', 'race.svg', this.renderRoot.querySelector('line-chart')),
      { words: 'CSV', file: 'race.csv', make: () => csv(rowsOf(this.lanes)) },
    ];
  }

  get session(): Played {
    return severalRuns(this.share, this.running, {
      reached: this.#done,
      play: () => void this.#start(),
      pause: () => this.#cancel(),
    });
  }

  get histories() {
    return historiesOf(this.lanes);
  }

  /** How many runs are complete. */
  get #done(): number {
    return this.lanes.reduce((sum, { values }) => sum + values.length, 0);
  }

  leave(): void {
    this.#preparation.cancel();
    this.#cancel();
  }

  async open(address: string): Promise<void> {
    this.#cancel();
    const before = this.plan ?? planFor(this.engine.catalog, '');
    const { note, waits, ...plan } = readPlan(this.engine.catalog, address);
    this.#show(plan, note);
    if (waits) Object.assign(this, { lanes: [], share: 0 });
    else void this.#begin(before);
  }

  /** Shows the plan of a link, or another one instead, and says so. */
  #show(plan: Plan, note: string | null) {
    this.#set(plan);
    this.note = note;
    if (note) announceAddress(this, false);
  }

  /** Begins the race of a link, unless its steps take long; the one before is shown where that of the link is refused. */
  async #begin(before: Plan | null): Promise<void> {
    const preparation = this.#preparation;
    if (await preparation.opens(this.engine, this.#experiments(this.plan))) return this.#start();
    const why = notBegun(preparation, 'Race');
    if (preparation.refusal && before) {
      this.#show(before, why);
      return this.#begin(null);
    }
    if (preparation.slowStep !== null) this.lanes = [];
    this.note ??= why;
  }

  #experiments = (plan: Plan | null) => (plan ? experimentsOf(plan.course, plan.racers) : []);

  async #change(plan: Plan): Promise<void> {
    if (!(await this.#preparation.agrees(this.engine, this.#experiments(plan)))) {
      this.note = notChanged(this.#preparation);
      restoreFields(this.renderRoot);
      return;
    }
    this.#set(plan);
    announceAddress(this, true);
    void this.#start();
  }

  #set(plan: Plan) {
    const moved = plan.course.id !== this.plan?.course.id;
    this.plan = plan;
    this.goal = null;
    this.note = null;
    if (!moved) return;
    this.heights = null;
    this.lanes = [];
    void this.#survey(plan.course);
  }

  /** The contour lines, if the race is on a surface. */
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
    this.step = 0;
    this.running = true;
    // What was before stays in sight until there is something new, unless that takes long.
    if (this.#preparation.slowStep !== null) this.lanes = [];
    try {
      await this.#work.run(
        (signal) => race(withSignal(this.engine, signal), plan.course, plan.racers),
        ({ lanes, share, step }) => Object.assign(this, { lanes, share, step }),
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

  override render() {
    const { plan, lanes } = this;
    if (!plan) return html`<slot></slot>`;
    const { course } = plan;
    const done = this.#done;
    const onSurface = course.kind === 'surface';
    const goal = this.#goal;
    const standings = standingsOf(lanes, goal);
    const table = standings.length > 0 ? this.#table(standings, goal) : nothing;
    const words = `${whole(done)} of ${whole(plan.racers.length * course.seeds)} runs`;
    return html`${stage({
      settings: this.#sentence(plan),
      figures: html`${onSurface ? this.#picture(course) : html`<figure class="model" part="picture"><div class="draw standings">${table}</div></figure>`}
        ${this.#chart(course)} ${this.choosing ? this.#racers(plan) : nothing}`,
      sum: this.#sum(course),
      keys: progress(
        words,
        this.share,
        this.running,
        () => {
          this.note = null;
          void this.#start();
        },
        () => this.#cancel(),
        done > 0 ? 'Race again' : 'Race',
      ),
      reading: this.#reading(standings, goal),
      below: html`${onSurface ? html`<div id="standings">${table}</div>` : nothing}`,
      onKey: this.#onKey,
    })}
      <p class="visually-hidden" role="status">${this.share >= 1 && !this.running ? 'The race is over.' : ''}</p>`;
  }

  #sum(course: Course) {
    const links = html`<span class="links"><a href="#standings" @click=${reveal(this, '#standings')}>Steps to a level</a></span>`;
    const preparation = this.#preparation;
    const { running, step } = this;
    const work = { preparation, running, step, lab: this };
    return workLine(work, sameForAll(course), course.kind === 'surface' ? links : nothing);
  }

  #choose(choosing: boolean) {
    this.choosing = choosing;
    if (!choosing) this.renderRoot.querySelector<HTMLElement>('.tools button')?.focus();
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.choosing) return;
    event.preventDefault();
    this.#choose(false);
  };

  #picture(course: Course) {
    return html`<figure class="model" part="picture"><header><h2>Paths <span class="sub">of the first seed; select a place to start there</span></h2>
      <span class="options start">Start at x ${this.#coordinate(course, 0)}, y ${this.#coordinate(course, 1)}</span></header><div class="draw">${this.#map(course)}</div></figure>`;
  }

  #chart(course: Course) {
    const seeds = this.lanes[0]?.values.length ?? 0;
    return html`<figure class="loss" part="chart"><header><h2>${course.kind === 'surface' ? 'Height' : 'Training cost'} <span class="sub">${drawnWords(course, seeds)}</span></h2></header>
      <div class="draw lines">${this.#lines(course)}</div></figure>`;
  }

  #sentence(plan: Plan) {
    const { course } = plan;
    const { functions } = this.engine.catalog;
    const options = [
      ...functions.map(({ id, title }) => ({ value: id, words: `the ${title}` })),
      ...taskOptions(this.engine.catalog),
    ];
    const set = (part: Partial<Course>) => void this.#change({ ...plan, course: { ...course, ...part } });
    const number = (
      words: string,
      name: 'steps' | 'seeds' | 'noise',
      look: Partial<ParameterDescriptor> = {},
    ) =>
      numberField(words, course[name], { ...ranges[name], ...look }, (value) => {
        if (accepts(value, ranges[name])) set({ [name]: value });
        else this.requestUpdate();
      });
    const where =
      course.kind === 'surface'
        ? html`, with noise of ${number('Noise', 'noise')} on each gradient`
        : nothing;
    return html`<section class="experiment" part="settings" aria-label="Race"><div class="sheet"><p class="sentence">Race on ${menu('Course', course.id, options, (id) => void this.#change(planFor(this.engine.catalog, id)))}
      for ${number('Steps', 'steps', { scale: 'log' })} steps${where}, over
      ${number('Seeds', 'seeds')} ${course.seeds === 1 ? 'seed' : 'seeds'}.</p>
      <div class="tools"><button class="plain" type="button" aria-expanded=${this.choosing} @click=${() => this.#choose(!this.choosing)}>Choose optimizers</button></div></div></section>`;
  }

  #racers(plan: Plan) {
    return racerList({
      catalog: this.engine.catalog,
      plan,
      change: (racers) => void this.#change({ ...plan, racers }),
      refuse: () => this.requestUpdate(),
      close: () => this.#choose(false),
    });
  }

  #title(id: string): string {
    return entryOf(this.engine.catalog.optimizers, id)?.title ?? id;
  }

  #look = (id: string) => lookOf(this.engine.catalog.optimizers.findIndex((entry) => entry.id === id));

  #map(course: Course) {
    const surface = this.engine.catalog.functions.find(({ id }) => id === course.id);
    if (!surface) return nothing;
    const view = viewOf(surface);
    const minima = view.minima.map(([x, y], index) => ({ x, y, words: index === 0 ? 'minimum' : '' }));
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
        void this.#change({
          ...this.plan,
          course: { ...course, start: [Number(x.toFixed(2)), Number(y.toFixed(2))] },
        });
    };
    const words = `${surface.title} with the paths of ${this.lanes.map(({ racer }) => this.#title(racer.id)).join(', ')}`;
    return html`<contour-map fill picking .data=${data} .summary=${words} @pick=${pick}></contour-map>`;
  }

  /** A coordinate of the start, for those who cannot click the map. */
  #coordinate(course: Course, index: 0 | 1) {
    const set = (value: number | string) => {
      if (!accepts(value, ranges.start) || !this.plan) return this.requestUpdate();
      const start: [number, number] = [...course.start];
      start[index] = value;
      void this.#change({ ...this.plan, course: { ...course, start } });
    };
    return numberField(index === 0 ? 'Start x' : 'Start y', course.start[index], ranges.start, set);
  }

  #lines(course: Course) {
    const data = linesOf(this.lanes, (id) => ({ title: this.#title(id), ...this.#look(id) }));
    if (!data) return nothing;
    return html`<line-chart fill axis .data=${data} .at=${this.at} .summary=${`${course.kind === 'surface' ? 'Height' : 'Training cost'} against steps, on a logarithmic scale: ${drawnWords(course, this.lanes[0]?.values.length ?? 0)}`}
      @cursor=${(event: CustomEvent<number | null>) => {
        this.at = event.detail;
      }}></line-chart>`;
  }

  get #goal(): number {
    return this.goal ?? goalFor(this.lanes);
  }

  #table(standings: readonly Standing[], goal: number) {
    const set = (value: number | string) => {
      if (typeof value === 'number') this.goal = value;
      else this.requestUpdate();
    };
    const course = this.plan?.course;
    const seeds = standings[0]?.lane.values.length ?? 0;
    return html`<section class="section"><h2>Steps to reach ${numberField('Level to reach', goal, { scale: 'log' }, set)} and stay below it</h2>
      <div class="table" tabindex="0" role="region" aria-label="Steps to the level"><table>
        <thead><tr>${course ? columnsOf(course, seeds).map((words) => html`<th scope="col">${words}</th>`) : nothing}</tr></thead>
        <tbody>${standings.map(({ lane: { racer, values }, steps, reached, end }) => {
          const { ink, dash } = this.#look(racer.id);
          return html`<tr><th scope="row"><svg class="key" viewBox="0 0 22 8" aria-hidden="true"><path d="M0 4H22" stroke=${`var(${ink})`} stroke-width="2.25" stroke-dasharray=${dash ?? 'none'} /></svg>${this.#title(racer.id)}</th>
            <td>${'lr' in racer.params ? String(racer.params.lr) : '–'}</td><td>${Number.isFinite(steps) ? whole(steps) : 'never'}</td><td>${whole(reached)} of ${whole(values.length)}</td><td>${Number.isFinite(end) ? short(end) : 'diverged'}</td></tr>`;
        })}</tbody></table></div></section>`;
  }

  #reading(standings: readonly Standing[], goal: number) {
    const course = this.plan?.course;
    if (this.running || this.share < 1 || !course) return html`<p class="reading"></p>`;
    return html`<p class="reading">${summary(standings, goal, course, ({ racer }) => this.#title(racer.id))}</p>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
    announceShown(this);
  }
}

customElements.define('race-lab', RaceLab);
