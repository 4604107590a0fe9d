// The layout that `npm run lint` keeps: which folder may import which, and what must not occur.

/** Folders at the bottom: the engine, and drawings and controls that know none. */
const bottom = ['web/engine', 'web/formulas', 'web/ui', 'web/charts'];
/** What labs are made of. */
const parts = ['web/panels', 'web/pictures', 'web/exports', 'web/own-data', 'web/own-loss'];
const labs = ['web/labs', 'web/guide'];

/**
 * What the files of a folder may import besides their own folder; a folder stands for all below it, and the longest
 * name that fits a file decides. `types` may be imported as types only: they are gone when the code runs.
 */
export const layout = {
  'web/site': { from: ['web/embed', 'web/element', ...labs, ...parts, 'web/run', ...bottom] },
  'web/embed': { from: ['web/element', ...labs, ...parts, 'web/run', ...bottom] },
  'web/element': { from: [...labs, ...parts, 'web/run', ...bottom] },
  'web/labs': { from: ['web/guide', ...parts, 'web/run', ...bottom] },
  'web/guide': { from: ['web/labs', ...parts, 'web/run', ...bottom] },
  'web/panels': {
    from: ['web/pictures', 'web/exports', 'web/own-data', 'web/own-loss', 'web/run', ...bottom],
  },
  'web/pictures': { from: ['web/own-data', 'web/run', ...bottom] },
  'web/exports': { from: ['web/pictures', 'web/own-data', 'web/run', ...bottom] },
  'web/own-data': { from: ['web/run', ...bottom] },
  'web/own-loss': { from: ['web/run', ...bottom] },
  'web/run': { from: bottom },
  'web/engine': { from: [] },
  'web/engine/remote': { from: ['web/engine/module', 'web/engine/api'] },
  'web/engine/module': { from: ['web/engine/api'] },
  'web/engine/api': { from: [] },
  'web/formulas': { from: [], types: ['web/engine/api', 'web/engine/index.ts'] },
  'web/ui': { from: ['web/charts'], types: ['web/engine/api', 'web/engine/index.ts'] },
  'web/charts': { from: [] },
};

/** Bare names that stand for a file of the project, as in tsconfig.json. */
export const aliases = { 'loss-playground/engine': 'web/engine/index.ts' };

/** The one place that names an entry of the catalog: what the page opens with. */
export const idsAreNamedIn = [];

/** No file is longer than this many lines. */
export const longest = 400;

/** The rules that `npm run lint` enforces. */
export const titles = {
  imports: 'imports that the layout does not allow',
  circles: 'import cycles',
  ids: 'ids compared with a string in web/',
  starter: 'is_starter in cpp/',
  length: `files above ${longest} lines`,
};
