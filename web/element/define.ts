import { LossPlayground } from './loss-playground.ts';
import type { Runtime } from './runtime-types.ts';

/** Defines the element, unless another script or version of it was first. `load` fetches the rest, once a page. */
export function define(load: () => Promise<Runtime>): void {
  if (typeof customElements === 'undefined' || customElements.get('loss-playground')) return;
  let runtime: Promise<Runtime> | null = null;
  LossPlayground.load = () => {
    runtime ??= load().catch((error) => {
      // The next call tries again: the network may be back.
      runtime = null;
      throw error;
    });
    return runtime;
  };
  customElements.define('loss-playground', LossPlayground);
}
