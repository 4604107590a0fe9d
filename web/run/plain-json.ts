// An experiment as JSON: the numbers of a table are typed arrays while it runs, and lists in a file.

const plain = (_name: string, value: unknown) =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

/** JSON on several lines; on one where a list of it is long, such as the numbers of a table. */
export function plainJson(value: unknown): string {
  let isLong = false;
  const text = JSON.stringify(value, (name, part) => {
    const list: unknown = plain(name, part);
    isLong ||= Array.isArray(list) && list.length > 100;
    return list;
  });
  return isLong ? text : JSON.stringify(value, plain, 2);
}
