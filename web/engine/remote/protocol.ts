// The messages between page and worker: one per call, answered in order, and one that cancels a call.
import type { Engine, Optimizer, Run } from '../api/types.ts';

export type Call = { id: number; object: number; member: string; args: unknown[] };
/** Cancels the call of this number, if it is not answered yet. */
export type Cancel = { cancel: number };
export type Reply = { id: number; result?: unknown; object?: Handed; error?: Fault };
/** A run or optimizer that stays in the worker, with its constant properties. */
export type Handed = { handle: number; kind: 'run' | 'optimizer'; constants: Record<string, unknown> };
/** An error; for invalid input also its path, the value, what is allowed and the closest valid name. */
export type Fault = {
  message: string;
  name: string;
  path: string;
  given: string | undefined;
  allowed: string;
  nearest: string | undefined;
};

/** The interface of every connection: a browser's worker, Node's worker, or none. */
export interface Port {
  post(message: unknown, transfer?: Transferable[]): void;
  listen(handler: (message: unknown) => void): void;
}

/** The fragment of a worker's address that makes the engine's script serve. */
export const workerMark = 'loss-playground';

export const runMethods = [
  'advance',
  'train',
  'historySince',
  'setParameters',
  'data',
  'batchIndices',
  'predict',
  'exampleLosses',
  'gradients',
  'gradientCheck',
  'likelihood',
  'nextToken',
  'sample',
  'tokenLosses',
  'search',
  'documents',
  'queries',
  'embeddingMap',
  'diagnose',
  'reset',
  'parameters',
  'evaluationParameters',
  'snapshot',
  'restore',
  'dispose',
] as const satisfies readonly (keyof Run)[];
export const optimizerMethods = [
  'step',
  'parameters',
  'evaluationParameters',
  'snapshot',
  'restore',
  'dispose',
] as const satisfies readonly (keyof Optimizer)[];
export const engineMethods = [
  'evaluateLoss',
  'describeFormula',
  'traceFormula',
  'createOptimizer',
  'schedule',
  'minimize',
  'surface',
  'createRun',
  'speed',
] as const satisfies readonly (keyof Engine)[];

/** What a page may ask of each kind of object; nothing else of it is read or called. */
export const members: Record<'engine' | Handed['kind'], readonly string[]> = {
  engine: engineMethods,
  run: [...runMethods, 'history', 'stopped'],
  optimizer: [...optimizerMethods, 'lr'],
};
