// The model's predictions over the plane, with the examples, as SVG shapes.
import type { Run, TaskDescriptor } from '../../engine/api/types.ts';
import { input, labelsOf, sharesOf } from '../../run/examples.ts';

/** Cells per side, and levels of confidence that are distinguished. */
const cells = 34;
const levels = 8;

/** The panel, or null for a task without a plane. */
export function fieldPanel(
  run: Run,
  { drawing }: TaskDescriptor,
  { top, height: side }: { top: number; height: number },
): string | null {
  if (drawing !== 'field') return null;
  const sets = [run.data('train'), run.data('test')];
  const points = sets.flatMap((set, split) =>
    labelsOf(set).map((label, row) => ({
      x: input(set).data[2 * row] ?? 0,
      y: input(set).data[2 * row + 1] ?? 0,
      label,
      isTest: split === 1,
    })),
  );
  const reach = 1.08 * Math.max(...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const grid = Float32Array.from({ length: 2 * cells * cells }, (_, index) => {
    const cell = index >> 1;
    const place = index % 2 ? cells - 1 - Math.floor(cell / cells) : cell % cells;
    return reach * ((2 * (place + 0.5)) / cells - 1);
  });
  const output = run.predict({ shape: [cells * cells, 2], data: grid }, { probabilities: true });
  const { classes, shares } = sharesOf(output);
  const size = side / cells;
  const marks = points.map(({ x, y, label, isTest }) => {
    const [left, up] = [((x / reach + 1) / 2) * side, top + ((1 - y / reach) / 2) * side];
    const kindOf = `class-${label} mark${isTest ? ' hollow' : ''}`;
    return label === 0
      ? `<circle class="${kindOf}" cx="${left.toFixed(1)}" cy="${up.toFixed(1)}" r="3.4"/>`
      : `<path class="${kindOf}" d="M${(left - 3.4).toFixed(1)} ${(up - 3.4).toFixed(1)}h6.8v6.8h-6.8z"/>`;
  });
  return `<text class="ink title" x="0" y="18">Model <tspan font-weight="400">solid: training set, hollow: test set</tspan></text>
${cellRuns(shares, classes)
  .map(
    ({ row, from, to, label, level }) =>
      `<path class="class-${label} cell" opacity="${((0.4 * level) / levels).toFixed(2)}" d="M${(from * size).toFixed(1)} ${(top + row * size).toFixed(1)}h${((to - from) * size).toFixed(1)}v${(size + 0.1).toFixed(1)}h${((from - to) * size).toFixed(1)}z"/>`,
  )
  .join('')}${marks.join('')}`;
}

interface CellRun {
  row: number;
  from: number;
  to: number;
  label: number;
  level: number;
}

/** Adjacent equal cells of a row form one shape. */
function cellRuns(shares: ArrayLike<number>, classes: number): CellRun[] {
  const runs: CellRun[] = [];
  for (let cell = 0; cell < cells * cells; cell++) {
    let label = 0;
    for (let other = 1; other < classes; other++)
      if ((shares[cell * classes + other] ?? 0) > (shares[cell * classes + label] ?? 0)) label = other;
    const sure = ((shares[cell * classes + label] ?? 0) - 1 / classes) / (1 - 1 / classes);
    const level = Math.round(levels * Math.max(0, sure));
    const row = Math.floor(cell / cells);
    const column = cell % cells;
    const last = runs.at(-1);
    if (last?.row === row && last.label === label && last.level === level) last.to = column + 1;
    else runs.push({ row, from: column, to: column + 1, label, level });
  }
  return runs.filter(({ level }) => level > 0);
}
