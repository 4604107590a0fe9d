// Which class a model takes for which.
import { html } from 'lit';
import '../charts/mix-up-table.ts';
import type { MixUps } from '../charts/mix-up-table.ts';
import { chosen, input, labelsOf, unseen } from '../run/examples.ts';
import type { Picture, Subject } from './picture.ts';
import { type Telling, tellingWords, vocabulary } from './telling-words.ts';

/** Which class is taken for which; misread images are shown. */
export function mixUps({ run, task, examples: { test }, choosable }: Subject): Picture {
  const labels = labelsOf(test);
  const { classes: names = [], picture = null } = task;
  const pixels = picture ? picture.width * picture.height : 0;
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
  html`<p class="words"><b>Words that speak most for “${name}”</b> ${words.join(', ')}</p>`;
