import { css, html, LitElement, nothing } from 'lit';
import type { WorkerEngine } from 'loss-playground/engine';
import '../../charts/distance-line.ts';
import '../../charts/triplet-map.ts';
import type { Distances } from '../../charts/distance-line.ts';
import { percent, short } from '../../charts/format.ts';
import { forceWords, type MapPoint, negativeShape, type TripletPicture } from '../../charts/triplet-map.ts';
import type { Export } from '../../exports/export.ts';
import { csv, drawingExport } from '../../exports/file-formats.ts';
import { noteLine } from '../../panels/lab-work.ts';
import type { Histories } from '../../run/histories.ts';
import { keepMenus } from '../../ui/controls.ts';
import { reveal } from '../../ui/reveal.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { stage } from '../../ui/stage.ts';
import { stageStyles } from '../../ui/stage-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, announceShown, type Lab, type Played } from '../lab-element.ts';
import { importPanel, type Panel } from '../own-loss-panel.ts';
import { follow, type Measured, measure, nudge, rowsOf } from './measure.ts';
import { keptInside, reach, readScene, type Scene, sceneAddress, settle } from './scene.ts';
import './triplet-training.ts';
import { lossOf } from '../../run/described.ts';
import { OwnLink } from '../../run/own-link.ts';
import { describeLoss } from '../../run/own-loss.ts';
import { describeLink } from '../../run/own-loss-link.ts';
import { sceneSentence } from './sentence.ts';
import type { TripletTraining } from './triplet-training.ts';
import { inSearch, reading, sumLine, toldOf } from './words.ts';

/** Learning rate of a step that follows the arrows. */
const learningRate = 0.2;

interface Moved {
  id: string;
  x: number;
  y: number;
  ended: boolean;
}

