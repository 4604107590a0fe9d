// What every entry of the catalog must have, or the build fails. Only Node's own modules.

/** The catalogs whose numbers are held against references, and so have a fixture an entry. */
const proved = ['losses', 'optimizers', 'schedules'];

/** The catalogs that say what each entry is in PyTorch. */
const translated = [...proved, 'miners', 'distances'];

/** Placeholders of a call that are no parameters. */
const runWords = ['parameters', 'steps', 'lr'];

/** What is wrong with an entry's words for PyTorch. */
function pytorchGaps({ pytorch, params }) {
  if (!pytorch)
    return [
      'says neither what it is in PyTorch (pytorch.call) nor why it is nothing there (pytorch.missing)',
    ];
  const { call, step = '', without = '' } = pytorch;
  if (!call) return [];
  const named = [...`${call}${step}`.matchAll(/\{(\w+)/g)].map(([, name]) => name);
  const known = new Set([...params.map(({ id }) => id), ...runWords]);
  const left = new Set([...named, ...without.split(' ')]);
  return [
    ...named
      .filter((name) => !known.has(name))
      .map((name) => `names {${name}} in pytorch, which is no parameter`),
    ...params
      .filter(({ id }) => !left.has(id))
      .map(({ id }) => `does not say where ${id} goes in PyTorch: in pytorch.call, or in pytorch.without`),
  ];
}

/**
 * What entries lack: a description, a parameter's documentation, PyTorch's words or a reason, a fixture; and the commands that
 * make the fixtures. `hasFixture` is asked by kind and id.
 */
export function gapsOf(catalog, hasFixture) {
  const gaps = [];
  const commands = [];
  for (const [kind, entries] of Object.entries(catalog)) {
    for (const entry of entries) {
      const { id, title, summary, formula, params } = entry;
      if (!title || !summary || !formula) gaps.push(`${kind}: ${id} has no title, summary or formula`);
      for (const param of params) if (!param.doc) gaps.push(`${kind}: ${id}.${param.id} is not documented`);
      if (translated.includes(kind)) gaps.push(...pytorchGaps(entry).map((gap) => `${kind}: ${id} ${gap}`));
    }
    const bare = proved.includes(kind) ? entries.filter(({ id }) => !hasFixture(kind, id)) : [];
    for (const { id } of bare) gaps.push(`${kind}: ${id} has no fixture tests/reference/${kind}/${id}.json`);
    if (bare.length > 0) commands.push(`npm run fixtures -- ${kind} ${bare.map(({ id }) => id).join(' ')}`);
  }
  return commands.length === 0
    ? gaps
    : [...gaps, 'Fixtures are made by:', ...commands.map((line) => `  ${line}`)];
}
