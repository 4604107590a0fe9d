// Sees to what the project needs on a machine: system packages and npm packages. Quick when all is there.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, root, run } from './run.mjs';

/** Each need: how to see whether it is met, and the Debian packages that meet it. */
const needs = [
  { for: 'build', met: () => has('emcc') || Boolean(process.env.EMSDK), packages: ['emscripten'] },
  { for: 'build', met: () => has('cmake'), packages: ['cmake'] },
  { for: 'build', met: () => has('ninja'), packages: ['ninja-build'] },
  { for: 'build', met: () => header('eigen3/Eigen/Core'), packages: ['libeigen3-dev'] },
  { for: 'test', met: () => has('g++') || has('clang++'), packages: ['g++'] },
  { for: 'test', met: () => header('doctest/doctest.h'), packages: ['doctest-dev'] },
  { for: 'test', met: () => header('nlohmann/json.hpp'), packages: ['nlohmann-json3-dev'] },
  { for: 'test', met: () => has('clang-format'), packages: ['clang-format'] },
  { for: 'test', met: () => Boolean(process.env.CHROMIUM) || has('chromium'), packages: ['chromium'] },
  { for: 'test', met: () => has('firefox-esr') || has('firefox'), packages: ['firefox-esr'] },
  // Generators of documentation, for the recipes of web/embed.
  { for: 'test', met: () => has('mkdocs') && python('markdown'), packages: ['mkdocs'] },
  // Debian's theme is a folder of files, no Python module.
  {
    for: 'test',
    met: () => existsSync('/usr/share/mkdocs/themes/material/base.html'),
    packages: ['mkdocs-material'],
  },
  { for: 'test', met: () => has('sphinx-build'), packages: ['python3-sphinx'] },
  { for: 'test', met: () => python('myst_parser'), packages: ['python3-myst-parser'] },
  { for: 'test', met: () => has('hugo'), packages: ['hugo'] },
  { for: 'test', met: () => has('jekyll'), packages: ['jekyll'] },
];

/** Whether the system's Python has a module. */
const python = (module) => existsSync(`/usr/lib/python3/dist-packages/${module}`);

const header = (path) =>
  ['/usr/include', '/usr/local/include', '/opt/homebrew/include'].some((folder) =>
    existsSync(join(folder, path)),
  );

/** What is missing for a purpose: `test` needs all that `build` needs, and more. */
export const missingPackages = (purpose, list = needs) =>
  list
    .filter((need) => (purpose === 'test' || need.for === 'build') && !need.met())
    .flatMap((need) => need.packages);

/** The commands that install packages: as they are for root, through sudo for others. */
export function installCommands(packages, { root: isRoot, sudo }) {
  const prefix = isRoot ? [] : ['sudo', ...(sudo ? ['-n'] : [])];
  return [
    [...prefix, 'apt-get', 'update', '-qq'],
    [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...packages,
    ],
  ];
}

/** What a person is told who must install packages by hand. */
export const installMessage = (packages) =>
  `These system packages are missing: ${packages.join(', ')}.\nInstall them with:\n\n  ${installCommands(
    packages,
    { root: false, sudo: false },
  )
    .map((command) =>
      command.filter((word) => !['env', 'DEBIAN_FRONTEND=noninteractive', '-qq'].includes(word)).join(' '),
    )
    .join(' && ')}\n`;

function installSystemPackages(packages) {
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (!has('apt-get') || !(isRoot || sudo)) {
    console.error(installMessage(packages));
    process.exit(1);
  }
  console.log(`Installing system packages (a few minutes, once): ${packages.join(' ')}`);
  for (const [command, ...args] of installCommands(packages, { root: isRoot, sudo })) run(command, args);
}

/** Whether a folder's node_modules holds what its lock file says. */
function nodeModulesAreCurrent(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

/** Installs a folder's npm packages, where they are not as its lock file says. */
export function installNodeModules(folder = root) {
  if (nodeModulesAreCurrent(folder)) return;
  console.log('Installing npm packages');
  run('npm', ['ci', '--no-progress'], { cwd: folder });
}

/** Installs what is missing for `build` or `test`. */
export function setUp(purpose) {
  const packages = missingPackages(purpose);
  if (packages.length > 0) installSystemPackages(packages);
  installNodeModules();
}
