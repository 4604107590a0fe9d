// The descriptors of the built engine, as the page has them.
import { readFileSync } from 'node:fs';
import {
  type Catalog,
  type CompleteExperiment,
  completeExperiment,
  type Experiment,
  type LossDescriptor,
  type RunInfo,
  type TaskDescriptor,
} from 'loss-playground/engine';
import * as described from '../../../web/run/described.ts';

const file = new URL('../../../dist/catalog.json', import.meta.url);
export const catalog = JSON.parse(readFileSync(file, 'utf8')) as Catalog;

function found<Kind extends { id: string }>(list: readonly Kind[], id: string): Kind {
  const entry = list.find((one) => one.id === id);
  if (!entry) throw new Error(`The catalog has no ${id}.`);
  return entry;
}

export const taskOf = (id: string): TaskDescriptor => found(catalog.tasks, id);
/** The task of an experiment as the page describes it. */
export function taskFor(experiment: CompleteExperiment): TaskDescriptor {
  const task = described.taskOf(catalog, experiment);
  if (!task) throw new Error(`The catalog has no ${experiment.task.id}.`);
  return task;
}
export const lossOf = (id: string): LossDescriptor => found(catalog.losses, id);

/** A task's experiment with what is given over it. */
export const experiment = (
  task: string,
  given: Omit<Experiment, 'version' | 'task'> = {},
): CompleteExperiment => completeExperiment(catalog, { version: 1, task: { id: task }, ...given });

/** A small table of a visitor's own. */
export const ownTable = (
  kind: 'classification' | 'regression' | 'triplet',
  given: Omit<Experiment, 'version' | 'task'> = {},
): CompleteExperiment =>
  completeExperiment(catalog, {
    version: 1,
    task: {
      id: 'custom',
      params: {
        kind,
        inputs: { shape: [4, 2], data: [0, 1, 1, 0, 2, 3, 3, 2] },
        targets: { shape: [4], data: [0, 1, 0, 1] },
      },
    },
    ...given,
  });

/** Facts of a run, those of digits unless told. */
export const infoOf = (given: Partial<RunInfo> = {}): RunInfo => ({
  trainRows: 1258,
  testRows: 539,
  inputs: 64,
  outputs: 10,
  parameterCount: 2410,
  evaluateEvery: 20,
  stepWork: 80_000,
  evaluationWork: 4_500_000,
  targetMean: 0,
  targetScale: 1,
  inputMeans: new Float64Array(),
  inputScales: new Float64Array(),
  vocabulary: 0,
  documents: 0,
  ...given,
});
