// Modules that the build makes of the chapters.
declare module 'virtual:chapter-titles' {
  /** The chapters' titles by their ids, in their order. */
  const titles: Readonly<Record<string, string>>;
  export default titles;
}

declare module 'virtual:chapters' {
  interface ChapterContent {
    family: import('./chapter.ts').Chapter['family'];
    trees: readonly import('./tree.ts').Tree[];
  }
  /** The chapters in their order. */
  export const chapters: readonly {
    id: string;
    title: string;
    load(): Promise<{ default: ChapterContent }>;
  }[];
}
