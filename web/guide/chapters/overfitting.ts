import type { Chapter } from '../chapter.ts';

export default {
  id: 'overfitting',
  order: 80,
  title: 'Overfitting and penalties',
  question: 'Why can a lower loss be a worse model?',
  description:
    'Overfitting: the training cost keeps falling while the test cost rises. Watch it happen on spam, and see what an L2 penalty does and what it costs.',
  family: 'cross_entropy',
  intro: `The optimizer sees only the [training set](term:training-set). But a spam filter has to be right about messages that it
has never seen. The [test set](term:test-set) stands for these: the model does not learn from it.`,
  predict: {
    ask: 'A linear model learns from 840 messages. After 1,000 steps its training cost is [0.007](#train), close to 0. What has the test cost done meanwhile, on the 360 other messages?',
    options: [
      {
        text: 'It has fallen to about 0.007 too',
        feedback: 'Some of what it learned is true of these 840 messages only. Watch the dashed line.',
        idea: 'the test cost follows the training cost',
      },
      {
        text: 'It has fallen, then stayed level',
        feedback:
          'The training cost still falls, so the parameters still change, and with them all predictions. Watch the dashed line.',
        idea: 'once everything is learned, nothing changes',
      },
      {
        text: 'It has fallen, then risen again',
        feedback: 'It fell to [0.127](#lowest) and was at [0.198](#end) in the end. Watch the dashed line.',
        right: true,
      },
    ],
    worked: ['lowest', 'end'],
  },
  run: {
    runs: [
      { id: 'plain', label: 'No penalty', experiment: 'task=spam&steps=1000&v=1' },
      {
        id: 'weak',
        label: 'Weak L2 penalty: 0.003',
        experiment: 'task=spam&regularization.l2=0.003&steps=1000&v=1',
      },
      {
        id: 'strong',
        label: 'Strong L2 penalty: 0.03',
        experiment: 'task=spam&regularization.l2=0.03&steps=1000&v=1',
      },
    ],
    instruction:
      'Press Play. The solid line is the training cost, the dashed line the test cost: where is the dashed line lowest? Then train with each penalty.',
    still: {
      seen: 'Losses against steps: the training cost falls towards 0; the test cost falls steeply, reaches its minimum early and then rises slowly.',
      words:
        'Spam, 1,000 steps without a penalty: the training cost falls to 0.007, while the test cost rises from 0.127 at step 170 to 0.198.',
      step: 1000,
    },
  },
  see: `Without a penalty the test cost was [0.132](#hundred) at step 100, lowest at step 170 with [0.127](#lowest), and
[0.198](#end) at step 1,000. That is [overfitting](term:overfitting). From step 100 to step 1,000 the
[accuracy](term:accuracy) on the test set hardly changed, from [96.7%](#accuracy100) to [95.6%](#accuracy1000). But the mistakes
became more confident: the highest loss of a message rose from [9.2](#highest100) to [16.5](#highest1000).

With a weak [penalty](term:penalty) the test cost ended at [0.150](#weak), with a strong one at [0.178](#strong). Neither is
as low as in the first run at step 170: a penalty is a trade, not a cure.`,
  why: `A message that is classified correctly still has a small loss, and the model can lower it by being more certain. So its
weights, the [parameters](term:parameters) that multiply the inputs, keep growing, and they also fit accidents of these 840 messages. A penalty makes large weights expensive: the optimizer
minimizes the [objective](term:objective), batch loss plus penalty. The price is a higher training cost, [0.049](#weakTrain)
instead of [0.007](#train).`,
  formula: {
    tex: '\\text{objective} = \\text{batch loss} + \\tfrac{\\lambda}{2} \\lVert w \\rVert^2',
    symbols: [
      ['\\lambda', 'the strength of the L2 penalty, for example 0.003'],
      ['\\lVert w \\rVert^2', 'the sum of the squares of all weights'],
    ],
  },
  mistake: {
    claim: '“A lower loss always means a better model.”',
    answer: `Not a lower training cost: it fell all the time. Only the cost on held-out examples shows whether the model
generalizes. Accuracy does not replace it: from step 100 to step 1,000 the test cost rose by half, the accuracy fell by one point.`,
  },
  check: {
    ask: 'Where would you stop the first run?',
    options: [
      {
        text: 'Near step 10: the test accuracy is already [96.7%](#accuracy10)',
        feedback:
          'The classes are right, but the probabilities still get better: the test cost is [0.292](#ten) here and falls to [0.127](#lowest).',
        idea: 'accuracy and cost say the same',
      },
      {
        text: 'Near step 170: the test cost is lowest',
        feedback:
          'It is [0.127](#lowest) there. This is [early stopping](term:early-stopping). Outside a guide, use a third set for it, the [validation set](term:validation-set), so that the test set plays no part in training.',
        right: true,
      },
      {
        text: 'At step 1,000 or later: the training cost is lowest',
        feedback: 'There the test cost is [0.198](#end). The training cost alone cannot show overfitting.',
        idea: 'the training cost measures the model',
      },
    ],
    worked: ['lowest'],
  },
  facts: {
    accuracy10: { run: 'plain', step: 10, read: 'testScore' },
    ten: { run: 'plain', step: 10, read: 'testCost' },
    hundred: { run: 'plain', step: 100, read: 'testCost' },
    accuracy100: { run: 'plain', step: 100, read: 'testScore' },
    highest100: { run: 'plain', step: 100, measure: 'highestLoss' },
    lowest: { run: 'plain', step: 170, read: 'testCost' },
    train: { run: 'plain', step: 1000, read: 'cost' },
    end: { run: 'plain', step: 1000, read: 'testCost' },
    accuracy1000: { run: 'plain', step: 1000, read: 'testScore' },
    highest1000: { run: 'plain', step: 1000, measure: 'highestLoss' },
    weak: { run: 'weak', step: 1000, read: 'testCost' },
    weakTrain: { run: 'weak', step: 1000, read: 'cost' },
    strong: { run: 'strong', step: 1000, read: 'testCost' },
  },
  teacher: {
    aim: 'Recognize overfitting from the training cost and the test cost, and say what a penalty gives and takes.',
    short: 'Predict, play the first run to step 1,000, and let students name the step where they would stop.',
    long: 'Play all three runs and write their final training and test costs on the board. Sort them by each column: the orders are opposite or nearly so. Then discuss early stopping and why the test set must not choose the step.',
    discuss: [
      'Which words might be frequent in the spam of this training set by accident only?',
      'A filter classifies 95.6% correctly and is very confident about the rest. One with 95.0% knows where it is unsure. Which would you use?',
      'If you try 20 penalties and keep the one with the lowest test cost, is that cost still an honest estimate?',
    ],
    stumbling: [
      '“The model got worse, so training is broken.” Training does what the objective says; the objective knows nothing of the test set.',
      '“A larger penalty generalizes better.” Up to a point: here 0.03 keeps useful weights small too, and both costs are higher than with 0.003.',
      '“Overfitting means that the test accuracy falls.” Here the accuracy changes by four messages of 360; the cost shows it first.',
    ],
  },
} satisfies Chapter;
