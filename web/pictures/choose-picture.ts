// Which picture suits a run.
import type { TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import type { Examples } from '../run/examples.ts';
import { mixUps } from './classes.ts';
import type { Picture } from './picture.ts';
import { search } from './search.ts';
import { tokens } from './tokens.ts';

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
