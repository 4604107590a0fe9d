// What the page and the worker say to each other: one message a call, answered in order.
import type { Engine, Optimizer, Run } from '../api/types.ts';

export type Call = { id: number; object: number; member: string; args: unknown[] };
export type Reply = { id: number; result?: unknown; object?: Handed; error?: Fault };
/** A run or optimizer that stays in the worker, with what of it never changes. */
export type Handed = { handle: number; kind: 'run' | 'optimizer'; constants: Record<string, unknown> };
/** An error, and of a mistake of the caller's what was given and what is allowed; others have none of these. */
export type Fault = {
  message: string;
  name: string;
  path: string;
  given: string | undefined;
  allowed: string;
  nearest: string | undefined;
};

/** What all ways to a worker can do: the browser's, Node's, and none at all. */
export interface Port {
  post(message: unknown, transfer?: Transferable[]): void;
  listen(handler: (message: unknown) => void): void;
}

/** The fragment of a worker's address that tells the engine's script to serve. */
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
  'createOptimizer',
  'schedule',
  'minimize',
  'surface',
  'createRun',
] as const satisfies readonly (keyof Engine)[];
