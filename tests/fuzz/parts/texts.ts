import { DataError } from '../../../web/own-data/data-error.ts';
import { readText, textExperiment } from '../../../web/own-data/text.ts';
import { createEngine } from '../../engine/support.ts';
import { assertFinite, mayRefuse } from '../draw/support.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

const signs = [
  ...'abcdefghij .,!?\n',
  'é',
  'ß',
  '中',
  '😀',
  '\u0301',
  '\ud800',
  '\0',
  '\t',
  '\f',
  '\r',
  '\u0085',
  '。',
  '□',
  '\u2028',
];

/** Lines of so many characters that some of them have no token of their own. */
const manyCharacters = (random: Random): string =>
  random
    .list(random.integer(2, 6), () =>
      random
        .list(random.integer(1, 900), () => String.fromCodePoint(0x25a0 + random.integer(0, 1500)))
        .join(''),
    )
    .join('\n');

function anyText(random: Random): string {
  if (random.chance(0.02)) return manyCharacters(random);
  const line = random.list(random.integer(0, 30), () => random.pick(signs)).join('');
  const lines = random.list(random.integer(0, 30), () =>
    random.chance(0.6) ? line : random.list(random.integer(0, 30), () => random.pick(signs)).join(''),
  );
  return lines.join(random.pick(['\n', '\n\n', '. ', '\r\n']));
}

export default {
  title: 'texts of any characters are refused or trained on',
  async start() {
    const engine = await createEngine();
    return async (random) => {
      const text = random.note('text', anyText(random));
      const vocabulary = random.pick(['own', 'letters'] as const);
      const read = await mayRefuse(() => readText(text, vocabulary), DataError);
      if (!read) return;
      const create = () => engine.createRun(textExperiment(read, vocabulary));
      // The page and the engine agree on a text's own characters; of letters the engine knows how many are one gap.
      const run = vocabulary === 'own' ? await create() : await mayRefuse(create);
      if (!run) return;
      try {
        const { trainRows: train, testRows: test } = run.info;
        const all = train + test;
        if (!(20 * train >= all && 20 * test >= all && test <= 0.55 * all))
          throw new Error(`${train} examples train, ${test} test`);
        if (run.info.vocabulary > 512) throw new Error(`${run.info.vocabulary} tokens`);
        if (vocabulary === 'own' && run.info.vocabulary !== Math.min(512, read.different))
          throw new Error(`${run.info.vocabulary} tokens, and ${read.different} different characters`);
        const { cost, testCost } = run.advance(1, { evaluate: true });
        assertFinite('cost', [cost, testCost] as number[]);
      } finally {
        run.dispose();
      }
    };
  },
} satisfies FuzzPart;
