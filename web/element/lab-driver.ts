// A lab of the playground as the view of an element.
import type { CompleteExperiment, Experiment, Metrics } from '../engine/api/types.ts';
import type { LabView } from '../labs/definition.ts';
import type { Lab } from '../labs/lab-element.ts';
import { makeLab } from '../labs/make.ts';
import type { Session } from '../run/session.ts';
import { PageMistake, readExperiment } from './read-experiment.ts';
import type { Host } from './runtime-types.ts';
import { engineAdvice, explainedEngine } from './shared-engine.ts';

type LabWithRun = Lab & { session?: Session | null };

export class LabDriver {
  #host: Host;
  #entry: LabView;
  #lab: LabWithRun | null = null;
  #paused = false;

  constructor(host: Host, entry: LabView) {
    this.#host = host;
    this.#entry = entry;
  }

  get #session(): Session | null {
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

  get experiment(): CompleteExperiment | null {
    return this.#session?.experiment ?? null;
  }

  play(): void {
    this.#session?.play();
  }

  pause(): void {
    this.#session?.pause();
  }

  step(): void {
    this.#session?.step();
  }

  reset(): void {
    this.#session?.reset();
  }

  /** Labs train on their own accord; out of sight they wait. */
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
      const [engine, lab] = await Promise.all([explainedEngine(), makeLab(this.#entry)]);
      lab.engine = engine;
      this.#lab = lab;
      lab.addEventListener('click', this.#onLink);
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
      const code = error instanceof PageMistake ? error.code : 'run';
      this.#host.fail(code, error instanceof Error ? error.message : String(error));
    }
  }

  /** What the lab shows, as the part of an address that it understands. */
  async #address(): Promise<string> {
    const text = this.#host.getAttribute('experiment')?.trim() ?? '';
    const trains = this.#entry.address === 'experiment';
    if (text && !text.startsWith('{') && !trains) return text;
    const given = await readExperiment(this.#host);
    if (trains) {
      const { encodeExperiment } = await import('loss-playground/engine');
      const { catalog } = await explainedEngine();
      const still = this.#host.hasAttribute('autoplay') ? '' : 'at=0&';
      return `${still}${encodeExperiment(catalog, given)}`;
    }
    return given.loss ? lossAddress(given.loss) : '';
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
