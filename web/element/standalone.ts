// dist/loss-playground.standalone.js: everything in one classic script. What stands behind the element is set up when the
// first one needs it.
import { define } from './define.ts';
import { home } from './home.ts';

// The script's own address is known only now, while it is read.
if (home) define(() => import('./runtime.ts'));
