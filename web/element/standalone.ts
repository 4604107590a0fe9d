// dist/loss-playground.standalone.js: everything in one classic script.
import { define } from './define.ts';
import * as runtime from './runtime.ts';

define(() => Promise.resolve(runtime));
