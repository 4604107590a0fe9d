// The definitions of the labs, found as the build finds them.
import type { LabDefinition } from '../../../web/labs/definition.ts';

export async function labDefinitions(): Promise<LabDefinition[]> {
  const tool = new URL('../../../.tools/labs.mjs', import.meta.url).href;
  return (await import(tool)).labDefinitions();
}

export async function definitionOf(id: string): Promise<LabDefinition> {
  const lab = (await labDefinitions()).find((one) => one.id === id);
  if (!lab) throw new Error(`There is no lab ${id}`);
  return lab;
}
