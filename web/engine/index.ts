// The engine as a module: `import { createEngine } from 'loss-playground/engine'`.
export { createEngine } from './engine.ts';
export { ExperimentError } from './errors.ts';
export { completeExperiment, fits } from './experiment.ts';
export { createLocalEngine } from './local.ts';
export { decodeExperiment, encodeExperiment } from './permalink.ts';
export type * from './types.ts';
export { createWorkerEngine } from './worker.ts';
