// Where a curve has no finite value, in words.
import { brief } from '../charts/format.ts';

/** More gaps than these are not listed. */
const mostListed = 2;

/** "No value where the prediction is below 0."; empty if the curve has no gap. */
export function gapWords(x: ArrayLike<number>, values: ArrayLike<number>, xTitle: string): string {
  const isGap = (index: number) => !Number.isFinite(values[index]);
  const gaps: string[] = [];
  const last = x.length - 1;
  for (let begin = 0; begin <= last; begin++) {
    if (!isGap(begin)) continue;
    let end = begin;
    while (end < last && isGap(end + 1)) end++;
    const [before, after] = [brief(x[begin - 1] ?? 0), brief(x[end + 1] ?? 0)];
    if (begin === 0 && end === last) gaps.push(`between ${brief(x[0] ?? 0)} and ${brief(x[last] ?? 0)}`);
    else if (begin === 0) gaps.push(`below ${after}`);
    else if (end === last) gaps.push(`above ${before}`);
    else gaps.push(begin === end ? `${brief(x[begin] ?? 0)}` : `between ${before} and ${after}`);
    begin = end;
  }
  if (gaps.length === 0) return '';
  if (gaps.length > mostListed) return 'The curve has gaps where the loss has no finite value.';
  const [name = xTitle] = xTitle.split(',');
  return `No finite value where the ${name} is ${gaps.join(' or ')}.`;
}
