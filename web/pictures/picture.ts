// What the model does now, drawn: what every picture is made from and gives.

import type { TemplateResult } from 'lit';
import type { LossDescriptor, RunInfo, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import type { Chosen, Examples } from '../run/examples.ts';
import type { Table } from '../ui/tables.ts';

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
