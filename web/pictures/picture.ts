// What the model does now: which picture suits a run.

import type { TemplateResult } from 'lit';
import type { RunInfo, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import type { Chosen, Examples } from '../run/examples.ts';
import type { Table } from '../ui/tables.ts';
import { mixUps } from './classes.ts';
import { search } from './search.ts';
import { tokens } from './tokens.ts';

/** A picture of one kind: asked for at most once a frame. */
export interface Picture {
  title: string;
  /** Which example a point of the picture is, where one alone has a loss. */
  exampleAt?(index: number): Chosen;
  draw(): Promise<Drawn>;
}

/** A picture, and the same in numbers where it is not a table itself. */
export interface Drawn {
  picture: TemplateResult;
  table?: Table;
}

/** What a picture is made from. */
export interface Subject {
  run: WorkerRun;
  info: RunInfo;
  task: TaskDescriptor;
  examples: Examples;
  /** Whether an example can be chosen in the picture. */
  choosable: boolean;
}

/** Pictures that the page's first experiment does not need. */
const field = () => import('./field.ts');
const numbers = () => import('./numbers.ts');
const places = () => import('./embeddings.ts');

/** The picture that suits a run. */
export async function choosePicture(
  run: WorkerRun,
  task: TaskDescriptor,
  examples: Examples,
  choosable = true,
): Promise<Picture> {
  const { info } = run;
  const subject = { run, info, task, examples, choosable };
  const kind = task.kind === 'any' ? (run.experiment.task.params as { kind: string }).kind : task.kind;
  if (kind === 'next_token') return tokens(subject);
  if (kind === 'search') return search(subject);
  if (kind === 'ranking') return (await numbers()).predictions(subject);
  if (kind === 'triplet') return (await places()).places(subject);
  if (kind === 'regression') {
    const { curve, predictions } = await numbers();
    return info.inputs === 1 ? curve(subject) : predictions(subject);
  }
  return info.inputs === 2 ? (await field()).field(subject) : mixUps(subject);
}
