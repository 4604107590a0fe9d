// The same where a script stands alone: the whole engine, which reads formulas, is not in it. The run that is asked for
// says so, as with every loss that the starter lacks.
import type { Writer } from './write.ts';

export type { Writer, Written } from './write.ts';

export async function write(writer: Writer, id: string): Promise<void> {
  const { experiment } = writer.session ?? {};
  if (experiment) await writer.change({ ...experiment, loss: { id } });
}
