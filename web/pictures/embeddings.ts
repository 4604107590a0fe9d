// Pictures of models that place examples on a map.
import { html } from 'lit';
import '../charts/embedding-map.ts';
import type { Places } from '../charts/embedding-map.ts';
import { short, whole } from '../charts/format.ts';
import { input, labelsOf } from '../run/examples.ts';
import type { Table } from '../ui/tables.ts';
import type { Picture, Subject } from './picture.ts';

/** The unseen examples where the model places them. */
export function places({ run, info, task, examples: { test }, choosable }: Subject): Picture {
  const labels = labelsOf(test);
  const margin = Number(run.experiment.loss.params.margin);
  let placed: ArrayLike<number> = [];
  let width = 2;
  return {
    exampleAt: (index) => ({ split: 'test', rows: hardest(placed, width, labels, index) }),
    title: `${labels.length} unseen ${task.noun}s${info.outputs === 2 ? '' : ', first two of their numbers'}`,
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
      const summary = `${labels.length} ${task.noun}s placed by the model; those of a kind should lie together.`;
      return {
        picture: html`<embedding-map .still=${!choosable} .data=${data} .summary=${summary}></embedding-map>`,
        table: centres(data),
      };
    },
  };
}

/** An anchor with the farthest place of its own kind and the nearest of another: the triplet that is hardest to satisfy. */
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

/** Where each class lies, and how far its examples are from its middle on average. */
function centres({ positions, labels, names }: Places): Table {
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
    title: 'Where the classes lie',
    columns: ['class', 'examples', 'middle x', 'middle y', 'mean distance from it'],
    rows,
  };
}
