// What a view of the element is, and those that the starter of the engine can do: they are in the script that stands alone
// too.
import type { Lab } from '../labs/lab-element.ts';

/** A view that is one of the playground's labs. */
export interface LabEntry {
  tag: string;
  /** The lab's own name for the view, where it has several. */
  view?: string;
  /** Its address is that of an experiment. */
  trains?: boolean;
  load(): Promise<unknown>;
}

export const starterLabs: Record<string, LabEntry> = {
  landscape: {
    tag: 'landscape-lab',
    trains: true,
    load: () => import('../labs/landscape/landscape-lab.ts'),
  },
};

export const makeLab = async ({ tag, view, load }: LabEntry): Promise<Lab> => {
  await load();
  const lab = document.createElement(tag) as Lab;
  if (view) lab.view = view;
  return lab;
};
