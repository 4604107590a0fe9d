import type { Export } from './export.ts';

/** Hands a file to the visitor. */
export async function download({ file, make }: Export): Promise<void> {
  const address = URL.createObjectURL(await make());
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = file;
  anchor.click();
  // The download has its own hold on the data once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
