// The areas that can be mutated, and which entries of a catalog a file is part of.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const source = (path) => readFileSync(join(root, 'cpp', path), 'utf8');

const lossLists = { 'losses/list.hpp': 'CompactLosses', 'losses/fast_list.hpp': 'FastLosses' };

/**
 * Of each area: the catalog whose entries judge it, and the files with its lists (the first takes the judged entries, the
 * others are left empty).
 */
export const areas = {
  losses: { catalog: 'losses', lists: lossLists },
  distances: { catalog: 'losses', lists: lossLists },
  optimizers: { catalog: 'optimizers', lists: { 'optimizers/list.hpp': 'Optimizers' } },
  schedules: { catalog: 'schedules', lists: { 'schedules/list.hpp': 'Schedules' } },
  miners: { catalog: 'miners', lists: { 'miners/list.hpp': 'Miners' } },
};

/** The files of an area that hold code of its entries, as paths from cpp/. */
export const filesOf = (area) =>
  readdirSync(join(root, 'cpp', area))
    .filter(
      (name) =>
        !/^(loss|loss_of|optimizer_of|random|list|fast_list|common_list|stepper|state)\.hpp$|^(fast|list|stepper)\.cpp$/.test(
          name,
        ),
    )
    .map((name) => `${area}/${name}`);

/** All files of the areas that a file includes, itself among them. */
function reachedFrom(path, found = new Set()) {
  found.add(path);
  for (const [, next] of source(path).matchAll(
    /#include "((?:losses|distances|optimizers|schedules|miners)\/[^"]+)"/g,
  ))
    if (!found.has(next)) reachedFrom(next, found);
  return found;
}

const declaration = /struct (\w+)[^;{]*\{\n\s+static constexpr \w*Descriptor descriptor\{\s*\{?\s*"(\w+)"/;

/** The entries of a catalog, each with its type and all that it is made of. */
const entriesOf = (catalog) =>
  readdirSync(join(root, 'cpp', catalog)).flatMap((name) => {
    const [, type, id] = declaration.exec(source(`${catalog}/${name}`)) ?? [];
    return type ? [{ type, id, files: reachedFrom(`${catalog}/${name}`) }] : [];
  });

/** The entries that judge a file: those that it is part of, with those inside them, or all. */
export function judgesOf(area, path) {
  const all = entriesOf(areas[area].catalog);
  const judges = all.filter(({ files }) => files.has(path));
  // An optimizer makes another inside itself by its id, so the catalog must have that too.
  const wrapping = judges
    .flatMap(({ files }) => [...files].map(source))
    .filter((text) => text.includes('inner_spec'));
  const inside = all.filter(({ id }) => wrapping.some((text) => text.includes(`"${id}"`)));
  return judges.length === 0 ? all : [...new Set([...judges, ...inside])];
}

/** The files of an area's lists with the judging entries alone. */
export const listsOf = (area, judges) =>
  Object.fromEntries(
    Object.entries(areas[area].lists).map(([path, list], index) => [
      path,
      source(path).replace(
        new RegExp(`using ${list} =[^;]*;`),
        `using ${list} = TypeList<${index === 0 ? judges.map(({ type }) => type).join(', ') : ''}>;`,
      ),
    ]),
  );
