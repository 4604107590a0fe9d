// What is said of a run that was repeated.
import type { MadeRun } from './progress.ts';

/** Both numbers to the bit: two that differ are printed differently. */
export function repeatedWords({ step, testCost }: MadeRun, cost: number | null): string {
  if (cost === null)
    return `Different: this run diverged before step ${step.toLocaleString('en-US')}, so it cannot have the test cost ${testCost}.`;
  if (Object.is(cost, testCost)) return 'Repeated: the same result to the last digit.';
  return `Different: the test cost at step ${step.toLocaleString('en-US')} is ${cost}, not ${testCost}. The number in the link was changed, or another version of the playground made it.`;
}
