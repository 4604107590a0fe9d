// Both runs in numbers, as a table and as a file.
import { nothing } from 'lit';
import { percent, short, whole } from '../../charts/format.ts';
import { csv } from '../../exports/file-formats.ts';
import { disclosed } from '../../ui/tables.ts';
import type { Side } from './pair.ts';

export function sidesTable([a, b]: readonly Side[]) {
  if (!a || !b) return nothing;
  const stride = Math.max(1, Math.ceil(a.steps.length / 10));
  const chosen = a.steps
    .map((_, index) => index)
    .filter((index) => (a.steps.length - 1 - index) % stride === 0);
  return disclosed('Both runs as a table', {
    title: 'Both runs',
    columns: [
      'step',
      ...['accuracy', 'gradient norm'].flatMap((what) => [a, b].map(({ name }) => `${what}, ${name}`)),
    ],
    rows: chosen.map((index) => [
      whole(a.steps[index] ?? 0),
      percent(a.score[index] ?? Number.NaN),
      percent(b.score[index] ?? Number.NaN),
      short(a.gradNorm[index]),
      short(b.gradNorm[index]),
    ]),
  });
}

export function sidesCsv([a, b]: readonly Side[]): Blob {
  const second = b?.id.replace(/_loss$/, '') ?? '';
  const rows = (a?.steps ?? []).map((step, index) => [
    step,
    a?.score[index] ?? '',
    b?.score[index] ?? '',
    a?.gradNorm[index] ?? '',
    b?.gradNorm[index] ?? '',
  ]);
  return csv([
    [
      'step',
      'accuracy_cross_entropy',
      `accuracy_${second}`,
      'gradient_norm_cross_entropy',
      `gradient_norm_${second}`,
    ],
    ...rows,
  ]);
}
