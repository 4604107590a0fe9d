import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Descriptor, LossDescriptor, ParameterDescriptor, WorkerEngine } from 'loss-playground/engine';
import { choice } from '../../engine/api/checks.ts';
import type { Export } from '../../exports/export.ts';
import { grammar, grammarStyles } from '../../own-loss/grammar.ts';
import { noteLine } from '../../panels/lab-work.ts';
import { OwnLink } from '../../run/own-link.ts';
import { formula } from '../../ui/formula.ts';
import { formulaStyles } from '../../ui/formula-styles.ts';
import { sharedStyles } from '../../ui/styles.ts';
import { announceAddress, type Lab } from '../lab-element.ts';
import { drawing, type Kind, kinds } from './drawing.ts';
import { pytorchLine } from './pytorch.ts';

/** The range of a parameter, in words. */
function range({ min, max, above_min, choices, type }: ParameterDescriptor): string {
  if (choices) return choices.join(', ');
  if (type === 'boolean') return 'yes or no';
  const low = min === undefined ? '' : `${above_min ? 'above' : 'from'} ${min}`;
  // An excluded limit is given as the last number before it.
  const open = max !== undefined && max < 1 && max > 1 - 1e-6;
  const high = max === undefined ? '' : open ? 'to below 1' : `to ${max}`;
  return `${low} ${high}`.trim() || 'any';
}

/** A page for each loss, optimizer and schedule of the catalog. */
export class ReferenceLab extends LitElement implements Lab {
  static override properties = {
    family: { reflect: true },
    kind: { state: true },
    entry: { state: true },
    picture: { state: true },
    note: { state: true },
  };
  static override styles = [
    sharedStyles,
    formulaStyles,
    grammarStyles,
    css`
      .columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 9fr); gap: 32px; padding-top: 24px; }
      /* The list is longer than the page of an entry: it scrolls on its own, with room for the ring of the focus. */
      nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 8px 6px; margin: -8px -6px; }
      nav h2 { margin-top: 16px; padding-bottom: 4px; border-bottom: 1px solid var(--rule); }
      nav h2:first-child { margin-top: 0; }
      nav a { display: block; padding: 4px 0; min-height: 28px; color: var(--ink-2); text-decoration: none; }
      nav a:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 0.2em; }
      nav a[aria-current] { color: var(--hue); font-weight: 600; }
      article > h2 { font: 400 var(--sentence) / 1.3 var(--serif); color: var(--hue); }
      article .id { color: var(--ink-3); font: 400 var(--label) / 1.6 ui-monospace, monospace; }
      .lede { margin-top: 4px; }
      h3 { font: 600 var(--ui) / 1.4 var(--sans); margin-top: 24px; padding-top: 8px; border-top: 1px solid var(--rule); }
      .picture { min-height: 336px; max-width: 720px; margin-top: 8px; }
      .picture.path { max-width: 460px; min-height: 480px; }
      td, th { text-align: left; vertical-align: top; }
      .table { max-width: 100%; }
      pre { margin: 8px 0 0; padding: 10px 12px; background: var(--sunk); white-space: pre-wrap; overflow-wrap: anywhere; font: 400 var(--label) / 1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
      article a { display: inline-block; min-height: 24px; color: inherit; }
      @container (max-width: 720px) { .columns { display: block; padding-top: 12px; } nav { position: relative; max-height: 232px; border-block: 1px solid var(--rule); margin-block: 0; } .picture.path { min-height: 340px; } article { margin-top: 24px; }
        .parameters tr { display: grid; grid-template-columns: 5fr 3fr 3fr; border-bottom: 1px solid var(--rule); }
        .parameters :is(table, thead, tbody) { display: block; }
        .parameters :is(th, td) { border: 0; padding: 2px 8px 2px 0; overflow-wrap: anywhere; }
        .parameters :is(th, td):last-child { grid-column: 1 / -1; color: var(--ink-2); padding-bottom: 6px; } }
    `,
  ];
  declare engine: WorkerEngine;
  declare family: string;
  declare kind: Kind;
  declare entry: Descriptor | null;
  /** What of a link is left out. */
  declare note: string | null;
  declare picture: TemplateResult | null;

  constructor() {
    super();
    this.family = '';
    this.kind = 'losses';
    this.entry = null;
    this.note = null;
    this.picture = null;
  }

  get address(): string {
    return this.entry ? `of=${this.kind}&id=${this.entry.id}&v=1` : '';
  }

  get exports(): Export[] {
    return [];
  }

  leave(): void {
    this.picture = null;
  }

