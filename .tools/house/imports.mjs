// Whether imports point the way they should, and whether any run in a circle.

/** The folder of the layout that a file belongs to: the longest name that fits. */
const placeOf = (path, layout) =>
  Object.keys(layout)
    .filter((folder) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

const within = (path, folders = []) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** Imports that the layout refuses, as sentences. */
export function refusedImports(modules, layout) {
  const refused = [];
  for (const { path, imports } of modules) {
    const place = placeOf(path, layout);
    if (!place) refused.push(`${path} is not in a folder of the layout`);
    for (const { to, types } of place ? imports : []) {
      const { from, types: typesFrom } = layout[place];
      const own = placeOf(to, layout) === place || to.startsWith(`${place}/`);
      if (own || !to.startsWith('web/') || within(to, from) || (types && within(to, typesFrom))) continue;
      refused.push(`${path} imports ${to}: ${place} may not import ${placeOf(to, layout) ?? 'it'}`);
    }
  }
  return refused;
}

/** Groups of modules that import each other, directly or through others (Tarjan's algorithm). */
export function circles(modules) {
  const imports = new Map(modules.map(({ path, imports }) => [path, imports.map(({ to }) => to)]));
  const order = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = (path) => {
    order.set(path, order.size);
    lowest.set(path, order.get(path));
    stack.push(path);
    for (const to of imports.get(path)) {
      if (!imports.has(to)) continue;
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) lowest.set(path, Math.min(lowest.get(path), lowest.get(to)));
    }
    if (lowest.get(path) !== order.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) found.push(group.sort());
  };
  for (const path of imports.keys()) if (!order.has(path)) visit(path);
  return found;
}

/** How often files of one folder import files of another: [folder, folder, times], most first. */
export function crossings(modules, layout) {
  const times = new Map();
  for (const { path, imports } of modules)
    for (const { to } of imports) {
      const [from, target] = [placeOf(path, layout), placeOf(to, layout)];
      if (!from || !target || from === target) continue;
      const key = `${from} -> ${target}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  return [...times].sort((a, b) => b[1] - a[1]);
}
