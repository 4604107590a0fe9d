// The engine as a module: `import { createEngine } from 'loss-playground/engine'`.

export { ExperimentError } from './api/errors.ts';
export { completeExperiment, fits } from './api/experiment.ts';
export { decodeExperiment, encodeExperiment } from './api/permalink.ts';
export type * from './api/types.ts';
export { createEngine } from './module/create-engine.ts';
export { serve } from './remote/server.ts';
export { createWorkerEngine } from './remote/worker.ts';
