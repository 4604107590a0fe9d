// What the model does now: which picture suits a run.

import type { TemplateResult } from 'lit';
import type { LossDescriptor, RunInfo, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
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
  loss: LossDescriptor;
  examples: Examples;
  /** Whether an example can be chosen in the picture. */
  choosable: boolean;
}

/** Pictures that the page's first experiment does not need. */
const field = () => import('./field.ts');
const numbers = () => import('./numbers.ts');
const places = () => import('./embeddings.ts');

/** The picture of a run, as its task says. */
export async function choosePicture(
  run: WorkerRun,
  task: TaskDescriptor,
  loss: LossDescriptor,
  examples: Examples,
  choosable = true,
): Promise<Picture> {
  const { info } = run;
  const subject = { run, info, task, loss, examples, choosable };
  switch (task.drawing) {
    case 'tokens':
      return tokens(subject);
    case 'search':
      return search(subject);
    case 'embeddings':
      return (await places()).places(subject);
    case 'curve':
      return (await numbers()).curve(subject);
    case 'predictions':
      return (await numbers()).predictions(subject);
    case 'field':
      return (await field()).field(subject);
    default:
      return mixUps(subject);
  }
}
