// The engine as a module: `import { createEngine } from 'loss-playground/engine'`.
export { createEngine } from './engine.ts';
export { ExperimentError } from './errors.ts';
export { completeExperiment, fits } from './experiment.ts';
export { decodeExperiment, encodeExperiment } from './permalink.ts';
export { serve } from './serve.ts';
export type * from './types.ts';
export { createWorkerEngine } from './worker.ts';
