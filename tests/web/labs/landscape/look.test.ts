// The directions of a landscape's address.
import { readLook } from '../../../../web/labs/landscape/look.ts';
import { cases } from '../../support/cases.ts';

interface Case {
  name: string;
  address: string;
  expected: ReturnType<typeof readLook>;
}

const path = { directions: 'path', seed: 1 } as const;
const text = 'task=xor&v=1';

cases<Case>(
  'look',
  [
    { name: 'none', address: text, expected: { look: path, text, note: null } },
    {
      name: 'random directions',
      address: `look=random:7&${text}`,
      expected: { look: { directions: 'random', seed: 7 }, text, note: null },
    },
    {
      name: 'alone',
      address: 'look=random:7',
      expected: { look: { directions: 'random', seed: 7 }, text: '', note: null },
    },
    {
      name: 'a seed in a form that no link has is not split',
      address: `look=random:1e9&${text}`,
      expected: {
        look: path,
        text,
        note: 'This link is damaged. look=random:1e9 is left out: "random:1e9" is not a valid look. Enter random: and a seed of up to 15 digits.',
      },
    },
    {
      name: 'a seed that is too large',
      address: `look=random:${'9'.repeat(20)}&${text}`,
      expected: {
        look: path,
        text,
        note: 'This link is damaged. look=random:99999999999999999999 is left out: "random:99999999999999999999" is not a valid look. Enter random: and a seed of up to 15 digits.',
      },
    },
  ],
  ({ address }) => readLook(address),
);
