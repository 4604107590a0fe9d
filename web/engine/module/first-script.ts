// What the script of the whole engine shares with the one that loads it.
import * as check from '../api/checks.ts';
import { ExperimentError, show } from '../api/errors.ts';
import { completeExperiment } from '../api/experiment.ts';
import { unwrap } from './run.ts';
import { startRun } from './start-run.ts';

declare const LOSS_PLAYGROUND_VERSION: string;
export const version = LOSS_PLAYGROUND_VERSION;

export const shared = { check, ExperimentError, show, completeExperiment, unwrap, startRun, version };
export type Shared = typeof shared;
