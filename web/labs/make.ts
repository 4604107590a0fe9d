import type { LabView } from './definition.ts';
import type { Lab } from './lab-element.ts';

/** The element of a lab; its script is loaded when it is first needed. */
export async function makeLab({ tag, view, load }: Omit<LabView, 'address'>): Promise<Lab> {
  await load();
  const lab = document.createElement(tag) as Lab;
  if (view) lab.view = view;
  return lab;
}
