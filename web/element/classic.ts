// dist/loss-playground.js: defines the element; the rest is loaded from its folder.
import { define } from './define.ts';
import { importRuntime } from './import-runtime.ts';

const home = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

define(() => importRuntime(new URL('./playground.js', home)));