  async open(address: string): Promise<void> {
    const link = new OwnLink(address);
    const names = Object.keys(kinds) as Kind[];
    this.kind = link.value<Kind>('of', 'losses', (of) => choice('of', of, names));
    const list: Descriptor[] = this.engine.catalog[this.kind];
    const entry = list[0] && link.entry('id', list[0], list, 'entry');
    if (!entry) return;
    this.entry = entry;
    this.note = link.note;
    if (this.note) announceAddress(this, false);
    this.family = 'family' in entry ? String(entry.family) : '';
    this.picture = null;
    const picture = await drawing(this.engine, this.kind, entry);
    if (entry === this.entry) this.picture = picture;
  }

  /** Scrolls the list to the current entry. */
  override updated(changed: PropertyValues<this>): void {
    const list = this.renderRoot.querySelector('nav');
    const link = list?.querySelector<HTMLElement>('[aria-current]');
    if (!changed.has('entry') || !list || !link) return;
    const above = link.offsetTop - list.scrollTop;
    if (above < 0 || above + link.offsetHeight > list.clientHeight)
      list.scrollTop = link.offsetTop - list.clientHeight / 2;
  }

  override render() {
    const { entry, kind } = this;
    if (!entry) return html`<slot></slot>`;
    return html`${noteLine(this)}<div class="columns">${this.#list()}
      <article>
        <h2>${entry.title[0]?.toUpperCase()}${entry.title.slice(1)}</h2>
        <p class="id">${entry.id}</p>
        <p class="lede">${entry.summary}</p>
        ${formula(entry.formula)}
        <div class=${kind === 'optimizers' ? 'picture path' : 'picture'}>${this.picture}</div>
        ${'own' in entry && entry.own ? html`<h3>How to write a formula</h3>${grammar()}` : nothing}
        ${this.#parameters(entry)} ${this.#inputs(entry)} ${this.#line(entry)}
        <h3>More</h3>
        <p>${entry.reference ? html`Source: <a href=${entry.reference.url} rel="noreferrer">${entry.reference.title}</a>. ` : nothing}${this.#tryIt(entry)}</p>
      </article></div>`;
  }

  #list() {
    return html`<nav aria-label="Entries">${(Object.keys(kinds) as Kind[]).map(
      (kind) =>
        html`<h2>${kinds[kind]}</h2>${(this.engine.catalog[kind] as Descriptor[]).map(
          (entry) =>
            html`<a href=${`#lab=reference&of=${kind}&id=${entry.id}&v=1`} aria-current=${entry === this.entry ? 'page' : nothing}>${entry.title}</a>`,
        )}`,
    )}</nav>`;
  }

  #parameters({ params }: Descriptor) {
    if (params.length === 0) return nothing;
    return html`<h3>Parameters</h3><div class="table parameters" tabindex="0" role="region" aria-label="Parameters"><table>
      <thead><tr><th scope="col">name</th><th scope="col">default</th><th scope="col">allowed</th><th scope="col">what it does</th></tr></thead>
      <tbody>${params.map((entry) => html`<tr><th scope="row">${entry.id}</th><td>${Array.isArray(entry.default) ? entry.default.join(', ') : String(entry.default)}</td><td>${range(entry)}</td><td>${entry.doc}</td></tr>`)}</tbody></table></div>`;
  }

  #inputs({ inputs }: Descriptor) {
    if (!inputs?.length) return nothing;
    return html`<h3>Tensors</h3><div class="table" tabindex="0" role="region" aria-label="Tensors"><table>
      <thead><tr><th scope="col">name</th><th scope="col">shape</th><th scope="col">holds</th></tr></thead>
      <tbody>${inputs.map(({ id, shape, kind, optional }) => html`<tr><th scope="row">${id}</th><td>${shape}</td><td>${kind.replaceAll('_', ' ')}${optional ? '; optional' : ''}</td></tr>`)}</tbody></table></div>`;
  }

  #line(entry: Descriptor) {
    const line = pytorchLine(this.engine.catalog, entry);
    return line
      ? html`<h3>In PyTorch</h3><pre tabindex="0" role="region" aria-label="In PyTorch"><code>${line.split(/(?<=\()/).map((part) => html`${part}<wbr>`)}</code></pre>`
      : nothing;
  }

  #tryIt(entry: Descriptor) {
    if (this.kind === 'losses') {
      const { id } = entry as LossDescriptor;
      return html`<a href=${`#lab=shapes&loss=${id}&v=1`}>Vary its parameters in Shapes</a>`;
    }
    if (this.kind === 'optimizers')
      return html`<a href=${`#task=circle&optimizer=${entry.id}&v=1`}>Train with it</a>`;
    return html`<a href=${`#task=digits&schedule=${entry.id}&v=1`}>Train with it</a>`;
  }
}

customElements.define('reference-lab', ReferenceLab);
