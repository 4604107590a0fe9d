// A lab of the playground as the view of an element.
import { ExperimentError } from '../engine/api/errors.ts';
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import type { LabView } from '../labs/definition.ts';
import type { Lab, Played } from '../labs/lab-element.ts';
import { makeLab } from '../labs/make.ts';
import { untilLoaded } from '../run/loading.ts';
import { PageMistake, readExperiment } from './read-experiment.ts';
import { RunEvents } from './run-events.ts';
import type { Host } from './runtime-types.ts';
import { engineAdvice, explainedEngine } from './shared-engine.ts';
import type { Histories, MetricsHistory } from './types.ts';

/** For the frame of a lab, see `web/ui/stage-styles.ts`: what fits it to a window, which the page around may set, is unset. */
const frame = {
  '--stage-height': 'initial',
  '--bar': 'initial',
  '--bar-position': 'initial',
  '--gutter': 'initial',
  '--sum-wrap': 'normal',
  '--sum-flow': 'wrap',
  '--bar-order': 'var(--transport-order, 1)',
};

export class LabDriver {
  #host: Host;
  #entry: LabView;
  #lab: Lab | null = null;
  #paused = false;
  readonly #events: RunEvents;

  constructor(host: Host, entry: LabView) {
    this.#host = host;
    this.#entry = entry;
    this.#events = new RunEvents(host);
  }

  get #session(): Played | null {
    return this.#lab?.session ?? null;
  }

  get paused(): boolean {
    return this.#session?.status !== 'running';
  }

  get ended(): boolean {
    return this.#session?.status === 'ended';
  }

  get metrics(): Metrics | null {
    return this.#session?.metrics ?? null;
  }

  get history(): MetricsHistory | null {
    return this.#session?.history ?? null;
  }

  get histories(): Histories {
    return this.#lab?.histories ?? {};
  }

  get experiment(): CompleteExperiment | null {
    const { experiment, ancestors } = this.#session ?? {};
    return ancestors?.length === 0 ? (experiment ?? null) : null;
  }

  play(): void {
    this.#session?.play();
  }

  pause(): void {
    this.#session?.pause();
  }

  step(): void {
    this.#session?.step?.();
  }

  reset(): void {
    this.#session?.reset?.();
  }

  /** Labs start training by themselves; while not visible they wait. */
  near(_host: Host, is: boolean): void {
    if (!is) {
      this.#paused = this.#session?.status === 'running';
      this.#lab?.leave();
    } else if (this.#paused) this.#session?.play();
  }

  seen(): void {}

  /** The lab, to be put into the page before it is started. */
  async prepare(): Promise<HTMLElement | null> {
    try {
      const [engine, lab] = await Promise.all([explainedEngine(), untilLoaded(() => makeLab(this.#entry))]);
      lab.engine = engine;
      for (const [name, value] of Object.entries(frame)) lab.style.setProperty(name, value);
      this.#lab = lab;
      lab.addEventListener('click', this.#onLink);
      lab.addEventListener('shown', () => this.#report());
      return lab;
    } catch (error) {
      this.#host.fail('engine', engineAdvice(error));
      return null;
    }
  }

  async start(): Promise<void> {
    const lab = this.#lab;
    if (!lab) return;
    try {
      await lab.open(await this.#address());
      this.#host.live();
    } catch (error) {
      const code =
        error instanceof PageMistake ? error.code : error instanceof ExperimentError ? 'experiment' : 'run';
      this.#host.fail(code, error instanceof Error ? error.message : String(error));
    }
  }

  /** The state that the lab shows, as its part of an address. */
  async #address(): Promise<string> {
    const { attribute = 'experiment' } = this.#entry;
    const text = this.#host.getAttribute(attribute)?.trim() ?? '';
    if (attribute !== 'experiment') return text;
    const trains = this.#entry.address === 'experiment';
    if (text && !text.startsWith('{') && !trains) return text;
    const given = await readExperiment(this.#host, this.#lab?.ownDefault);
    if (trains) {
      const { encodeExperiment } = await untilLoaded(() => import('loss-playground/engine'));
      const { catalog } = await explainedEngine();
      const still = this.#host.hasAttribute('autoplay') ? '' : 'at=0&';
      return `${still}${encodeExperiment(catalog, given)}`;
    }
    return given.loss ? lossAddress(given.loss) : '';
  }

  #report() {
    const session = this.#session;
    const measured = Object.values(this.histories).map(({ step }) => step?.length ?? 0);
    if (session) this.#events.report(session, Math.max(0, ...measured));
  }

  /** Links within a lab stay in it: the page's own address is not ours. */
  #onLink = (event: Event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const target = link?.getAttribute('href');
    if (!target?.startsWith('#')) return;
    event.preventDefault();
    void this.#lab?.open(target.slice(1).replace(/^lab=[\w-]*&?/, ''));
  };
}

/** The loss of an experiment as the address of a lab that shows losses. */
const lossAddress = ({ id, params = {} }: NonNullable<Experiment['loss']>) =>
  [`loss=${id}`, ...Object.entries(params).map(([name, value]) => `loss.${name}=${value}`), 'v=1'].join('&');
