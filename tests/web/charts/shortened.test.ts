import { shortened } from '../../../web/charts/shortened.ts';
import { cases } from '../support/cases.ts';

cases<{ name: string; text: string; expected: string }>(
  'shortened',
  [
    { name: 'a short text is whole', text: 'Ten books.', expected: 'Ten books.' },
    {
      name: 'a text of exactly the length is whole',
      text: `${'abcd '.repeat(7)}abcde`,
      expected: `${'abcd '.repeat(7)}abcde`,
    },
    {
      name: 'a sentence ends with a word',
      text: 'The library is open from 9 to 18 on weekdays.',
      expected: 'The library is open from 9 to 18 on…',
    },
    {
      name: 'and without a mark',
      text: 'We are open Monday to Friday from nine, and on Saturday.',
      expected: 'We are open Monday to Friday from nine…',
    },
    { name: 'a script without spaces', text: '圖'.repeat(50), expected: `${'圖'.repeat(40)}…` },
    { name: 'characters are not halved', text: '🐱'.repeat(50), expected: `${'🐱'.repeat(40)}…` },
  ],
  ({ text }) => shortened(text),
);
