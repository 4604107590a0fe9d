// Chooses the picture for a run.
import { loadsOnce } from '../run/loading.ts';
import { mixUps } from './classes.ts';
import type { Picture, Subject } from './picture.ts';
import { search } from './search.ts';
import { tokens } from './tokens.ts';

/** Pictures that the page's first experiment does not need. */
const field = /* @__PURE__ */ loadsOnce(() => import('./field.ts'));
const numbers = /* @__PURE__ */ loadsOnce(() => import('./numbers.ts'));
const places = /* @__PURE__ */ loadsOnce(() => import('./embeddings.ts'));

/** The picture of a run, by its task. */
export async function choosePicture(subject: Subject): Promise<Picture> {
  switch (subject.task.drawing) {
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
