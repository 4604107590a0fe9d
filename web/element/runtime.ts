// dist/playground.js: everything behind the element, loaded by its small script when an element comes near.
import { Mount } from './mount.ts';
import type { Host, Mounted } from './runtime-types.ts';

export const mount = (host: Host): Mounted => new Mount(host);
