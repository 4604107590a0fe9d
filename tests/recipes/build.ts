// Builds the recipes of web/embed as their writers would, each in a folder of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Recipe {
  /** Where the recipe keeps files that are served as they are. */
  files: string;
  /** Where the built site is. */
  site: string;
  /** What builds it; nothing where the files are the site. */
  build?: string[][];
  /** Pages that hold a training, where it is not the first. */
  pages?: string[];
  /** Its npm packages are many: only `npm run test:recipes` installs them. */
  heavy?: boolean;
  /** The training stands in a frame. */
  framed?: boolean;
  /** How a reader turns it dark, beside the system's setting. */
  dark?: string;
  /** A link to another page with an element, which the site's own router follows. */
  link?: string;
  /** The pages have a control of their own for the rate. */
  controlled?: boolean;
}

export const recipes: Record<string, Recipe> = {
  html: { files: '.', site: '.' },
  markdown: {
    files: '.',
    site: '.',
    build: [['/usr/bin/python3', '-m', 'markdown', 'page.md', '-f', 'index.html']],
  },
  iframe: { files: '.', site: '.', framed: true },
  notebook: { files: '.', site: '.', build: [['/usr/bin/python3', 'make.py']], framed: true },
  mkdocs: { files: 'docs', site: 'site', build: [['mkdocs', 'build', '--quiet']] },
  material: {
    files: 'docs',
    site: 'site',
    build: [['mkdocs', 'build', '--quiet']],
    dark: 'label[title="Dark"]:visible',
    link: 'The margin',
  },
  sphinx: { files: '_static', site: 'out', build: [['sphinx-build', '-q', '.', 'out']] },
  hugo: { files: 'static', site: 'public', build: [['hugo', '--quiet']] },
  jekyll: { files: '.', site: '_site', build: [['jekyll', 'build', '--quiet']] },
  vitepress: {
    files: 'docs/public',
    site: 'docs/.vitepress/dist',
    build: [
      ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
      ['npm', 'run', 'build'],
    ],
    heavy: true,
    dark: 'button.VPSwitchAppearance:visible',
    link: 'The margin',
  },
  docusaurus: {
    files: 'static',
    site: 'build',
    build: [
      ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
      ['npm', 'run', 'build'],
    ],
    heavy: true,
    dark: 'button[class*="colorMode"]:visible, button[class*="toggleButton"]:visible',
  },
  frameworks: {
    files: 'public',
    site: 'dist',
    build: [
      ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', root],
      ['npm', 'run', 'build'],
    ],
    pages: ['react.html', 'vue.html', 'svelte.html'],
    controlled: true,
    heavy: true,
  },
};

function run([command = '', ...args]: string[], cwd: string): string {
  const env = { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? ''}${stderr}${stdout}`);
  return stdout;
}

export interface Built {
  folder: string;
  seconds: number;
  remove(): void;
}

/** Builds a recipe from a copy: the element's files and a poster beside its own, then its generator. */
export function buildRecipe(name: string): Built {
  const recipe = recipes[name];
  if (!recipe) throw new Error(`There is no recipe ${name}.`);
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), `loss-playground-${name}-`));
  cpSync(join(root, 'web/embed', name), folder, { recursive: true });
  const command = join(root, 'dist/cli.js');
  const files = join(folder, recipe.files);
  run([process.execPath, command, 'copy', join(files, 'loss-playground')], folder);
  writeFileSync(
    join(files, 'poster.svg'),
    run([process.execPath, command, 'poster', 'task=circle&v=1'], folder),
  );
  if (name === 'notebook')
    cpSync(join(root, 'dist/loss-playground.standalone.js'), join(folder, 'loss-playground.standalone.js'));
  for (const step of recipe.build ?? []) run(step, folder);
  return {
    folder: join(folder, recipe.site),
    seconds: (performance.now() - started) / 1000,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
