/**
 * <loss-playground>: a live training run in any page. A page loads only this script at first; the rest is
 * fetched when an element comes within 200 px of the window.
 *
 * Attributes, mirrored by properties of the same name:
 *   lab         the view: train (default), anatomy, shapes, triplet, next-token, race, landscape, two-losses, guide, full
 *   chapter     of the view guide: which chapter, for example cross-entropy
 *   experiment  the experiment as JSON or as the text of a permalink; the property also takes an object
 *   src         address of an experiment as JSON
 *   controls    absent or "none": none; present: the transport; "full": also every setting; or a list of settings that
 *               readers may change: task model loss optimizer lr batch
 *   show        parts of the view train: picture chart reading (all of them unless given), or "none"
 *   autoplay    present: trains once it is loaded; "visible": while a quarter of it is visible
 *   for         id of another element of the view train, whose run is shown and controlled here
 * A child <script type="application/json"> may hold the experiment; other children are the fallback, shown until the
 * first chart is drawn and wherever it cannot be.
 *
 * Properties: paused, ended, metrics (of the step shown), history (a list of numbers per metric), histories (of views with
 * several runs, by their names), complete (the current experiment), error ({ code, message }).
 * Methods: play(), pause(), step(), reset(). Before the rest is loaded they load it.
 * Events: ready, play, pause, step (detail: metrics), change (detail: the experiment that a reader has set), ended, error
 * (code and message, also in detail). They do not bubble.
 * Parts: base, sentence, terms, picture, chart, transport, reading.
 * Custom properties: --loss-playground-paper, -ink, -cross-entropy, -mean-squared-error, -triplet, -font, -font-size.
 */
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import { reservedHeights, wideFrom } from './reserve.ts';
import type { Host, Mounted, Runtime } from './runtime-types.ts';
import type {
  ErrorCode,
  Histories,
  LossPlaygroundElement,
  MetricsHistory,
  PlaygroundError,
} from './types.ts';

/** The custom properties with values are for the frame of a lab: see `web/ui/stage-styles.ts`. */
const styles = `
:host { display: block; margin-block: 1em; container-type: inline-size; min-inline-size: min(100%, 280px); }
:host([hidden]) { display: none; }
.box { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); min-height: var(--wide); align-items: start; align-content: start; --figure-height: 340px;
  --reading-height: clamp(64px, 210px - 14.5cqi, 106px); --bar-order: 1; --bar-flow: column; --short-figures: column; }
.box > * { grid-area: 1 / 1; min-width: 0; }
.box > slot { display: block; }
.box > :not(slot) { visibility: hidden; }
.box.live > slot { display: none; }
.box.live > :not(slot), .box > .trouble { visibility: visible; }
.box > .trouble { grid-row: 2; justify-self: start; max-width: 36em; margin: 0; padding: 8px 12px; border: 1px solid; overflow-wrap: anywhere;
  background: var(--paper, Canvas); color: var(--ink, CanvasText); }
.box.live > .trouble { grid-row: 1; place-self: center; z-index: 3; }
.trouble button { display: block; font: inherit; color: inherit; background: none; border: 1px solid; margin-top: 8px; padding: 4px 12px; min-height: 32px; cursor: pointer; }
@container (max-width: 720px) { .box { --figure-height: 300px; --reading-height: max(104px, 345px - 38cqi); } }
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

const mirrored = ['lab', 'chapter', 'src', 'controls', 'show', 'autoplay', 'for'] as const;
type Command = 'play' | 'pause' | 'step' | 'reset';

/** On a server that renders pages there are no elements; there the class is never instantiated. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class LossPlayground extends Base implements Host, LossPlaygroundElement {
  static readonly observedAttributes = ['experiment', ...mirrored];
  /** Loads the rest; set by the script that defines the element. */
  static load: () => Promise<Runtime> = () =>
    Promise.reject(new Error('no script has defined how to load the rest of the element'));
  /** Folder that the package's files are served from, if a bundler keeps the script elsewhere. */
  static base: string | null = null;
  declare lab: string;
  declare chapter: string | null;
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
  #trouble: HTMLElement | null = null;
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
    // Not every browser supports the margin of inner scrollers yet; the others ignore it.
    const margins = { rootMargin: '200px', scrollMargin: '200px' };
    watch(margins, ({ isIntersecting }) => {
      this.#near = isIntersecting;
      if (isIntersecting) void this.#load();
      this.#tell();
    });
    watch({ threshold: [0, 0.25, 0.5] }, ({ isIntersecting, intersectionRatio, intersectionRect }) => {
      // An element higher than the window counts as visible when it fills half of it.
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
    if (value === null || value === undefined) {
      this.removeAttribute('experiment');
      return;
    }
    try {
      this.setAttribute('experiment', typeof value === 'string' ? value : JSON.stringify(value, plain));
    } catch (error) {
      const reason = (error as Error | null)?.message;
      this.fail('experiment', `the property experiment cannot be written as JSON (${reason})`);
    }
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

  get history(): MetricsHistory | null {
    return this.#mounted?.history ?? null;
  }

  get histories(): Histories {
    return this.#mounted?.histories ?? {};
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
    if (!this.#trouble?.querySelector('button')) this.trouble(null);
    this.error = null;
    box.classList.add('live');
    // A taller fallback keeps its height while it is visible, so that nothing below it moves while someone reads.
    if (this.#share > 0 && box.offsetHeight < before) box.style.minHeight = `${before}px`;
    this.dispatchEvent(new Event('ready'));
  }

  fail(code: ErrorCode, message: string): void {
    this.error = { code, message };
    this.box.classList.remove('live');
    console.error(`<loss-playground>: ${message}`);
    if (!this.querySelector(':scope > :not(script)')) this.trouble(message);
    const event = new CustomEvent('error', { detail: this.error });
    this.dispatchEvent(Object.assign(event, this.error));
  }

  trouble(words: string | null, again?: () => void): void {
    this.#trouble?.remove();
    this.#trouble = null;
    if (words === null) return;
    const paragraph = document.createElement('p');
    Object.assign(paragraph, {
      className: 'trouble',
      lang: 'en',
      dir: 'ltr',
      role: 'alert',
      textContent: words,
    });
    if (again) {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', textContent: 'Try again', onclick: again });
      paragraph.append(button);
    }
    this.box.append(paragraph);
    this.#trouble = paragraph;
  }

  /** A property that was set before the element was defined hides its accessor. */
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
      const reason = error instanceof Error ? error.message : String(error);
      this.fail('load', `a script next to loss-playground.js is missing: ${reason} ${advice}`);
      const again = () => {
        removeEventListener('online', again);
        this.trouble(null);
        void this.#load();
      };
      addEventListener('online', again);
      this.trouble(reason, again);
      return;
    }
    this.#mounted = runtime.mount(this);
    this.#tell();
    for (const name of this.#waiting.splice(0)) this.#mounted[name]();
  }
}

const advice =
  'Copy all files of its folder to the same place. From another origin they need the header Access-Control-Allow-Origin.';

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
