// Which picture suits a run.
import type { LossDescriptor, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import type { Examples } from '../run/examples.ts';
import { mixUps } from './classes.ts';
import type { Picture } from './picture.ts';
import { search } from './search.ts';
import { tokens } from './tokens.ts';

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
