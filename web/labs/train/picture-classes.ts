// Pictures of models that choose a class.
import { html } from 'lit';
import '../../charts/decision-field.ts';
import '../../charts/mix-up-table.ts';
import type { Field, Point } from '../../charts/decision-field.ts';
import { whole } from '../../charts/format.ts';
import type { MixUps } from '../../charts/mix-up-table.ts';
import { chosen, input, labelsOf, sharesOf, trainThenTest, unseen } from './examples.ts';
import type { Picture, Subject } from './picture.ts';
import { type Telling, tellingWords, vocabulary } from './words.ts';

/** Cells a side of the decision surface. */
const cells = 44;

/** A decision surface over the plane, with the examples on it. */
export function field({ run, task, examples: { train, test }, choosable }: Subject): Picture {
  const names = task.classes ?? [];
  const points: Point[] = [train, test].flatMap((set, unseen) => {
    const { data } = input(set);
    return labelsOf(set).map((label, row) => ({
      x: data[2 * row] ?? 0,
      y: data[2 * row + 1] ?? 0,
      label,
      unseen: unseen === 1,
    }));
  });
  const reach = 1.08 * Math.max(...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const grid = new Float32Array(2 * cells * cells);
  for (let cell = 0; cell < cells * cells; cell++) {
    grid[2 * cell] = reach * ((2 * ((cell % cells) + 0.5)) / cells - 1);
    grid[2 * cell + 1] = reach * (1 - (2 * (Math.floor(cell / cells) + 0.5)) / cells);
  }
  return {
    title: 'solid: to learn from · hollow: unseen',
    exampleAt: trainThenTest(labelsOf(train).length),
    async draw() {
      const [output, said] = await Promise.all([
        run.predict({ shape: [cells * cells, 2], data: grid }, { probabilities: true }),
        run.predict(input(test), { probabilities: true }),
      ]);
      const data: Field = { reach, cells, points, ...sharesOf(output) };
      const summary = `A plane coloured by the class that the model expects, with ${points.length} points of ${names.length} classes on it.`;
      const labels = labelsOf(test);
      const right = chosen(said).map((label, row) => label === labels[row]);
      const rows = names.flatMap((name, label) => {
        const own = right.filter((_, row) => labels[row] === label);
        return own.length > 0 ? [[name, whole(own.length), whole(own.filter(Boolean).length)]] : [];
      });
      const table = {
        title: 'Unseen points',
        columns: ['class', 'unseen points', 'put in the right class'],
        rows,
      };
      return {
        picture: html`<decision-field .still=${!choosable} .data=${data} .summary=${summary}></decision-field>`,
        table,
      };
    },
  };
}

/** Which class is taken for which; misread digits are shown as drawn. */
export function mixUps({ run, task, examples: { test }, choosable }: Subject): Picture {
  const labels = labelsOf(test);
  const names =
    task.classes ??
    Array.from(new Set(labels))
      .sort((a, b) => a - b)
      .map(String);
  const pictured = input(test).shape[1] === 64;
  const known = vocabulary(task);
  return {
    title: `${labels.length} unseen ${task.noun}s`,
    exampleAt: unseen,
    async draw() {
      const [output, words] = await Promise.all([run.predict(input(test), { probabilities: true }), known]);
      const said = chosen(output);
      const telling = words ? await tellingWords(run, words, names) : [];
      const counts = names.map(() => names.map(() => 0));
      const pictures: MixUps['pictures'] = names.map(() => names.map(() => null));
      const examples: MixUps['examples'] = names.map(() => names.map(() => null));
      labels.forEach((label, row) => {
        const given = said[row] ?? 0;
        const line = counts[label];
        if (line) line[given] = (line[given] ?? 0) + 1;
        const drawn = pictures[label];
        if (pictured && drawn && given !== label)
          drawn[given] ??= input(test).data.subarray(row * 64, row * 64 + 64);
        const first = examples[label];
        if (first && choosable) first[given] ??= row;
      });
      const data: MixUps = { names, counts, pictures, examples };
      return { picture: html`<mix-up-table .data=${data}></mix-up-table>${telling.map(wordList)}` };
    },
  };
}

const wordList = ({ name, words }: Telling) =>
  html`<p class="words"><b>Words that speak most for “${name}”</b> ${words.join(', ')}</p>`;
