import type { LabView } from '../labs/definition.ts';

/** A chapter of the guide, which the attribute `chapter` names. */
export const guide: LabView | null = {
  tag: 'guide-chapter',
  address: 'own',
  attribute: 'chapter',
  load: () => import('../guide/guide-chapter.ts'),
};
