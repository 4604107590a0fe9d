// The page's first script: classic, so that it runs on its own where no module arrives.
import { join } from 'node:path';
import { root } from './run.mjs';

export async function bootScript() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    entryPoints: [join(root, 'web/site/boot.ts')],
  });
  return outputFiles[0].text;
}
