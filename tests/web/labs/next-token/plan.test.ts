import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeExperiment, type Experiment } from 'loss-playground/engine';
import {
  experimentOf,
  isLesson,
  lessonOf,
  lessons,
  replays,
  suggestions,
  tokenModels,
  withModel,
} from '../../../../web/labs/next-token/plan.ts';
import { cases } from '../../support/cases.ts';
import { catalog } from '../../support/catalog.ts';

interface Case {
  name: string;
  experiment: Experiment;
  expected: string;
}

const told = (given: Experiment) => {
  const { task, model, optimizer, schedule, steps, batch_size, evaluate_every, fine_tuning } =
    completeExperiment(catalog, given);
  const tuned = fine_tuning ? ` after ${fine_tuning.initial}, replay ${fine_tuning.replay}` : '';
  return `${task.id}${tuned}: ${model.id}, ${optimizer.id} ${optimizer.params.lr}, ${schedule.id}, ${steps} steps of ${batch_size}, evaluated ${evaluate_every === null ? 'by default' : `every ${evaluate_every}`}`;
};

cases<Case>(
  'lesson',
  [
    {
      name: 'to spell names',
      experiment: experimentOf('names'),
      expected: 'names: next_token_mlp, adam 0.003, one_cycle_lr, 10000 steps of 64, evaluated by default',
    },
    {
      name: 'to write like Shakespeare',
      experiment: experimentOf('shakespeare'),
      expected:
        'shakespeare: next_token_mlp, adam 0.003, one_cycle_lr, 10000 steps of 64, evaluated by default',
    },
    {
      name: 'to write Shakespeare after names',
      experiment: experimentOf('fine_tuning'),
      expected:
        'shakespeare after names, replay 0: next_token_mlp, adamw 0.003, constant, 1000 steps of 64, evaluated every 50',
    },
    {
      name: 'the same, with names in each batch',
      experiment: experimentOf('fine_tuning', 0.3),
      expected:
        'shakespeare after names, replay 0.3: next_token_mlp, adamw 0.003, constant, 1000 steps of 64, evaluated every 50',
    },
    {
      name: 'by a table of letter pairs',
      experiment: withModel('names', 'bigram'),
      expected: 'names: bigram, adam 0.05, cosine_annealing_lr, 2000 steps of 512, evaluated by default',
    },
    {
      name: 'by a transformer',
      experiment: withModel('shakespeare', 'transformer'),
      expected:
        'shakespeare: transformer, adamw 0.003, warmup_cosine, 3000 steps of 64, evaluated by default',
    },
    {
      name: 'by a network',
      experiment: withModel('names', 'next_token_mlp'),
      expected: 'names: next_token_mlp, adam 0.003, one_cycle_lr, 10000 steps of 64, evaluated by default',
    },
    {
      name: 'of the visitor’s own text',
      experiment: withModel('custom_text', 'bigram', { id: 'custom_text', params: { text: 'ab\ncd' } }),
      expected:
        'custom_text: bigram, adam 0.05, cosine_annealing_lr, 2000 steps of 512, evaluated by default',
    },
  ],
  ({ experiment }) => told(experiment),
);

test('lesson: read from its experiment again', () => {
  for (const lesson of Object.keys(lessons).filter(isLesson))
    assert.equal(lessonOf(completeExperiment(catalog, experimentOf(lesson))), lesson);
  assert.equal(lessonOf(completeExperiment(catalog, { version: 1, task: { id: 'digits' } })), 'names');
  assert.equal(isLesson('toString'), false);
});

test('lesson: every share of names is allowed', () => {
  for (const replay of replays) assert.ok(told(experimentOf('fine_tuning', replay)));
});

test('lesson: each goal is a task’s, but for fine-tuning', () => {
  for (const [id, words] of Object.entries(lessons)) {
    const task = catalog.tasks.find((entry) => entry.id === id);
    assert.equal(words, task?.goal ?? 'to write Shakespeare after names');
  }
});

test('models of tokens are told in words', () => {
  assert.deepEqual(tokenModels(catalog), [
    { value: 'next_token_mlp', words: 'a next-token network' },
    { value: 'transformer', words: 'a small transformer' },
    { value: 'bigram', words: 'a table of letter pairs' },
  ]);
});

cases<Case>(
  'suggestion of the next-token lab',
  [
    {
      name: 'A table of letter pairs',
      expected: 'names: bigram, adam 0.05, cosine_annealing_lr, 2000 steps of 512, evaluated by default',
    },
    {
      name: 'A network that sees 8 letters',
      expected: 'names: next_token_mlp, adam 0.003, one_cycle_lr, 10000 steps of 64, evaluated by default',
    },
    {
      name: 'Fine-tune it on Shakespeare',
      expected:
        'shakespeare after names, replay 0: next_token_mlp, adamw 0.003, constant, 1000 steps of 64, evaluated every 50',
    },
    {
      name: 'Fine-tune with names as 30% of each batch',
      expected:
        'shakespeare after names, replay 0.3: next_token_mlp, adamw 0.003, constant, 1000 steps of 64, evaluated every 50',
    },
  ].map((row, index) => ({ ...row, experiment: suggestions[index]?.experiment as Experiment })),
  ({ name, experiment }) => {
    assert.ok(suggestions.some(({ words }) => words === name));
    return told(experiment);
  },
);
