// What every entry of the catalog must have, or the build fails. Only Node's own modules.

/** The catalogs whose numbers are held against references, and so have a fixture an entry. */
const proved = ['losses', 'optimizers', 'schedules'];

/** What entries lack: a description, a parameter's documentation, a fixture. `hasFixture` is asked by kind and id. */
export function gapsOf(catalog, hasFixture) {
  const gaps = [];
  for (const [kind, entries] of Object.entries(catalog))
    for (const { id, title, summary, formula, params } of entries) {
      if (!title || !summary || !formula) gaps.push(`${kind}: ${id} has no title, summary or formula`);
      for (const param of params) if (!param.doc) gaps.push(`${kind}: ${id}.${param.id} is not documented`);
      if (proved.includes(kind) && !hasFixture(kind, id))
        gaps.push(`${kind}: ${id} has no fixture tests/reference/${kind}/${id}.json`);
    }
  return gaps;
}
