// The parts of the fuzzing: what each tries.
import type { Random } from './random.ts';

/** Tries one drawn case, and throws where something is wrong. */
export interface TryCase {
  (random: Random): void | Promise<void>;
  /** Ends what was started for it. */
  close?: () => Promise<void>;
}

export interface FuzzPart {
  /** What is tried, in a few words. */
  title: string;
  start(): Promise<TryCase>;
}

/** The parts that are tried unless others are named; each is a file of the folder `parts`. */
export const quickParts = [
  'experiments',
  'permalinks',
  'evaluations',
  'formulas',
  'optimizers',
  'snapshots',
  'tables',
  'texts',
  'messages',
  'attributes',
] as const;
export const partNames = [...quickParts, 'kills-chromium', 'kills-firefox', 'kills-webkit'] as const;
export type PartName = (typeof partNames)[number];

export const loadPart = async (name: PartName): Promise<FuzzPart> =>
  ((await import(`./parts/${name}.ts`)) as { default: FuzzPart }).default;
