import { css, html, LitElement, nothing } from 'lit';
import type { ParameterValue, WorkerEngine } from 'loss-playground/engine';
import '../../charts/distance-line.ts';
import '../../charts/triplet-map.ts';
import type { Distances } from '../../charts/distance-line.ts';
import { short } from '../../charts/format.ts';
import { forceWords, type MapPoint, negativeShape, type TripletPicture } from '../../charts/triplet-map.ts';
import type { Export } from '../../exports/export.ts';
import { csv, svgFile } from '../../exports/file-formats.ts';
import { keepMenus, menu, numberField } from '../../ui/controls.ts';
import { sentenceStyles } from '../../ui/sentence-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { follow, type Measured, measure } from './measure.ts';
import {
  defaultsOf,
  type Mining,
  minings,
  mostNegatives,
  reach,
  readScene,
  type Scene,
  sceneAddress,
  settle,
  tripletLosses,
} from './scene.ts';
import './triplet-training.ts';
import { parameterOf } from '../../run/described.ts';
import type { TripletTraining } from './triplet-training.ts';

/** Length of a step that follows the arrows. */
const stepLength = 0.1;

interface Moved {
  id: string;
  x: number;
  y: number;
  ended: boolean;
}

/** Anchor, positive and negatives to drag, with zones, losses and forces; beside them the same loss on real data. */
export class TripletLab extends LitElement implements Lab {
  static override properties = {
    scene: { state: true },
    measured: { state: true },
    told: { state: true },
    forces: { state: true },
    refused: { state: true },
    announced: { state: true },
  };
  static override styles = [
    sharedStyles,
    sentenceStyles,
    css`
      :host { --hue: var(--triplet); }
      .sentence { min-height: 0; }
      .columns { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); gap: 32px; align-items: start; }
      .map { max-width: 640px; }
      table { width: 100%; }
      th:first-child { text-align: left; white-space: nowrap; }
      tr.told { color: var(--hue); }
      tr.told th, tr.told td { font-weight: 600; }
      td svg, th svg { width: 18px; height: 18px; vertical-align: -4px; margin-right: 6px; overflow: visible; }
      .shape { fill: var(--paper); stroke: var(--hue); stroke-width: 2; }
      .teaches .shape { fill: var(--hue); }
      .reading { margin-top: 20px; min-height: 5.9em; }
      .keys { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
      distance-line { margin-top: 20px; }
      h3 { font: 600 var(--ui) / 1.4 var(--sans); margin-top: 16px; }
      @container (max-width: 720px) { .columns { display: block; } .columns > div { margin-top: 24px; } th, td { padding-right: 8px; } td { white-space: nowrap; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare scene: Scene | null;
  declare measured: Measured | null;
  /** Index of the negative that is told of. */
  declare told: number | null;
  declare forces: boolean;
  declare refused: string;
  declare announced: string;
  #measuring = false;
  #stale = false;

  constructor() {
    super();
    this.scene = null;
    this.measured = null;
    this.told = null;
    this.forces = true;
    this.refused = '';
    this.announced = '';
  }

  get address(): string {
    return this.scene ? sceneAddress(this.scene) : '';
  }

  get exports(): Export[] {
    const picture = () =>
      this.renderRoot.querySelector('triplet-map')?.shadowRoot?.querySelector('svg') as SVGElement;
    return [
      { words: 'SVG', file: 'triplet.svg', make: () => svgFile(picture()) },
      { words: 'CSV', file: 'triplet.csv', make: () => this.#csv() },
    ];
  }

  async open(address: string): Promise<void> {
    this.scene = readScene(this.engine.catalog, address);
    await this.#measure();
  }

  leave(): void {
    (this.renderRoot.querySelector('triplet-training') as TripletTraining | null)?.pause();
  }

  #csv(): Blob {
    const rows = (this.measured?.negatives ?? []).map(({ distance, zone, loss, share }, index) => [
      `N${index + 1}`,
      distance,
      zone,
      loss,
      share,
    ]);
    return csv([['negative', 'distance', 'zone', 'loss', 'share_of_pull'], ...rows]);
  }

  #change(scene: Scene, lasting: boolean) {
    this.scene = scene;
    announceAddress(this, lasting);
    void this.#measure();
  }

  /** One question at a time; a scene that changed meanwhile is measured when the answer has come. */
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

  /** What a screen reader hears of a point that was moved. */
  #wordsOf(id: string): string {
    const { scene, measured } = this;
    if (!scene || !measured) return '';
    return this.#picture(scene, measured).points.find((point) => point.id === id)?.told ?? '';
  }

  async #follow(steps: number) {
    for (let step = 0; step < steps && this.scene && this.measured; step++) {
      const moved = await follow(this.engine, this.scene, this.measured, stepLength);
      this.scene = {
        ...moved,
        anchor: settle(moved.anchor),
        positive: settle(moved.positive),
        negatives: moved.negatives.map(settle),
      };
      this.measured = await measure(this.engine, this.scene);
    }
    announceAddress(this, false);
  }

  /** The negative that is told of: the one in the visitor's hand, else the one that costs most of those that teach. */
  get #told(): number | null {
    const negatives = this.measured?.negatives ?? [];
    if (this.told !== null && this.told < negatives.length) return this.told;
    const most = Math.max(0, ...negatives.map(({ loss, teaches }) => (teaches ? loss : 0)));
    const index = negatives.findIndex(({ loss, teaches }) => teaches && loss === most);
    return index < 0 ? null : index;
  }

  override render() {
    const { scene, measured } = this;
    if (!scene || !measured) return html`<slot></slot>`;
    return html`${this.#sentence(scene)}
      ${this.refused ? html`<p class="notice" role="alert">${this.refused}</p>` : nothing}
      <div class="columns">
        <figure>
          <header><h2>Who pulls on whom <span class="sub">distances from the anchor A</span></h2>
            <span class="segments" role="group" aria-label="Drawn">
              <button type="button" aria-pressed=${this.forces} @click=${() => {
                this.forces = true;
              }}>Forces</button>
              <button type="button" aria-pressed=${!this.forces} @click=${() => {
                this.forces = false;
              }}>Distances</button></span></header>
          <triplet-map class="map" .data=${this.#picture(scene, measured)} .forces=${this.forces}
            @move=${(event: CustomEvent<Moved>) => this.#move(event.detail)}
            @focus-point=${(event: CustomEvent<string>) => {
              this.told = event.detail[0] === 'n' ? Number(event.detail.slice(1)) : null;
            }}></triplet-map>
        </figure>
        <div>${this.#table(measured)} ${this.#line(measured)}
          <p class="reading">${this.#reading(measured)}</p>
          <div class="keys">
            <button class="button main" type="button" @click=${() => void this.#follow(1)}>Follow the arrows</button>
            <button class="button" type="button" @click=${() => void this.#follow(10)}>10 steps</button>
            <button class="button" type="button" @click=${() => this.#change(readScene(this.engine.catalog, ''), true)}>Reset</button>
          </div>
        </div>
      </div>
      <p class="visually-hidden" role="status">${this.announced}</p>
      <triplet-training .engine=${this.engine} .loss=${scene.loss} .params=${scene.params}></triplet-training>`;
  }

  #sentence(scene: Scene) {
    const { loss, params, mining, negatives } = scene;
    const margin = parameterOf(loss, 'margin');
    const set = (id: string) => (value: ParameterValue) =>
      this.#change({ ...scene, params: { ...params, [id]: value } }, true);
    const number = (value: number | string) => {
      if (typeof value === 'number' && value > 0) set('margin')(value);
      else this.requestUpdate();
    };
    const count = (value: number | string) => {
      if (typeof value !== 'number' || value < 1 || value > mostNegatives) return this.requestUpdate();
      const more = Array.from({ length: Math.max(0, value - negatives.length) }, (_, index) =>
        settle({ x: 2 - 0.4 * index, y: -2 + 0.3 * index }),
      );
      this.#change({ ...scene, negatives: [...negatives.slice(0, value), ...more] }, true);
    };
    const options = tripletLosses(this.engine.catalog).map(({ id, title }) => ({ value: id, words: title }));
    const choices = loss.params.filter(({ type }) => type === 'choice');
    return html`<section class="experiment" aria-label="Scene"><p class="sentence">
      An anchor, a positive and ${numberField('Negatives', negatives.length, { type: 'integer', min: 1, max: mostNegatives }, count)} negatives;
      ${menu('Loss', loss.id, options, (id) => {
        const next = options.find(({ value }) => value === id);
        const found = this.engine.catalog.losses.find((entry) => entry.id === next?.value);
        if (found)
          this.#change(
            { ...scene, loss: found, params: { ...defaultsOf(found), margin: params.margin ?? 1 } },
            true,
          );
      })}
      asks for a margin of ${margin ? numberField('Margin', Number(params.margin), margin, number) : nothing}${choices.map(
        ({ id, choices: names = [], doc }) =>
          html` in ${menu(
            id,
            String(params[id]),
            names.map((name) => ({ value: name, words: name.replaceAll('_', ' ') })),
            set(id),
            String(params[id]).replaceAll('_', ' '),
            doc,
          )}`,
      )},
      learning from ${menu(
        'Mining',
        mining,
        minings.map((name) => ({ value: name, words: name === 'all' ? 'all its' : `the ${name}` })),
        (name) => this.#change({ ...scene, mining: name as Mining }, true),
      )} negatives.
    </p><dl class="aside"><dt>Map</dt><dd>${negatives.length + 2} points in the plane; drag any, or move it with the arrow keys</dd></dl></section>`;
  }

  #picture(scene: Scene, { zones, positiveDistance, margin, negatives, forces }: Measured): TripletPicture {
    const fixed: MapPoint[] = [
      {
        id: 'anchor',
        role: 'anchor',
        name: 'A',
        words: 'anchor',
        told: `A anchor, pulled with ${forceWords(forces.anchor)}`,
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
      const { loss = 0, zone = 'easy', teaches = false, distance = 0 } = negatives[index] ?? {};
      return {
        id: `n${index}`,
        role: 'negative',
        name: `N${index + 1}`,
        words: loss > 0 ? short(loss) : '0',
        told: `N${index + 1} ${loss > 0 ? short(loss) : '0'} loss, ${zone}, ${short(distance)} from the anchor`,
        active: teaches,
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
        `hard: within ${short(positiveDistance)}`,
        `semi-hard: within ${short(positiveDistance + margin)}`,
      ],
    };
  }

  #table({ negatives, positiveDistance, margin }: Measured) {
    const told = this.#told;
    return html`<figure><header><h2>The negatives <span class="sub">d(a,p) ${short(positiveDistance)}, margin ends at ${short(positiveDistance + margin)}</span></h2></header>
      <div class="table" tabindex="0" role="region" aria-label="Negatives"><table><thead><tr><th scope="col">negative</th><th scope="col">d(a,n)</th><th scope="col">zone</th><th scope="col">loss</th><th scope="col">share of pull</th></tr></thead>
        <tbody>${negatives.map(
          (
            { distance, zone, loss, share, teaches },
            index,
          ) => html`<tr class=${`${index === told ? 'told' : ''} ${teaches ? 'teaches' : ''}`}>
          <th scope="row"><svg viewBox="-11 -11 22 22" aria-hidden="true"><path class="shape" d=${negativeShape(index)} /></svg>N${index + 1}</th>
          <td>${short(distance)}</td><td>${zone}</td><td>${short(loss)}</td><td>${Math.round(100 * share)} %</td></tr>`,
        )}</tbody></table></div></figure>`;
  }

  #line({ positiveDistance, margin, negatives }: Measured) {
    const data: Distances = { positive: positiveDistance, margin, negatives, told: this.#told };
    return html`<h3>The same distances on one line</h3>
      <distance-line .data=${data} .summary=${`Distances from the anchor: positive ${short(positiveDistance)}, margin up to ${short(positiveDistance + margin)}`}></distance-line>`;
  }

  #reading({ negatives, positiveDistance, margin }: Measured) {
    const told = this.#told;
    const one = told === null ? undefined : negatives[told];
    if (told === null || !one)
      return html`All negatives are farther than the positive by the margin ${short(margin)}: every loss is 0, and nothing moves.`;
    const lead = one.distance - positiveDistance;
    const name = `N${told + 1}`;
    if (one.loss === 0)
      return html`${name} is ${short(lead)} farther from the anchor than the positive; ${short(margin)} is asked for: loss <b>0</b>, no pull.`;
    const silent = one.teaches ? nothing : html` The mining passes it over, so it does not pull.`;
    return lead >= 0
      ? html`${name} is only ${short(lead)} farther from the anchor than the positive, and ${short(margin)} is asked for: loss <b>${short(one.loss)}</b>.${silent}`
      : html`${name} is ${short(-lead)} nearer to the anchor than the positive; with the margin ${short(margin)} on top the loss is <b>${short(one.loss)}</b>.${silent}`;
  }

  override updated(): void {
    keepMenus(this.renderRoot);
  }
}

customElements.define('triplet-lab', TripletLab);
