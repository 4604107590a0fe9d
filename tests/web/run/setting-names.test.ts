// Settings by the names that people use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Descriptor } from 'loss-playground/engine';
import { settingName, settingsOf, valueWords } from '../../../web/run/setting-names.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment } from '../support/catalog.ts';

cases<{ name: string; expected: string }>(
  'the setting at',
  [
    { name: 'optimizer.params.lr', expected: 'learning rate' },
    { name: 'schedule.params.max_lr', expected: 'maximum learning rate' },
    { name: 'optimizer.id', expected: 'optimizer' },
    { name: 'optimizer', expected: 'optimizer' },
    { name: 'model.params.hidden[1]', expected: 'hidden units' },
    { name: 'loss.params.label_smoothing', expected: 'label smoothing' },
    { name: 'task.params.test_fraction', expected: 'test fraction' },
    { name: 'optimizer.params.weight_decay', expected: 'weight decay' },
    { name: 'optimizer.params.beta1', expected: 'beta 1' },
    { name: 'batch_size', expected: 'batch size' },
    { name: 'regularization.l2', expected: 'L2 penalty' },
    { name: 'gradient_clip', expected: 'gradient clipping' },
    { name: 'constructor', expected: 'constructor' },
    { name: 'optimizer.params.toString', expected: 'toString' },
    { name: 'fine_tuning.initial', expected: 'pretrained model' },
  ],
  ({ name }) => settingName(name),
);

test('values are written as people write them', () => {
  assert.deepEqual([5000, -0.5, 1e-8, true, false, null, [32, 16], [], 'relu'].map(valueWords), [
    '5,000',
    '−0.5',
    '1e−8',
    'yes',
    'no',
    'none',
    '32, 16',
    'none',
    'relu',
  ]);
});

test('no setting of any entry is shown by an id with an underscore', () => {
  const ids = Object.values(catalog).flatMap((list: Descriptor[]) =>
    list.flatMap(({ params }) => params.map(({ id }) => id)),
  );
  for (const id of ids) assert.doesNotMatch(settingName(`loss.params.${id}`), /_|\blr\b|\beps\b/);
  for (const { name } of settingsOf(catalog, experiment('digits'))) assert.doesNotMatch(name, /_/);
});
