// Installs what a command needs on this machine: system packages and npm packages. Fast when everything is there.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, root, run } from './run.mjs';

/**
 * What a command may need of the machine, by name: how to see whether it is there, and the Debian packages that bring it.
 * `npm` stands for the project's own packages. A need that CMake can download is left to CMake where packages may not
 * be installed.
 */
const needs = {
  emscripten: { met: () => has('emcc') || Boolean(process.env.EMSDK), packages: ['emscripten'] },
  compiler: { met: () => has('g++') || has('clang++'), packages: ['g++'] },
  clang: { met: libFuzzer, packages: ['clang', 'libclang-rt-14-dev'] },
  cmake: { met: () => has('cmake'), packages: ['cmake'] },
  ninja: { met: () => has('ninja') || has('make'), packages: ['ninja-build'] },
  eigen: { met: () => header('eigen3/Eigen/Core'), packages: ['libeigen3-dev'], cmakeDownloads: true },
  doctest: { met: () => header('doctest/doctest.h'), packages: ['doctest-dev'], cmakeDownloads: true },
  json: { met: () => header('nlohmann/json.hpp'), packages: ['nlohmann-json3-dev'] },
  'clang-format': { met: () => has('clang-format'), packages: ['clang-format'] },
  chromium: { met: () => Boolean(process.env.CHROMIUM) || has('chromium'), packages: ['chromium'] },
  firefox: { met: () => has('firefox-esr') || has('firefox'), packages: ['firefox-esr'] },
  webkit: {
    met: () => has('WebKitWebDriver') && has('Xvfb'),
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
  torch: {
    met: () => python('torch') && python('mpmath'),
    packages: ['python3-torch', 'python3-mpmath'],
  },
  mkdocs: { met: () => has('mkdocs') && python('markdown'), packages: ['mkdocs'] },
  // Debian's theme is a folder of files, not a Python module.
  material: {
    met: () => existsSync('/usr/share/mkdocs/themes/material/base.html'),
    packages: ['mkdocs-material'],
  },
  sphinx: {
    met: () => has('sphinx-build') && python('myst_parser'),
    packages: ['python3-sphinx', 'python3-myst-parser'],
  },
  hugo: { met: () => has('hugo'), packages: ['hugo'] },
  jekyll: { met: () => has('jekyll'), packages: ['jekyll'] },
};

/** Whether the system's Python has a module. */
const python = (module) => existsSync(`/usr/lib/python3/dist-packages/${module}`);

const header = (path) =>
  ['/usr/include', '/usr/local/include', '/opt/homebrew/include'].some((folder) =>
    existsSync(join(folder, path)),
  );

/** Whether clang is there with libFuzzer. */
function libFuzzer() {
  const { stdout } = spawnSync('clang++', ['--print-runtime-dir'], { encoding: 'utf8' });
  const folder = stdout?.trim();
  return (
    Boolean(folder && existsSync(folder)) &&
    readdirSync(folder).some((file) => file.startsWith('libclang_rt.fuzzer'))
  );
}

/** The needs of these names that are not met; `npm` is not one of the system's. */
export function missingNeeds(names, list = needs) {
  const unknown = names.find((name) => name !== 'npm' && !(name in list));
  if (unknown) throw new Error(`There is no requirement ${unknown}`);
  return names
    .filter((name) => name !== 'npm')
    .map((name) => list[name])
    .filter((need) => !need.met());
}

const packagesOf = (missing) => missing.flatMap(({ packages }) => packages);

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

function installSystemPackages(missing) {
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (!has('apt-get') || !(isRoot || sudo)) {
    const required = missing.filter(({ cmakeDownloads }) => !cmakeDownloads);
    if (required.length === 0) return;
    console.error(installMessage(packagesOf(required)));
    process.exit(1);
  }
  const packages = packagesOf(missing);
  console.log(`Installing system packages (a few minutes, only once): ${packages.join(' ')}`);
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

/** Installs what is missing of the named needs, and nothing else. */
export function setUp(names) {
  const missing = missingNeeds(names);
  if (missing.length > 0) installSystemPackages(missing);
  if (names.includes('npm')) installNodeModules();
}
