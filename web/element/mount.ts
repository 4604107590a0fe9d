// What stands in an element: its look, its view, its run; kept in step with its attributes.
import { tellThemeChange } from '../charts/theme.ts';
import type { CompleteExperiment, Metrics } from '../engine/api/types.ts';
import type { LabView } from '../labs/definition.ts';
import { missing, untilLoaded } from '../run/loading.ts';
import { ElementRun, runOf } from './element-run.ts';
import type { LabDriver } from './lab-driver.ts';
import { parts, shownParts, termsOf, termWords } from './reserve.ts';
import type { Host, Mounted } from './runtime-types.ts';
import { engineAdvice } from './shared-engine.ts';
import { applyTheme, watchTheme } from './theme.ts';
import { TrainView } from './train-view.ts';
import type { Histories, MetricsHistory } from './types.ts';
import { defaultView, viewNames, viewOf } from './views.ts';

/** What plays: a run of our own, or a lab with its own ways. */
type Driver = ElementRun | LabDriver;

export class Mount implements Mounted {
  #host: Host;
  #driver: Driver | null = null;
  #view: HTMLElement | null = null;
  #near = false;
  #share = 0;
  #endTheme: (() => void) | null = null;
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
    void this.#build();
  }

  get paused(): boolean {
    return this.#driver?.paused ?? true;
  }

  get ended(): boolean {
    return this.#driver?.ended ?? false;
  }

  get metrics(): Metrics | null {
    return this.#driver?.metrics ?? null;
  }

  get history(): MetricsHistory | null {
    return this.#driver?.history ?? null;
  }

  get histories(): Histories {
    return this.#driver?.histories ?? {};
  }

  get experiment(): CompleteExperiment | null {
    return this.#driver?.experiment ?? null;
  }

  play(): void {
    this.#driver?.play();
  }

  pause(): void {
    this.#driver?.pause();
  }

  step(): void {
    this.#driver?.step();
  }

  reset(): void {
    this.#driver?.reset();
  }

  changed(name: string): void {
    if (name === 'experiment' || name === 'src') {
      if (!this.#host.hasAttribute('for')) void this.#driver?.start();
    } else if (name !== 'autoplay') void this.#build();
    else this.#driver?.seen(this.#host, this.#share);
  }

  seen(near: boolean, share: number): void {
    if (near !== this.#near) {
      this.#near = near;
      this.#driver?.near(this.#host, near);
      this.#watchTheme(near);
      this.#watchMissing(near);
    }
    this.#share = share;
    this.#driver?.seen(this.#host, share);
  }

  #watchTheme(on: boolean) {
    this.#endTheme?.();
    this.#endTheme = on ? watchTheme(this.#look) : null;
    if (on) this.#look();
  }

  #watchMissing(on: boolean) {
    if (on) missing.addEventListener('change', this.#showMissing);
    else missing.removeEventListener('change', this.#showMissing);
    if (on && missing.messages.length > 0) this.#showMissing();
  }

  /** Names the missing file to readers; on a page that shows nothing yet, also what its author can do. */
  #showMissing = () => {
    const words = missing.messages.join(' ');
    if (words && !this.#host.box.classList.contains('live'))
      this.#host.fail('engine', engineAdvice(new Error(words)));
    this.#host.trouble(words || null, () => missing.retry());
  };

  #look = () => {
    if (applyTheme(this.#host, this.#host.box)) tellThemeChange();
  };

  /** The view that the attributes ask for, in place of the one before. */
  async #build() {
    const turn = ++this.#turn;
    const host = this.#host;
    const name = host.getAttribute('lab') ?? defaultView;
    const entry = viewOf(name);
    this.#driver?.near(host, false);
    this.#driver = null;
    applyTheme(host, host.box);
    if (name !== defaultView && !entry) {
      host.fail('attribute', `lab="${name}" is no view; use one of ${viewNames.join(', ')}`);
      return;
    }
    const view = name === defaultView || !entry ? this.#train() : await this.#lab(entry);
    if (turn !== this.#turn || !view) return;
    if (view !== this.#view) {
      this.#view?.remove();
      this.#view = view;
      // Its words are English, on a page in another language and direction too.
      view.lang = 'en';
      view.dir = 'ltr';
      host.box.append(view);
    }
    const driver = this.#driver as Driver | null;
    driver?.near(host, this.#near);
    driver?.seen(host, this.#share);
    if (driver instanceof ElementRun) return;
    await driver?.start();
  }

  #train(): HTMLElement | null {
    const host = this.#host;
    const controls = host.getAttribute('controls');
    const shown = shownParts(controls, host.getAttribute('show'));
    const terms = termsOf(controls);
    const unknown = terms.find((word) => !termWords.includes(word));
    if (!shown || unknown) {
      host.fail(
        'attribute',
        shown
          ? `controls="${controls}" has the word ${unknown}; allowed are none, full, ${termWords.slice(1).join(', ')}`
          : `show="${host.getAttribute('show')}" is not understood; allowed are picture, chart, reading, or none`,
      );
      return null;
    }
    const owner = this.#owner();
    if (!owner) return null;
    this.#driver = runOf(owner);
    const view =
      this.#view instanceof TrainView && this.#view.run === this.#driver
        ? this.#view
        : this.#newView(this.#driver);
    view.shown = shown;
    view.names = terms;
    view.announceDrawn();
    return view;
  }

  #newView(run: ElementRun): TrainView {
    const view = new TrainView(run);
    view.setAttribute('exportparts', parts.join(', '));
    view.addEventListener('drawn', () => this.#host.live());
    return view;
  }

  async #lab(entry: LabView): Promise<HTMLElement | null> {
    const { LabDriver } = await untilLoaded(() => import('./lab-driver.ts'));
    const driver = new LabDriver(this.#host, entry);
    this.#driver = driver;
    return driver.prepare();
  }

  /** The element whose run is shown: this one, or the one that `for` names. */
  #owner(): Host | null {
    const id = this.#host.getAttribute('for');
    if (id === null) return this.#host;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const other = root.getElementById(id);
    if (other && other !== this.#host && other.localName === 'loss-playground') return other as Host;
    this.#host.fail('for', `for="${id}" names no other loss-playground; give that element this id`);
    return null;
  }
}
