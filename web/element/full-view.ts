import type { LabView } from '../labs/definition.ts';

/** All labs behind a row of tabs. */
export const full: LabView | null = {
  tag: 'full-playground',
  address: 'experiment',
  load: () => import('./full-playground.ts'),
};
