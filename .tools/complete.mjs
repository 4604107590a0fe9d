// What every entry of the catalog must have, or the build fails. Only Node's own modules.

/** The catalogs whose numbers are checked against references, so that each entry has a fixture. */
const proved = ['losses', 'optimizers', 'schedules'];

/** The catalogs that say what each entry is in PyTorch. */
const translated = [...proved, 'miners', 'distances'];

/** Placeholders of a call that are no parameters. */
const runWords = ['parameters', 'steps', 'lr'];

/** What is wrong with an entry's words for PyTorch. */
function pytorchGaps({ pytorch, params }) {
  if (!pytorch)
    return [
      'has neither a PyTorch equivalent (pytorch.call) nor a reason why there is none (pytorch.missing)',
    ];
  const { call, step = '', without = '' } = pytorch;
  if (!call) return [];
  const named = [...`${call}${step}`.matchAll(/\{(\w+)/g)].map(([, name]) => name);
  const known = new Set([...params.map(({ id }) => id), ...runWords]);
  const left = new Set([...named, ...without.split(' ')]);
  return [
    ...named
      .filter((name) => !known.has(name))
      .map((name) => `uses {${name}} in pytorch, which is not a parameter`),
    ...params
      .filter(({ id }) => !left.has(id))
      .map(
        ({ id }) => `does not say how ${id} is used in PyTorch: add it to pytorch.call or to pytorch.without`,
      ),
  ];
}

/**
 * What entries lack: a description, the documentation of a parameter, a PyTorch equivalent or a reason, a fixture; and the
 * commands that generate the fixtures. `hasFixture` is asked by kind and id.
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
    : [...gaps, 'Generate the fixtures with:', ...commands.map((line) => `  ${line}`)];
}
