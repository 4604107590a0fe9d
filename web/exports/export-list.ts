// The list of downloads of a training run; the code that makes each is loaded when it is needed.

import { loadsOnce } from '../run/loading.ts';
import type { Session } from '../run/session.ts';
import type { Export } from './export.ts';

const makers = /* @__PURE__ */ loadsOnce(() => import('./training-files.ts'));

/** Pictures only where a chart of losses is on the page. */
export function exportsOf(session: Session, root: ShadowRoot): Export[] {
  const charts = () => [...root.querySelectorAll('series-chart')];
  const name = session.experiment?.task.id ?? 'run';
  const pictures = [
    {
      words: 'PNG',
      file: `${name}-loss.png`,
      make: async () => (await makers()).chartsPicture(charts(), root),
    },
    {
      words: 'SVG',
      file: `${name}-loss.svg`,
      make: async () => (await makers()).chartDrawing(charts()[0], root),
    },
  ];
  return [
    ...(charts().length > 0 ? pictures : []),
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
