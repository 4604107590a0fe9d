// The TypeScript modules of web/ as syntax trees, and what they import. Types count: a module that needs another's types
// cannot be read or moved without it. Vite brings the parser.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Files below a folder, as paths from `root`. */
export const filesBelow = (root, folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(folder, entry.parentPath.slice(join(root, folder).length), entry.name))
    .sort();

/** Calls `visit` for every node of a syntax tree; what it returns is no more than what `visit` collects. */
export function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (typeof node?.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) if (value && typeof value === 'object') walk(value, visit);
}

/** Whether an import or export brings types only. */
function typesOnly({ importKind, exportKind, specifiers = [] }) {
  if (importKind === 'type' || exportKind === 'type') return true;
  const kinds = specifiers.map((specifier) => specifier.importKind ?? specifier.exportKind);
  return kinds.length > 0 && kinds.every((kind) => kind === 'type');
}

/** What a syntax tree imports: the name in the code, and whether for its types only. */
function importsIn(program) {
  const found = [];
  walk(program, (node) => {
    const source = node.source?.value;
    if (typeof source !== 'string') return;
    if (['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(node.type))
      found.push({ name: source, types: typesOnly(node) });
    if (node.type === 'ImportExpression') found.push({ name: source, types: false });
    if (node.type === 'TSImportType') found.push({ name: source, types: true });
  });
  return found;
}

/** The modules below `folder`: path, syntax tree, lines, and the files they import. */
export async function readModules(root, folder, aliases) {
  const { parseSync } = await import('vite');
  const paths = filesBelow(root, folder).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  return paths.map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const { program, errors } = parseSync(path, text);
    if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
    const lineOf = (offset) => text.slice(0, offset).split('\n').length;
    const imports = importsIn(program)
      .map(({ name, types }) => ({
        to: name.startsWith('.') ? posix.join(dirname(path), name) : aliases[name],
        types,
      }))
      .filter(({ to }) => to);
    return { path, program, lineOf, imports };
  });
}
