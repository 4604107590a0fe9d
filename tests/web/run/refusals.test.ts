// A refused value in words.
import { completeExperiment, ExperimentError } from 'loss-playground/engine';
import { refusal, refused } from '../../../web/run/refusals.ts';
import { cases } from '../support/cases.ts';
import { catalog, experiment } from '../support/catalog.ts';

/** The error with which the engine refuses an experiment. */
function errorOf(given: object): ExperimentError {
  try {
    completeExperiment(catalog, { version: 1, task: { id: 'digits' }, ...given });
  } catch (error) {
    if (error instanceof ExperimentError) return error;
  }
  throw new Error('The experiment was accepted.');
}

interface Refused {
  name: string;
  given: object;
  running?: boolean;
  expected: string;
}

cases<Refused>(
  'refused',
  [
    {
      name: 'a learning rate below 0',
      given: { optimizer: { id: 'adam', params: { lr: -1 } } },
      expected:
        '−1 is not a valid learning rate. Enter a number greater than 0. Training continues with 0.003.',
    },
    {
      name: 'while the run is paused',
      given: { optimizer: { id: 'adam', params: { lr: 0 } } },
      running: false,
      expected: '0 is not a valid learning rate. Enter a number greater than 0. 0.003 is still in use.',
    },
    {
      name: 'an empty field',
      given: { optimizer: { id: 'adam', params: { lr: '' } } },
      expected: 'The learning rate is empty. Enter a number greater than 0. Training continues with 0.003.',
    },
    {
      name: 'a word',
      given: { batch_size: 'ten' },
      expected:
        '"ten" is not a valid batch size. Enter a whole number from 1 to 1,000,000. Training continues with 32.',
    },
    {
      name: 'a share of more than all',
      given: { loss: { id: 'cross_entropy', params: { label_smoothing: 2 } } },
      expected: '2 is not a valid label smoothing. Enter a number from 0 to 1. Training continues with 0.',
    },
    {
      name: 'a width in a list',
      given: { model: { id: 'mlp', params: { hidden: [8, 0] } } },
      expected:
        '0 is not a valid number of hidden units. Enter a whole number from 1 to 2,048. Training continues with 32.',
    },
    {
      name: 'a penalty below 0',
      given: { regularization: { l2: -0.5 } },
      expected: '−0.5 is not a valid L2 penalty. Enter a number of at least 0. Training continues with 0.',
    },
    {
      name: 'a misspelled name',
      given: { precision: 'float23' },
      expected:
        '"float23" is not a valid precision. Enter one of float32, float64. Did you mean float32? Training continues with float32.',
    },
  ],
  ({ given, running = true }) => refusal(catalog, experiment('digits'), errorOf(given), running).words,
);

cases<{ name: string; error: ExperimentError; expected: string }>(
  'refused by the engine',
  [
    {
      name: 'what is absent',
      error: new ExperimentError('task', 'nothing', 'an object with id, params'),
      expected: 'The task is missing. Enter an object with id, params.',
    },
    {
      name: 'a sentence begins with a capital letter',
      error: new ExperimentError('link', 'a link without its end', 'a link that ends with v=1'),
      expected: 'A link without its end is not a valid link. Enter a link that ends with v=1.',
    },
  ],
  ({ error }) => refused(error),
);
