import type { Answers, Asked } from './messages.ts';
import type { Run, TableWork } from './work.ts';

/** Does what was asked. */
export function answer(work: TableWork, run: Run, asked: Asked): Promise<Answers[keyof Answers]> {
  if (asked.ask === 'open') return work.open(run, asked.source, asked.reading);
  if (asked.ask === 'read') return work.read(run, asked.reading);
  if (asked.ask === 'check') return Promise.resolve(work.check(asked.choices));
  return work.make(run, asked.choices);
}
