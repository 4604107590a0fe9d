// Pictures of models that embed examples in a plane.
import { html } from 'lit';
import '../charts/embedding-map.ts';
import type { Places } from '../charts/embedding-map.ts';
import { plural, short, whole } from '../charts/format.ts';
import { input, labelsOf } from '../run/examples.ts';
import type { Table } from '../ui/tables.ts';
import type { Picture, Subject } from './picture.ts';

/** The embeddings of the test examples. */
export function places({ run, info, task, examples: { test }, choosable }: Subject): Picture {
  const labels = labelsOf(test);
  const margin = Number(run.experiment.loss.params.margin);
  let placed: ArrayLike<number> = [];
  let width = 2;
  return {
    exampleAt: (index) => ({ split: 'test', rows: hardest(placed, width, labels, index) }),
    title: `${labels.length} test ${plural(task.noun)}${info.outputs === 2 ? '' : ', first two dimensions'}`,
    async draw() {
      const { shape, data: outputs } = await run.predict(input(test));
      width = shape[1] ?? 2;
      placed = outputs;
      const positions = Float64Array.from({ length: 2 * labels.length }, (_, index) =>
        index % 2 < width ? (outputs[(index >> 1) * width + (index % 2)] ?? 0) : 0,
      );
      const data: Places = {
        positions,
        labels,
        names: task.classes ?? [],
        margin: info.outputs === 2 ? margin : null,
      };
      const summary = `${labels.length} embeddings of test ${plural(task.noun)}; those of one class should be close together.`;
      return {
        picture: html`<embedding-map .still=${!choosable} .data=${data} .summary=${summary}></embedding-map>`,
        table: centers(data),
      };
    },
  };
}

/** An anchor with the farthest example of its class and the nearest of another: the triplet that is hardest to satisfy. */
function hardest(places: ArrayLike<number>, width: number, labels: number[], anchor: number): number[] {
  let [positive, negative, farthest, nearest] = [anchor, anchor, -1, Infinity];
  labels.forEach((label, row) => {
    let square = 0;
    for (let index = 0; index < width; index++)
      square += ((places[row * width + index] ?? 0) - (places[anchor * width + index] ?? 0)) ** 2;
    if (label === labels[anchor] && square > farthest) [positive, farthest] = [row, square];
    if (label !== labels[anchor] && square < nearest) [negative, nearest] = [row, square];
  });
  return [anchor, positive, negative];
}

/** The mean of each class, and the average distance of its examples from it. */
function centers({ positions, labels, names }: Places): Table {
  const rows = names.map((name, label) => {
    const own = Array.from(labels).flatMap((other, row) => (other === label ? [row] : []));
    const mean = (value: (row: number) => number) =>
      own.reduce((sum, row) => sum + value(row), 0) / own.length;
    const x = mean((row) => positions[2 * row] ?? 0);
    const y = mean((row) => positions[2 * row + 1] ?? 0);
    const spread = mean((row) =>
      Math.hypot((positions[2 * row] ?? 0) - x, (positions[2 * row + 1] ?? 0) - y),
    );
    return [name, whole(own.length), short(x), short(y), short(spread)];
  });
  return {
    title: 'Embeddings by class',
    columns: ['class', 'examples', 'mean x', 'mean y', 'average distance from the mean'],
    rows,
  };
}
