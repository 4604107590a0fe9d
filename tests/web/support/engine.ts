// The built engine in place of the one behind a worker: what it answers at once is as good as a promise to who awaits it.
import type { WorkerEngine } from 'loss-playground/engine';
import { createEngine } from '../../engine/support.ts';

export const engine = (await createEngine()) as unknown as WorkerEngine;
