// The directions of an address, before its experiment: `look=random:7&task=xor&v=1`; the plane of the path without them.
import { ExperimentError } from 'loss-playground/engine';
import { damaged, leftOut } from '../../run/link-repair.ts';
import type { Directions } from './plane.ts';

export interface Look {
  directions: Directions;
  /** Of random directions. */
  seed: number;
}

const path: Look = { directions: 'path', seed: 1 };

/** The directions, the rest of the address, and what is left out. */
export function readLook(address: string): { look: Look; text: string; note: string | null } {
  const [, given, text = ''] = /^(?:look=([^&]*)(?:&|$))?(.*)$/s.exec(address) ?? [];
  if (given === undefined) return { look: path, text, note: null };
  const [, seed] = /^random:(\d{1,15})$/.exec(given) ?? [];
  if (seed !== undefined) return { look: { directions: 'random', seed: Number(seed) }, text, note: null };
  const error = new ExperimentError(
    'look',
    JSON.stringify(given.slice(0, 40)),
    'random: and a seed of up to 15 digits',
  );
  return { look: path, text, note: damaged([leftOut(`look=${given}`, error)], true) };
}
