import type { Export } from './export.ts';

/** Hands a file to the visitor. */
export async function download({ file, make }: Export): Promise<void> {
  const address = URL.createObjectURL(await make());
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = file;
  anchor.click();
  // After the click the download has its own reference to the data.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
