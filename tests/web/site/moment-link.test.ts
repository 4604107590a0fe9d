// What a copied link leaves out.
import { omission } from '../../../web/site/moment-link.ts';
import { cases } from '../support/cases.ts';

cases<{ name: string; withData: string | null; expected: string }>(
  'a link',
  [
    { name: 'to what the page has leaves nothing out', withData: null, expected: '' },
    {
      name: 'to own data leaves it out',
      withData: '#task=custom&v=1',
      expected: 'The link does not contain your data. Other people need the link with the data.',
    },
    {
      name: 'to own data that is too large offers a file',
      withData: '',
      expected:
        'The link does not contain your data, which is too large for a link. To share it, save “Experiment” as a file.',
    },
  ],
  ({ withData }) => omission({ hash: '#', withData }),
);
