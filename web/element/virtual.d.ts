// Modules that the build makes.
declare module 'virtual:catalog' {
  /** What a run needs of the catalog, without its formulas and explanations. */
  const catalog: import('../engine/api/types.ts').Catalog;
  export default catalog;
}

declare module 'virtual:engine' {
  /** The engine's script as a function of the address it would have. */
  const engine: (home: string) => typeof import('../engine/index.ts');
  export default engine;
  /** The text of that function, for a worker. */
  export const text: string;
}

declare module 'virtual:starter' {
  /** The starter's module, packed by gzip and written in base 64. */
  const starter: string;
  export default starter;
}
