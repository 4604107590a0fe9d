import type { Chapter } from '../chapter.ts';

export default {
  id: 'cross-entropy',
  order: 40,
  title: 'Cross-entropy is surprise',
  question: 'What does a model pay for being sure and wrong?',
  description:
    'Cross-entropy is minus the logarithm of the probability that a model gave to the correct answer. Watch it fall while a network learns to read digits.',
  family: 'cross_entropy',
  intro: `A model that reads digits, a **classifier**, does not answer “this is a 3”. It gives every digit a probability, and the ten add up to 100%.
[Cross-entropy](term:cross-entropy) looks at one of them only: the probability $p$ of the **correct** digit. The loss is
$-\\ln p$.`,
  predict: {
    ask: 'A [network](term:network) that has not been trained yet looks at handwritten digits. What will its average loss be before the first step?',
    options: [
      {
        text: 'About 0.1, because one guess in ten is correct',
        feedback:
          '0.1 is the *probability*. The loss is $-\\ln$ of it, and $-\\ln 0.1$ = [2.30](#guessing). Watch where the curve starts.',
        idea: 'the loss is the probability',
      },
      {
        text: 'About 1, because nearly all guesses are wrong',
        feedback:
          'The loss does not count wrong answers. It depends on the probability that the correct digit got, about 1/10. Watch where the curve starts.',
        idea: 'the loss counts mistakes',
      },
      {
        text: 'About 2.3, because each digit gets about 1/10',
        feedback: '$-\\ln 0.1$ = [2.30](#guessing). Press Play and see how fast the loss leaves that level.',
        right: true,
      },
    ],
    worked: ['guessing'],
  },
  run: {
    runs: [{ id: 'digits', label: 'Digits', experiment: 'task=digits&v=1' }],
    instruction:
      'Press Play, pause near step 250 and read the test cost. Then press Play again and let it run to step 1,000.',
    still: {
      seen: 'Losses against steps: the jagged batch loss and the smooth training and test costs fall steeply at first, then slowly.',
      words:
        'Handwritten digits, cross-entropy, 1,000 steps: the test cost falls from 2.356, about guessing, to 0.095.',
      step: 1000,
    },
  },
  see: `Before the first step the test cost was [2.356](#start) [nats](term:nats): close to guessing. At step 250 it was [0.209](#early), at step
1,000 it was [0.095](#end): the model typically gives the correct test digit a probability of [91%](#probability)
($e^{-\\text{cost}}$; a [geometric mean](term:geometric-mean)), and classifies [524](#correct) of 539 correctly. For the digits that it learned from,
as in the sentence below the chart, it is [96%](#known).

The average hides a lot: 27 of the 539 digits, one in twenty, make up [72%](#share) of the total. The most expensive
digit has a loss of [3.93](#highest); half of them have less than [0.004](#median).`,
  why: `Cross-entropy is **surprise**: how unexpected the correct answer was to the model. If the model was certain and right,
$p = 1$ and the loss is 0. Each time $p$ is halved, the loss grows by $\\ln 2$ = [0.69](#coin). As $p$ approaches 0 it grows
without limit, so being sure and wrong is the most expensive mistake a model can make.`,
  formula: {
    tex: '\\text{loss} = -\\ln p',
    symbols: [
      ['p', 'the probability that the model gave to the correct class'],
      ['\\ln', 'the natural logarithm'],
    ],
  },
  mistake: {
    claim: '“A loss of 0.69 is small, so the model is good.”',
    answer: `With two classes, 0.69 = $\\ln 2$ is what flipping a coin costs. With ten classes, guessing costs
[2.30](#guessing). A loss means little until you compare it with guessing.`,
  },
  check: {
    ask: 'The loss of one digit is 4.61. What probability did the model give to the correct digit?',
    options: [
      {
        text: '46%',
        feedback:
          '$-\\ln 0.46$ = [0.78](#loss46). The logarithm turns small probabilities into large losses: try $e^{-4.61}$.',
        idea: 'the loss is a percentage',
      },
      {
        text: '10%',
        feedback: '$-\\ln 0.1$ = [2.30](#guessing). 4.61 is twice that, so $p$ is 0.1 × 0.1.',
        idea: 'the loss grows in proportion to 1/p',
      },
      {
        text: '1%',
        feedback: `$-\\ln 0.01$ = [4.61](#loss1). It is twice the loss of 10%, because 1% = 10% × 10%: losses add up where
probabilities multiply. That is the next chapter.`,
        right: true,
      },
    ],
    worked: ['loss1'],
  },
  facts: {
    guessing: {
      loss: { id: 'nll_loss' },
      tensors: {
        input: { shape: [1, 2], data: [Math.log(0.1), Math.log(0.9)] },
        target: { shape: [1], data: [0] },
      },
    },
    coin: {
      loss: { id: 'cross_entropy' },
      tensors: { input: { shape: [1, 2], data: [0, 0] }, target: { shape: [1], data: [0] } },
    },
    loss46: {
      loss: { id: 'nll_loss' },
      tensors: {
        input: { shape: [1, 2], data: [Math.log(0.46), Math.log(0.54)] },
        target: { shape: [1], data: [0] },
      },
    },
    loss1: {
      loss: { id: 'nll_loss' },
      tensors: {
        input: { shape: [1, 2], data: [Math.log(0.01), Math.log(0.99)] },
        target: { shape: [1], data: [0] },
      },
    },
    start: { run: 'digits', step: 0, read: 'testCost' },
    early: { run: 'digits', step: 250, read: 'testCost' },
    end: { run: 'digits', step: 1000, read: 'testCost' },
    probability: { run: 'digits', step: 1000, read: 'testCost', as: 'exp of minus' },
    known: { run: 'digits', step: 1000, read: 'cost', as: 'exp of minus' },
    correct: { run: 'digits', step: 1000, read: 'testScore', times: 539 },
    share: { run: 'digits', step: 1000, measure: 'shareOfHighestTwentieth' },
    highest: { run: 'digits', step: 1000, measure: 'highestLoss' },
    median: { run: 'digits', step: 1000, measure: 'medianLoss' },
  },
  teacher: {
    aim: 'Read a cross-entropy as a probability, and compare it with guessing.',
    short: 'Predict, press Play, pause near step 250, and discuss why the curve starts at 2.3.',
    long: 'Add the common mistake and the check. Then open the run in [Train](lab:train?task=digits&v=1), raise the learning rate to 0.3 and explain why the loss of a few digits becomes enormous.',
    discuss: [
      'Which is the better weather forecast: 60% rain on a day on which it rains, or 95% rain on nine such days and one dry day?',
      'Why does the loss look only at the correct class? Where do the other nine probabilities come in?',
    ],
    stumbling: [
      '“The loss is 0.095, so 9.5% are wrong.” It is an average of surprises: the share of mistakes is another number, here 15 of 539.',
      '“The loss cannot be above 1.” Probabilities cannot; their logarithms can.',
    ],
  },
} satisfies Chapter;
