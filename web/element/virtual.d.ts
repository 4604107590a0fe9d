// Modules that the build makes.
declare module 'virtual:catalog' {
  /** What a run needs of the catalog, without its formulas and explanations. */
  const catalog: import('../engine/types.ts').Catalog;
  export default catalog;
}
