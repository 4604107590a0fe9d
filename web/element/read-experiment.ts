// The experiment that an element was given: by attribute, by address, or by a child script.
import type { Experiment } from '../engine/api/types.ts';
import { download } from '../engine/module/download.ts';
import { untilLoaded } from '../run/loading.ts';
import type { Host } from './runtime-types.ts';
import { sharedEngine } from './shared-engine.ts';
import type { ErrorCode } from './types.ts';

/** The experiment without an attribute, an address or a child script. */
const first: Experiment = { version: 1, task: { id: 'circle' } };

/** A mistake in the page, with what to change. */
export class PageMistake extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

function parse(text: string, place: string): Experiment {
  try {
    return JSON.parse(text) as Experiment;
  } catch (error) {
    throw new PageMistake('experiment', `${place} is not valid JSON (${(error as Error).message})`);
  }
}

async function fetched(src: string): Promise<Experiment> {
  const address = new URL(src, document.baseURI).href;
  const content = await download(new URL(address)).catch((error: Error) => {
    throw new PageMistake('src', `${error.message} Check the attribute src, which is ${address}`);
  });
  return parse(await content.text(), address);
}

/** The experiment, not yet checked; `preset` where none is given. Text that is not JSON is a permalink. */
export async function readExperiment(host: Host, preset: Experiment = first): Promise<Experiment> {
  const text = host.getAttribute('experiment')?.trim();
  if (text?.startsWith('{')) return parse(text, 'the attribute experiment');
  if (text) {
    const [{ decodeExperiment }, { catalog }] = await Promise.all([
      untilLoaded(() => import('loss-playground/engine')),
      sharedEngine(),
    ]);
    return decodeExperiment(catalog, text);
  }
  const src = host.getAttribute('src');
  if (src) return fetched(src);
  const child = host.querySelector('script[type="application/json"]')?.textContent?.trim();
  return child ? parse(child, 'the child script') : preset;
}
