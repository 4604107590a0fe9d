// What the script of the whole engine shares with the one that loads it.
import * as check from '../api/checks.ts';
import { ExperimentError, show, unknownName } from '../api/errors.ts';
import { completeExperiment } from '../api/experiment.ts';
import { loadRun } from './load-run.ts';
import { unwrap } from './run.ts';
import { measureSpeed } from './speed.ts';

/** Filled in by the bundler; absent where Node reads the sources. */
declare const LOSS_PLAYGROUND_VERSION: string | undefined;
export const version = typeof LOSS_PLAYGROUND_VERSION === 'undefined' ? 'unbuilt' : LOSS_PLAYGROUND_VERSION;

export const shared = {
  check,
  ExperimentError,
  show,
  unknownName,
  completeExperiment,
  unwrap,
  loadRun,
  measureSpeed,
  version,
};
export type Shared = typeof shared;
