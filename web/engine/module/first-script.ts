// What the script of the whole engine shares with the one that loads it.
import * as check from '../api/checks.ts';
import { ExperimentError, show } from '../api/errors.ts';
import { completeExperiment } from '../api/experiment.ts';
import { unwrap } from './run.ts';
import { startRun } from './start-run.ts';

/** Filled in by the bundler; absent where Node reads the sources. */
declare const LOSS_PLAYGROUND_VERSION: string | undefined;
export const version = typeof LOSS_PLAYGROUND_VERSION === 'undefined' ? 'unbuilt' : LOSS_PLAYGROUND_VERSION;

export const shared = { check, ExperimentError, show, completeExperiment, unwrap, startRun, version };
export type Shared = typeof shared;
