// Pictures of the model's predictions: the interface that all of them share.

import type { TemplateResult } from 'lit';
import type { LossDescriptor, RunInfo, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import type { Chosen, Examples } from '../run/examples.ts';
import type { Session } from '../run/session.ts';
import type { Table } from '../ui/tables.ts';

/** A picture of one kind. */
export interface Picture {
  title: string;
  /** The example of a point in the picture, if it has a loss of its own. */
  exampleAt?(index: number): Chosen;
  /** Draws the step at which the run rests: all questions to the run are asked before the first answer, since it goes on. */
  draw(): Promise<Drawn>;
}

/** A picture, and the same as a table if it is not one itself. */
export interface Drawn {
  picture: TemplateResult;
  table?: Table;
}

/** The input of a picture. */
export interface Subject {
  run: WorkerRun;
  info: RunInfo;
  task: TaskDescriptor;
  loss: LossDescriptor;
  examples: Examples;
  /** Whether an example can be selected in the picture. */
  choosable: boolean;
  /** What shows the steps of the run, for parts that ask it themselves. */
  session: Session | null;
}
