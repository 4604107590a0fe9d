// What the script of the whole engine shares with the one that loads it.
import * as check from './check.ts';
import { ExperimentError, show } from './errors.ts';
import { completeExperiment } from './experiment.ts';
import { unwrap } from './run.ts';
import { startRun } from './start-run.ts';

declare const LOSS_PLAYGROUND_VERSION: string;
export const version = LOSS_PLAYGROUND_VERSION;

export const shared = { check, ExperimentError, show, completeExperiment, unwrap, startRun, version };
export type Shared = typeof shared;
