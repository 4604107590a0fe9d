// What a visitor waits for, in words.
import { about, slowNotice, waitWords } from '../../../web/panels/waiting.ts';
import type { Row } from '../../../web/run/history.ts';
import { cases } from '../support/cases.ts';

type Waited = Parameters<typeof waitWords>[0];

const at = (step: number, given: Partial<Waited>): Waited => ({
  wanted: null,
  metrics: { step } as Row,
  activity: 'training',
  stepSeconds: 0,
  ...given,
});

cases<{ name: string; given: Waited; expected: string }>(
  'what the run is doing',
  [
    {
      name: 'a run that is being made',
      given: at(0, { activity: 'loading', metrics: null }),
      expected: 'Preparing the run.',
    },
    {
      name: 'the cost of a whole data set',
      given: at(1200, { activity: 'evaluating', wanted: 1200 }),
      expected: 'Computing the training and test cost at step 1,200.',
    },
    {
      name: 'a step far ahead',
      given: at(1200, { wanted: 50_000 }),
      expected: 'Going to step 50,000. The run is at step 1,200.',
    },
    { name: 'the first of steps that take long', given: at(11, {}), expected: 'Training step 12.' },
    {
      name: 'a further one',
      given: at(11, { stepSeconds: 12.4, wanted: 12 }),
      expected: 'Training step 12. Each takes about 12 s.',
    },
  ],
  ({ given }) => waitWords(given),
);

cases<{ name: string; seconds: number; expected: string }>(
  'how long',
  [
    { name: 'seconds', seconds: 12.4, expected: 'about 12 s' },
    { name: 'at least one', seconds: 0.2, expected: 'about 1 s' },
    { name: 'minutes', seconds: 150, expected: 'about 3 min' },
  ],
  ({ seconds }) => about(seconds),
);

cases<{ name: string; seconds: number; expected: string }>(
  'a link whose run begins paused',
  [
    {
      name: 'seconds',
      seconds: 12.4,
      expected: 'A step of this run takes about 12 s on this machine. Select Play to train.',
    },
  ],
  ({ seconds }) => slowNotice(seconds),
);
