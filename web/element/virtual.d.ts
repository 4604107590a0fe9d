// Modules that the build makes.
declare module 'virtual:catalog' {
  /** The parts of the catalog that a run needs, without formulas and explanations. */
  const catalog: import('../engine/api/types.ts').Catalog;
  export default catalog;
}

declare module 'virtual:engine' {
  /** The engine's script as a function of its address. */
  const engine: (home: string) => typeof import('../engine/index.ts');
  export default engine;
  /** The text of that function, for a worker. */
  export const text: string;
}

declare module 'virtual:starter' {
  /** The starter's module, gzipped and in base64. */
  const starter: string;
  export default starter;
}