/** Anchor, positive and negatives to drag, with zones, losses and forces; below them the same loss on real data. */
export class TripletLab extends LitElement implements Lab {
  static override properties = {
    scene: { state: true },
    measured: { state: true },
    selected: { state: true },
    forces: { state: true },
    refused: { state: true },
    note: { state: true },
    announced: { state: true },
    writing: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    stageStyles,
    css`
      :host { --hue: var(--triplet); }
      .negatives { flex: 1; min-height: 0; overflow: auto; }
      .line { flex: none; height: 150px; }
      distance-line { height: 100%; min-height: 0; }
      table { width: 100%; }
      th:first-child { text-align: left; white-space: nowrap; }
      tr.told { color: var(--hue); }
      tr.told th, tr.told td { font-weight: 600; }
      td svg, th svg { width: 18px; height: 18px; vertical-align: -4px; margin-right: 6px; overflow: visible; }
      .shape { fill: var(--paper); stroke: var(--hue); stroke-width: 2; }
      .active .shape { fill: var(--hue); }
      .roles { max-width: 62ch; }
      .keys { flex-wrap: wrap; }
      @container (max-width: 1099px) { .line { height: 104px; } }
      @container (max-width: 720px) { th, td { padding-right: 8px; } td { white-space: nowrap; } .negatives { display: none; } .figures > .loss { flex: none; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare scene: Scene | null;
  declare measured: Measured | null;
  /** Index of the negative that the visitor moves. */
  declare selected: number | null;
  declare forces: boolean;
  declare refused: string;
  /** What of a link is left out. */
  declare note: string | null;
  declare announced: string;
  /** Draws the editor of the visitor's own loss while it is open. */
  declare writing: Panel | null;
  /** Counts the times that steps were asked for, or a scene set: only the last steps go on. */
  #course = 0;
  #measuring = false;
  #stale = false;

  constructor() {
    super();
    this.scene = null;
    this.measured = null;
    this.selected = null;
    this.forces = true;
    this.refused = '';
    this.note = null;
    this.announced = '';
    this.writing = null;
  }

  get address(): string {
    return this.scene ? sceneAddress(this.scene) : '';
  }

  get exports(): Export[] {
    const { measured } = this;
    if (!measured) return [];
    return [
      ...drawingExport('SVG', 'triplet.svg', this.renderRoot.querySelector('triplet-map')),
      { words: 'CSV', file: 'triplet.csv', make: () => csv(rowsOf(measured)) },
    ];
  }

  async open(address: string): Promise<void> {
    await describeLink(this.engine, new OwnLink(address));
    const { note, ...scene } = readScene(this.engine.catalog, address);
    this.scene = scene;
    this.note = note;
    if (note) announceAddress(this, false);
    await this.#measure();
  }

  /** The training on real data; the triplet above it is no run. */
  get #training(): TripletTraining | null {
    return this.renderRoot.querySelector<TripletTraining>('triplet-training');
  }

  get session(): Played | null {
    return this.#training?.session ?? null;
  }

  get histories(): Histories {
    return this.#training?.histories ?? {};
  }

  leave(): void {
    this.#training?.pause();
  }

  #change(scene: Scene, lasting: boolean) {
    this.#course++;
    this.scene = scene;
    this.note = null;
    announceAddress(this, lasting);
    void this.#measure();
  }

  /** One evaluation at a time; a scene that changed in the meantime is measured when it is done. */
  async #measure(): Promise<void> {
    this.#stale = true;
    if (this.#measuring) return;
    this.#measuring = true;
    try {
      while (this.#stale && this.scene) {
        this.#stale = false;
        this.measured = await measure(this.engine, this.scene);
        this.refused = '';
      }
    } catch (error) {
      this.refused = error instanceof Error ? error.message : String(error);
    } finally {
      this.#measuring = false;
    }
  }

  #move({ id, x, y, ended }: Moved) {
    const { scene } = this;
    if (!scene) return;
    const place = settle({ x, y });
    const index = Number(id.slice(1));
    const moved: Scene =
      id in scene
        ? { ...scene, [id]: place }
        : { ...scene, negatives: scene.negatives.map((old, at) => (at === index ? place : old)) };
    this.scene = moved;
    if (ended) announceAddress(this, false);
    void this.#measure().then(() => {
      if (ended) this.announced = this.#wordsOf(id);
    });
  }

  /** The announcement for screen readers when a point was moved. */
  #wordsOf(id: string): string {
    const { scene, measured } = this;
    if (!scene || !measured) return '';
    return this.#drawn(scene, measured).points.find((point) => point.id === id)?.told ?? '';
  }

  async #follow(steps: number) {
    const course = ++this.#course;
    for (let step = 0; step < steps && this.scene && this.measured; step++) {
      const { scene } = this;
      const moved = await follow(this.engine, scene, this.measured, learningRate);
      // A point that was moved meanwhile stays where it was put.
      if (scene !== this.scene) return;
      this.scene = {
        ...moved,
        anchor: keptInside(moved.anchor),
        positive: keptInside(moved.positive),
        negatives: moved.negatives.map(keptInside),
      };
      this.measured = await measure(this.engine, this.scene);
      // Later steps, or a changed scene, take the place of these.
      if (course !== this.#course) return;
    }
    announceAddress(this, false);
  }

  override render() {
    const { scene, measured } = this;
    if (!scene || !measured) return html`<slot></slot>`;
    return html`${stage({
      settings: this.#sentence(scene),
      figures: html`${this.#picture(scene, measured)} ${this.#chart(scene, measured)} ${this.#editor(scene)}`,
      sum:
        noteLine(this) ??
        html`<div class=${this.refused ? 'sum announced' : 'sum'}><span class="words" role=${this.refused ? 'alert' : nothing}>${this.refused || sumLine(measured)}</span>
        <span class="links"><a href="#real" @click=${reveal(this, 'triplet-training')}>The same loss on real data</a></span></div>`,
      keys: this.#keys(scene, measured),
      reading: html`<p class="reading">${reading(measured, this.selected)}</p>`,
      below: this.#below(scene),
    })}
      <p class="visually-hidden" role="status">${this.announced}</p>`;
  }

  #picture(scene: Scene, measured: Measured) {
    return html`<figure class="model" part="picture">
      <header><h2>Forces <span class="sub">arrows: where each point moves next</span></h2>
        <span class="segments" role="group" aria-label="Drawn">
          <button type="button" aria-pressed=${this.forces} @click=${() => {
            this.forces = true;
          }}>Forces</button>
          <button type="button" aria-pressed=${!this.forces} @click=${() => {
            this.forces = false;
          }}>Distances</button></span></header>
      <div class="draw"><triplet-map fill .data=${this.#drawn(scene, measured)} .forces=${this.forces}
        @move=${(event: CustomEvent<Moved>) => this.#move(event.detail)}
        @focus-point=${(event: CustomEvent<string>) => {
          this.selected = event.detail[0] === 'n' ? Number(event.detail.slice(1)) : null;
        }}></triplet-map></div>
    </figure>`;
  }

  #keys(scene: Scene, { collapsed }: Measured) {
    return html`<div class="group">
      ${collapsed ? html`<button class="button main" type="button" @click=${() => this.#change(nudge(scene), true)}>Nudge the points</button>` : nothing}
      <button class=${`button ${collapsed ? '' : 'main'}`} type="button" @click=${() => void this.#follow(1)}>Follow the arrows</button>
      <button class="button" type="button" @click=${() => void this.#follow(10)}>10 steps</button>
      <button class="button" type="button" @click=${() => this.#change(readScene(this.engine.catalog, ''), true)}>Reset</button>
    </div>`;
  }

  #below(scene: Scene) {
    return html`<p class="roles">${inSearch}</p>
      <triplet-training @shown=${() => announceShown(this)} .engine=${this.engine} .loss=${scene.loss} .params=${scene.params}></triplet-training>`;
  }

  #sentence(scene: Scene) {
    return sceneSentence({
      catalog: this.engine.catalog,
      scene,
      change: (next) => this.#change(next, true),
      keep: () => this.requestUpdate(),
      writeLoss: (id) => void this.#write(scene, id),
    });
  }

  /** What losses of this lab are for. */
  get #task() {
    return this.engine.catalog.tasks.find(({ kind }) => kind === 'triplet') ?? null;
  }

  /** Opens the editor of the visitor's own loss, which begins with a formula of triplets. */
  async #write(scene: Scene, id: string): Promise<void> {
    const panel = await importPanel();
    if (!scene.loss.own) await this.#useFormula(id, panel.formulaFor(this.#task) ?? '', true);
    this.writing = panel;
    await this.updateComplete;
    void this.writing.focusPanel(this.renderRoot);
  }

  async #useFormula(id: string, formula: string, lasting: boolean): Promise<void> {
    await describeLoss(this.engine, { loss: { id, params: { formula } } });
    const loss = lossOf(this.engine.catalog, { loss: { id, params: { formula } } });
    if (this.scene && loss) this.#change({ ...this.scene, loss, params: { formula } }, lasting);
  }

  #editor({ loss, params }: Scene) {
    if (!loss.own) return nothing;
    const { engine } = this;
    const apply = (next: string) => this.#useFormula(loss.id, next, false);
    const close = () => {
      this.writing = null;
    };
    return this.writing?.ownLossPanel({
      engine,
      task: this.#task,
      formula: String(params.formula),
      apply,
      close,
    });
  }

  #drawn(scene: Scene, { zones, positiveDistance, margin, negatives, forces }: Measured): TripletPicture {
    const fixed: MapPoint[] = [
      {
        id: 'anchor',
        role: 'anchor',
        name: 'A',
        words: 'anchor',
        told: `A anchor, force ${forceWords(forces.anchor)}`,
        active: true,
        force: forces.anchor,
        ...scene.anchor,
      },
      {
        id: 'positive',
        role: 'positive',
        name: 'P',
        words: 'positive',
        told: `P positive, ${short(positiveDistance)} from the anchor`,
        active: true,
        force: forces.positive,
        ...scene.positive,
      },
    ];
    const others = scene.negatives.map((place, index): MapPoint => {
      const { loss = 0, zone = 'easy', active = false, distance = 0 } = negatives[index] ?? {};
      return {
        id: `n${index}`,
        role: 'negative',
        name: `N${index + 1}`,
        words: loss > 0 ? short(loss) : '0',
        told: `N${index + 1} ${loss > 0 ? short(loss) : '0'} loss, ${zone}, ${short(distance)} from the anchor`,
        active,
        force: forces.negatives[index] ?? { x: 0, y: 0 },
        ...place,
      };
    });
    return {
      reach,
      points: [...fixed, ...others],
      hard: zones.hard,
      margin: zones.margin,
      ringWords: [
        `hard: ≤ ${short(positiveDistance)}`,
        margin === null ? 'loss above 0' : `semi-hard: < ${short(positiveDistance + margin)}`,
      ],
    };
  }

  #table({ params }: Scene, measured: Measured) {
    const { negatives } = measured;
    const told = toldOf(measured, this.selected);
    // With swap the loss takes the nearer of the anchor and the positive.
    const far = params.swap === true ? 'min(d(a,n), d(p,n))' : 'd(a,n)';
    return html`<div class="table negatives" tabindex="0" role="region" aria-label="Negatives"><table><thead><tr><th scope="col">negative</th><th scope="col">${far}</th><th scope="col">zone</th><th scope="col">loss</th><th scope="col">share of the forces</th></tr></thead>
        <tbody>${negatives.map(
          (
            { distance, zone, loss, share, active },
            index,
          ) => html`<tr class=${`${index === told ? 'told' : ''} ${active ? 'active' : ''}`}>
          <th scope="row"><svg viewBox="-11 -11 22 22" aria-hidden="true"><path class="shape" d=${negativeShape(index)} /></svg>N${index + 1}</th>
          <td>${short(distance)}</td><td>${zone}</td><td>${short(loss)}</td><td>${percent(share)}</td></tr>`,
        )}</tbody></table></div>`;
  }

  #chart(scene: Scene, measured: Measured) {
    const { positiveDistance, margin, negatives } = measured;
    const data: Distances = {
      positive: positiveDistance,
      margin,
      negatives,
      told: toldOf(measured, this.selected),
    };
    const end = margin === null ? null : short(positiveDistance + margin);
    return html`<figure class="loss" part="chart"><header><h2>Distances from the anchor <span class="sub">d(a,p) is ${short(positiveDistance)}${end && `; the margin ends at ${end}`}</span></h2></header>
      <div class="line"><distance-line fill .data=${data} .summary=${`Distances from the anchor: positive ${short(positiveDistance)}${end ? `, margin up to ${end}` : ''}`}></distance-line></div>
      ${this.#table(scene, measured)}</figure>`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
    announceShown(this);
  }
}

customElements.define('triplet-lab', TripletLab);
