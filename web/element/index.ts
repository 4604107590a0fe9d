// dist/index.js: `import 'loss-playground'`, for bundlers. The train view is a chunk of its own with the engine inlined, so
// that no bundler has to know of workers, WebAssembly or data files. The other views, tasks on data files and what only
// the whole engine can do are in the package's dist folder: serve a copy of it and say where, in `LossPlayground.base`.
import { define } from './define.ts';
import { importRuntime } from './import-runtime.ts';
import { LossPlayground } from './loss-playground.ts';

define(() =>
  LossPlayground.base === null
    ? import('./runtime.ts')
    : importRuntime(new URL('playground.js', new URL(LossPlayground.base, document.baseURI))));

export { LossPlayground };
