// Made by the build from the folders beside this file (.tools/labs.mjs).
declare module 'virtual:labs' {
  /** All labs, in the order of the navigation. */
  export const labs: readonly import('./definition.ts').LabDefinition[];
}
