// The confusion matrix of a classifier.
import { html } from 'lit';
import '../charts/mix-up-table.ts';
import type { MixUps } from '../charts/mix-up-table.ts';
import { chosen, input, labelsOf, testExample } from '../run/examples.ts';
import { loadedOrMissing } from '../run/loading.ts';
import type { Picture, Subject } from './picture.ts';
import { type Telling, tellingWords, vocabulary } from './telling-words.ts';

/** Predicted classes against true ones; wrongly classified images are shown. */
export async function mixUps({ run, task, examples: { test }, choosable }: Subject): Promise<Picture> {
  const labels = labelsOf(test);
  const { classes: names = [], picture = null } = task;
  const pixels = picture ? picture.width * picture.height : 0;
  let words: string[] | null = null;
  const known = vocabulary(task).then((list) => {
    words = list;
  });
  // The table does not wait for words that cannot be loaded.
  await loadedOrMissing(known);
  return {
    title: 'row: true, column: predicted',
    exampleAt: testExample,
    async draw() {
      const [output, telling] = await Promise.all([
        run.predict(input(test), { probabilities: true }),
        words ? tellingWords(run, words, names) : [],
      ]);
      const said = chosen(output);
      const counts = names.map(() => names.map(() => 0));
      const pictures: MixUps['pictures'] = names.map(() => names.map(() => null));
      const examples: MixUps['examples'] = names.map(() => names.map(() => null));
      labels.forEach((label, row) => {
        const given = said[row] ?? 0;
        const line = counts[label];
        if (line) line[given] = (line[given] ?? 0) + 1;
        const drawn = pictures[label];
        if (picture && drawn && given !== label)
          drawn[given] ??= input(test).data.subarray(row * pixels, (row + 1) * pixels);
        const first = examples[label];
        if (first && choosable) first[given] ??= row;
      });
      const data: MixUps = { names, counts, picture, pictures, examples };
      return { picture: html`<mix-up-table .data=${data}></mix-up-table>${telling.map(wordList)}` };
    },
  };
}

const wordList = ({ name, words }: Telling) =>
  html`<p class="words"><b>Words that weigh most for “${name}”</b> ${words.join(', ')}</p>`;
