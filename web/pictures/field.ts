// The decision regions of a classifier in the plane.
import { html } from 'lit';
import '../charts/decision-field.ts';
import type { Field, Point } from '../charts/decision-field.ts';
import { whole } from '../charts/format.ts';
import { shortName } from '../run/described.ts';
import { chosen, input, labelsOf, sharesOf, trainThenTest } from '../run/examples.ts';
import type { Picture, Subject } from './picture.ts';

/** Cells per side of the decision surface. */
const cells = 44;

/** A decision surface over the plane, with the examples on it. */
export function field({ run, task, examples: { train, test }, choosable }: Subject): Picture {
  const names = task.classes ?? [];
  const [across, up] = task.columns ?? [];
  const points: Point[] = [train, test].flatMap((set, split) => {
    const { data } = input(set);
    return labelsOf(set).map((label, row) => ({
      x: data[2 * row] ?? 0,
      y: data[2 * row + 1] ?? 0,
      label,
      isTest: split === 1,
    }));
  });
  const reach = 1.08 * Math.max(...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const grid = new Float32Array(2 * cells * cells);
  for (let cell = 0; cell < cells * cells; cell++) {
    grid[2 * cell] = reach * ((2 * ((cell % cells) + 0.5)) / cells - 1);
    grid[2 * cell + 1] = reach * (1 - (2 * (Math.floor(cell / cells) + 0.5)) / cells);
  }
  return {
    title: 'solid: training set, hollow: test set',
    exampleAt: trainThenTest(labelsOf(train).length),
    async draw() {
      const [output, said] = await Promise.all([
        run.predict({ shape: [cells * cells, 2], data: grid }, { probabilities: true }),
        run.predict(input(test), { probabilities: true }),
      ]);
      const data: Field = { reach, cells, points, ...sharesOf(output) };
      const summary = `A plane${across && up ? ` of ${shortName(across)} and ${shortName(up)}` : ''} colored by the predicted class, with ${points.length} points of ${names.length} classes on it.`;
      const labels = labelsOf(test);
      const right = chosen(said).map((label, row) => label === labels[row]);
      const rows = names.flatMap((name, label) => {
        const own = right.filter((_, row) => labels[row] === label);
        return own.length > 0 ? [[name, whole(own.length), whole(own.filter(Boolean).length)]] : [];
      });
      const table = {
        title: 'Test points',
        columns: ['class', 'test points', 'classified correctly'],
        rows,
      };
      return {
        picture: html`<decision-field .still=${!choosable} .data=${data} .summary=${summary}></decision-field>`,
        table,
      };
    },
  };
}
