// Adds an entry to a list of types in C++: one #include and one name.

/** Where the last TypeList<…> of `using NAME = …;` holds its types: [start, end] in the text. */
function placeOfTypes(text, list) {
  const start = text.indexOf(`using ${list} =`);
  const end = text.indexOf(';', start);
  const open = text.lastIndexOf('TypeList<', end);
  if (start < 0 || open < start) throw new Error(`There is no list of types ${list}`);
  return [open + 'TypeList<'.length, text.indexOf('>', open)];
}

/** The types that a list names, without those of lists that it is put together from. */
export const typesOf = (text, list) =>
  text
    .slice(...placeOfTypes(text, list))
    .split(',')
    .map((type) => type.trim());

/** The text of a list file with one more type, last or before `before`, and its header among the others by name. */
export function withType(text, { list, type, header, before }) {
  const types = typesOf(text, list);
  const at = before === undefined ? types.length : types.indexOf(before);
  const [start, end] = placeOfTypes(text, list);
  const longer = text.slice(0, start) + types.toSpliced(at, 0, type).join(', ') + text.slice(end);
  const lines = longer.split('\n');
  const folder = header.slice(0, header.indexOf('/'));
  const include = (line) => line.startsWith(`#include "${folder}/`);
  const line = `#include "${header}"`;
  const next = lines.findIndex((other) => include(other) && other > line);
  const place = next >= 0 ? next : lines.findLastIndex(include) + 1;
  return lines.toSpliced(place, 0, line).join('\n');
}
