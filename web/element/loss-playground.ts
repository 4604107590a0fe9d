/**
 * <loss-playground>: a live training in someone else's page. This script is all that a page loads at first; the rest is
 * fetched when an element comes within 200 px of the window.
 *
 * Attributes, mirrored by properties of the same name:
 *   lab         the view: train (default), anatomy, shapes, triplet, next-token, race, landscape, two-losses, full
 *   experiment  the experiment as JSON or as the text of a permalink; the property also takes an object
 *   src         address of an experiment as JSON
 *   controls    absent or "none": none; present: the transport; "full": also every term; or a list of terms that
 *               readers may change: task model loss optimizer lr batch
 *   show        parts of the view train: picture chart reading (all of them unless given), or "none"
 *   autoplay    present: trains once it is loaded; "visible": while a quarter of it is in sight
 *   for         id of another element of the view train, whose run is shown and controlled here
 * A child <script type="application/json"> may hold the experiment; other children are the fallback, shown until the
 * first chart is drawn and wherever it cannot be.
 *
 * Properties: paused, ended, metrics (of the step shown), complete (the experiment in force), error ({ code, message }).
 * Methods: play(), pause(), step(), reset(). Before the rest is loaded they load it.
 * Events: ready, play, pause, step (detail: metrics), change (detail: the experiment that a reader has set), ended, error
 * (code and message, also in detail). They do not bubble.
 * Parts: base, sentence, terms, picture, chart, transport, reading.
 * Custom properties: --loss-playground-paper, -ink, -cross-entropy, -mean-squared-error, -triplet, -font, -font-size.
 */
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import { reservedHeights, wideFrom } from './reserve.ts';
import type { Host, Mounted, Runtime } from './runtime-types.ts';
import type { ErrorCode, LossPlaygroundElement, PlaygroundError } from './types.ts';

const styles = `
:host { display: block; margin-block: 1em; container-type: inline-size; min-inline-size: min(100%, 280px); }
:host([hidden]) { display: none; }
.box { display: grid; grid-template-columns: minmax(0, 1fr); min-height: var(--wide); align-items: start; }
.box > * { display: block; grid-area: 1 / 1; min-width: 0; }
.box > :not(slot) { visibility: hidden; }
.box.live > slot { display: none; }
.box.live > :not(slot) { visibility: visible; }
@container (max-width: ${wideFrom - 1}px) { .box { min-height: var(--narrow); } }
`;

let sheet: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

const mirrored = ['lab', 'src', 'controls', 'show', 'autoplay', 'for'] as const;
type Command = 'play' | 'pause' | 'step' | 'reset';

