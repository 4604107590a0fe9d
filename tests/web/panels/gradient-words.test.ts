import { gradientWords } from '../../../web/panels/gradient-words.ts';
import { cases } from '../support/cases.ts';

cases(
  'gradient check',
  [
    {
      name: 'agreement',
      maxRelativeError: 1.2e-7,
      checked: 100,
      skipped: 0,
      expected:
        'Checked 100 gradient entries against finite differences: they agree to a relative error of 1e−7.',
    },
    {
      name: 'kinks',
      maxRelativeError: 3e-9,
      checked: 1999,
      skipped: 1,
      expected:
        'Checked 1,999 gradient entries against finite differences: they agree to a relative error of 3e−9. 1 skipped at kinks, where the objective has no gradient.',
    },
    {
      name: 'equal',
      maxRelativeError: 0,
      checked: 12,
      skipped: 0,
      expected: 'Checked 12 gradient entries against finite differences: they agree to the last digit.',
    },
    {
      name: 'a wrong gradient',
      maxRelativeError: 0.29,
      checked: 12,
      skipped: 0,
      expected:
        'Checked 12 gradient entries against finite differences: they disagree by a relative error of up to 3e−1.',
    },
    {
      name: 'nothing but kinks',
      maxRelativeError: 0,
      checked: 0,
      skipped: 4,
      expected:
        'No gradient entry could be checked. 4 skipped at kinks, where the objective has no gradient.',
    },
  ],
  gradientWords,
);
