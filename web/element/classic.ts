// dist/loss-playground.js: defines the element; the rest is fetched from beside it.
import { define } from './define.ts';
import type { Runtime } from './runtime-types.ts';

const home = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

define(() => import(new URL('./playground.js', home).href) as Promise<Runtime>);
