// The list of what can be taken away from a training; how each is made is fetched when it is asked for.

import type { Session } from '../run/session.ts';
import type { Export } from './export.ts';

const makers = () => import('./training-files.ts');

/** `pictured` unless no chart of losses is in sight. */
export function exportsOf(session: Session, root: ShadowRoot, pictured = true): Export[] {
  const charts = () => [...root.querySelectorAll('series-chart')];
  const name = session.experiment?.task.id ?? 'run';
  const pictures = [
    {
      words: 'PNG',
      file: `${name}-loss.png`,
      make: async () => (await makers()).chartsPicture(charts()),
    },
    {
      words: 'SVG',
      file: `${name}-loss.svg`,
      make: async () => (await makers()).chartDrawing(charts()[0], root),
    },
  ];
  return [
    ...(pictured ? pictures : []),
    {
      words: 'CSV',
      file: `${name}-history.csv`,
      make: async () => (await makers()).historyFile(session),
    },
    {
      words: 'Experiment',
      file: `${name}-experiment.json`,
      make: async () => (await makers()).experimentFile(session),
    },
    {
      words: 'PyTorch',
      file: `${name}-pytorch.py`,
      make: async () => (await makers()).scriptFile(session),
    },
  ];
}
