// The experiment that an element was given: by attribute, by address, or by a child script.
import type { Experiment } from '../engine/api/types.ts';
import type { Host } from './runtime-types.ts';
import { sharedEngine } from './shared-engine.ts';
import type { ErrorCode } from './types.ts';

/** What is shown where nothing is asked for. */
const first: Experiment = { version: 1, task: { id: 'circle' } };

/** A mistake of the page, with what to change. */
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
    throw new PageMistake('experiment', `${place} is no JSON (${(error as Error).message})`);
  }
}

async function fetched(src: string): Promise<Experiment> {
  const address = new URL(src, document.baseURI).href;
  const response = await fetch(address).catch(() => null);
  if (!response?.ok)
    throw new PageMistake(
      'src',
      `${address} could not be fetched (${response ? response.status : 'no answer'}); check the attribute src`,
    );
  return parse(await response.text(), address);
}

/** The experiment, not yet checked. Text that is no JSON is a permalink's. */
export async function readExperiment(host: Host): Promise<Experiment> {
  const text = host.getAttribute('experiment')?.trim();
  if (text?.startsWith('{')) return parse(text, 'the attribute experiment');
  if (text) {
    const [{ decodeExperiment }, { catalog }] = await Promise.all([
      import('loss-playground/engine'),
      sharedEngine(),
    ]);
    return decodeExperiment(catalog, text);
  }
  const src = host.getAttribute('src');
  if (src) return fetched(src);
  const child = host.querySelector('script[type="application/json"]')?.textContent?.trim();
  return child ? parse(child, 'the child script') : first;
}