/** Servers that render pages have no elements: there the class is never made. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class LossPlayground extends Base implements Host, LossPlaygroundElement {
  static readonly observedAttributes = ['experiment', ...mirrored];
  /** Fetches the rest: set by the script that defines the element. */
  static load: () => Promise<Runtime> = () => Promise.reject(new Error('nothing says where the rest is'));
  /** Folder that the package's files are served from, where a bundler keeps the script elsewhere. */
  static base: string | null = null;
  declare lab: string;
  declare src: string | null;
  declare controls: string | null;
  declare show: string | null;
  declare autoplay: string | null;
  declare for: string | null;
  readonly box: HTMLElement;
  error: PlaygroundError | null = null;
  #mounted: Mounted | null = null;
  #loading: Promise<void> | null = null;
  #waiting: Command[] = [];
  #near = false;
  #share = 0;
  #observers: IntersectionObserver[] = [];

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sharedSheet()];
    this.box = document.createElement('div');
    this.box.className = 'box';
    this.box.part.add('base');
    this.box.append(document.createElement('slot'));
    root.append(this.box);
  }

  connectedCallback(): void {
    this.#takeEarlyProperties();
    this.#reserve();
    const watch = (options: IntersectionObserverInit, tell: (entry: IntersectionObserverEntry) => void) => {
      const observer = new IntersectionObserver((entries) => {
        const last = entries.at(-1);
        if (last) tell(last);
      }, options);
      observer.observe(this);
      this.#observers.push(observer);
    };
    // Not every browser knows the margin of inner scrollers yet; those that do not leave it out.
    const margins = { rootMargin: '200px', scrollMargin: '200px' };
    watch(margins, ({ isIntersecting }) => {
      this.#near = isIntersecting;
      if (isIntersecting) void this.#load();
      this.#tell();
    });
    watch({ threshold: [0, 0.25, 0.5] }, ({ isIntersecting, intersectionRatio, intersectionRect }) => {
      // What is higher than the window is in sight when it fills half of it.
      const filled = 2 * intersectionRect.height >= innerHeight;
      this.#share = isIntersecting ? (filled ? 1 : intersectionRatio) : 0;
      this.#tell();
    });
  }

  disconnectedCallback(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    // An element that is only moved is back before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#near = false;
      this.#share = 0;
      this.#tell();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (this.isConnected) this.#reserve();
    if (this.#mounted) this.#mounted.changed(name);
    else if (this.error && this.#near) void this.#load();
  }

  get experiment(): Experiment | string | null {
    const text = this.getAttribute('experiment');
    if (!text?.trimStart().startsWith('{')) return text;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  set experiment(value: Experiment | string | null | undefined) {
    const plain = (_key: string, part: unknown) =>
      ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part;
    if (value === null || value === undefined) this.removeAttribute('experiment');
    else this.setAttribute('experiment', typeof value === 'string' ? value : JSON.stringify(value, plain));
  }

  get paused(): boolean {
    return this.#mounted?.paused ?? true;
  }

  get ended(): boolean {
    return this.#mounted?.ended ?? false;
  }

  get metrics(): Metrics | null {
    return this.#mounted?.metrics ?? null;
  }

  get complete(): CompleteExperiment | null {
    return this.#mounted?.experiment ?? null;
  }

  play(): void {
    this.#command('play');
  }

  pause(): void {
    this.#command('pause');
  }

  step(): void {
    this.#command('step');
  }

  reset(): void {
    this.#command('reset');
  }

  live(): void {
    const { box } = this;
    const before = box.offsetHeight;
    this.error = null;
    box.classList.add('live');
    // A higher fallback keeps its room while it is in sight: nothing below moves under the reader's eyes.
    if (this.#share > 0 && box.offsetHeight < before) box.style.minHeight = `${before}px`;
    this.dispatchEvent(new Event('ready'));
  }

  fail(code: ErrorCode, message: string): void {
    this.error = { code, message };
    this.box.classList.remove('live');
    console.error(`<loss-playground>: ${message}`);
    const event = new CustomEvent('error', { detail: this.error });
    this.dispatchEvent(Object.assign(event, this.error));
  }

  /** A property that was set before the element was defined stands in its accessor's way. */
  #takeEarlyProperties() {
    for (const name of ['experiment', ...mirrored] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  #reserve() {
    const [wide, narrow] = reservedHeights(this.lab, this.controls, this.show);
    this.box.style.setProperty('--wide', wide);
    this.box.style.setProperty('--narrow', narrow);
  }

  #tell() {
    if (this.#share === 0) this.box.style.minHeight = '';
    this.#mounted?.seen(this.#near, this.#share);
  }

  #command(name: Command) {
    if (this.#mounted) this.#mounted[name]();
    else {
      this.#waiting.push(name);
      void this.#load();
    }
  }

  #load(): Promise<void> {
    this.#loading ??= this.#mount().finally(() => {
      if (!this.#mounted) this.#loading = null;
    });
    return this.#loading;
  }

  async #mount() {
    let runtime: Runtime;
    try {
      runtime = await LossPlayground.load();
    } catch (error) {
      this.fail('load', `a script beside loss-playground.js could not be loaded (${error}). ${advice}`);
      return;
    }
    this.#mounted = runtime.mount(this);
    this.#tell();
    for (const name of this.#waiting.splice(0)) this.#mounted[name]();
  }
}

const advice =
  'Copy all files of its folder to the same place; from another origin they need the header Access-Control-Allow-Origin.';

for (const name of mirrored)
  Object.defineProperty(LossPlayground.prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement) {
      return this.getAttribute(name) ?? (name === 'lab' ? 'train' : null);
    },
    set(this: HTMLElement, value: unknown) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : String(value));
    },
  });
