import type { Chapter } from '../chapter.ts';

export default {
  id: 'batch-cost-objective',
  order: 20,
  title: 'Example, batch, cost, objective',
  question: 'Why does the loss jump while the model gets better?',
  description:
    'Batch loss, cost and objective are three numbers that are often mixed up. Watch one jump from batch to batch while another falls smoothly.',
  family: 'mean_squared_error',
  namesData: true,
  intro: `At each step of training the [optimizer](term:optimizer) looks at a few examples only: a [batch](term:batch). It
changes the [parameters](term:parameters), the numbers in the model, a little, so that the loss on these examples gets smaller. Then comes the next batch.`,
  predict: {
    ask: 'A model learns house prices, 16 houses at each step. Will the mean loss of the batch fall at every step?',
    options: [
      {
        text: 'Yes, because that is what training does',
        feedback:
          'It does so over many steps. Watch the jagged line: what happens from one step to the next?',
        idea: 'the batch loss falls at every step',
      },
      {
        text: 'No, because each batch has other houses',
        feedback:
          'Some houses are harder than others. Of the 299 steps after the first, [148](#rises) had a higher batch loss than the step before.',
        right: true,
      },
      {
        text: 'Nearly: it rises only when the optimizer makes a bad step',
        feedback:
          'A rise need not come from a bad step: two points of the line were measured on different houses.',
        idea: 'a rise of the batch loss means a bad step',
      },
    ],
    worked: ['rises'],
  },
  run: {
    runs: [
      { id: 'sixteen', label: '16 houses', experiment: 'task=houses&steps=300&v=1' },
      { id: 'four', label: '4 houses', experiment: 'task=houses&batch_size=4&steps=300&v=1' },
      { id: 'all', label: 'All 382 houses', experiment: 'task=houses&batch_size=382&steps=300&v=1' },
      {
        id: 'penalty',
        label: '16 houses, with a penalty',
        experiment: 'task=houses&regularization.l2=1&steps=300&v=1',
      },
    ],
    instruction:
      'Press Play. The thin jagged line is the batch loss, and the line through it is the same, smoothed. Compare it with the training cost and the test cost. Then train with 4 houses, with all 382, and last with a penalty. (The numbers beside the lines are those of the last step, not smoothed.)',
    still: {
      seen: 'A jagged batch loss that jumps up and down by its own height, around smooth lines that fall and then stay level.',
      words:
        'House prices, batches of 16: at step 300 the batch loss is 0.131, the training cost 0.330 and the test cost 0.289.',
      step: 300,
    },
  },
  see: `With 16 houses a step, the [batch loss](term:batch-loss) of step 300 was [0.131](#batch16). The
[training cost](term:training-cost), the mean over all 382 houses that the model learns from, was [0.330](#cost16), and the
test cost, over 164 other houses, [0.289](#test16). With 4 houses a step, the batch loss of step 300 was
[0.692](#batch4) and the training cost [0.337](#cost4). One batch says little about the model: it may hold easy or hard
examples.

With all 382 houses in each batch, nothing is left to chance: the batch loss was [0.328](#batchAll), the training cost
[0.328](#costAll), and the batch loss rose at [0](#risesAll) of the 299 steps after the first.

In the last run, a [penalty](term:penalty) makes large parameters expensive. At step 300, the batch loss of
[0.164](#batchPenalty) and the penalty of [0.093](#penalty) add up to the objective, [0.257](#objective).`,
  why: `Each example has a loss. Their mean over a batch is the **batch loss**. Batch loss plus penalty is the
[objective](term:objective): this is what the optimizer minimizes. The [cost](term:cost) is the mean loss over a whole
data set. It is measured for people to read, while the optimizer works with the batch. Only a batch that holds the whole
training set has the training cost as its loss.`,
  formula: {
    tex: '\\text{objective} = \\frac{1}{n} \\sum_{i=1}^{n} \\text{loss}_i + \\text{penalty}',
    symbols: [
      ['n', 'the number of examples in the batch'],
      ['\\text{loss}_i', 'the loss of example number $i$'],
      ['\\sum', 'the sum over all examples of the batch'],
    ],
  },
  mistake: {
    claim: '“The loss that my program prints is the cost.”',
    answer: `Many programs print the loss of the last batch, or the mean over a few batches, often with the penalty in it.
Before you compare two numbers, ask which examples they are a mean of, and whether a penalty is included.`,
  },
  check: {
    ask: 'The four examples of a batch have the losses 0.1, 0.3, 2.0 and 0.0. The penalty is 0.05. What are the batch loss and the objective?',
    options: [
      {
        text: '2.4 and 2.45',
        feedback: '2.4 is the sum of the losses. The batch loss is their mean.',
        idea: 'the batch loss is the sum',
      },
      {
        text: '0.6 and 0.65',
        feedback:
          'The mean of the four losses is [0.6](#checkBatch), and with the penalty it is [0.65](#checkObjective).',
        right: true,
      },
      {
        text: '0.65 and 0.6',
        feedback: 'The penalty belongs to the objective. The batch loss is the mean of the losses alone.',
        idea: 'the penalty is part of the batch loss',
      },
    ],
    worked: ['checkBatch', 'checkObjective'],
  },
  facts: {
    rises: { run: 'sixteen', step: 300, measure: 'risesOfBatchLoss' },
    batch16: { run: 'sixteen', step: 300, read: 'batchLoss' },
    cost16: { run: 'sixteen', step: 300, read: 'cost' },
    test16: { run: 'sixteen', step: 300, read: 'testCost' },
    batch4: { run: 'four', step: 300, read: 'batchLoss' },
    cost4: { run: 'four', step: 300, read: 'cost' },
    batchAll: { run: 'all', step: 300, read: 'batchLoss' },
    costAll: { run: 'all', step: 300, read: 'cost' },
    risesAll: { run: 'all', step: 300, measure: 'risesOfBatchLoss' },
    batchPenalty: { run: 'penalty', step: 300, read: 'batchLoss' },
    penalty: { run: 'penalty', step: 300, read: 'penalty' },
    objective: { run: 'penalty', step: 300, read: 'objective' },
    checkBatch: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [4], data: [0.1, 0.3, 2, 0] }, target: { shape: [4], data: [0, 0, 0, 0] } },
    },
    // The penalty is subtracted from each target, so the mean grows by it.
    checkObjective: {
      loss: { id: 'l1_loss' },
      tensors: {
        input: { shape: [4], data: [0.1, 0.3, 2, 0] },
        target: { shape: [4], data: [-0.05, -0.05, -0.05, -0.05] },
      },
    },
  },
  teacher: {
    aim: 'Keep apart the loss of an example, the batch loss, the objective and the cost.',
    short: 'Predict, run 16 houses, then all 382. Ask why the second line is calm.',
    long: 'Run all four. In [Train](lab:train?task=houses&steps=300&v=1), let students set batch sizes of 1, 4, 16, 64 and 382 and describe how far the batch loss jumps. Then open [Anatomy](lab:anatomy?task=houses&regularization.l2=1&v=1), where one step is taken apart into its examples.',
    discuss: [
      'Why not always use all examples in each step?',
      'You may look at one number to decide whether to stop training. Which one?',
      'A program prints the mean of the last 100 batch losses. How does that differ from the training cost?',
    ],
    stumbling: [
      '“The loss went up, so the model got worse.” It went up on other examples. Look at a cost, which always uses the same ones.',
      '“The test cost must be higher than the training cost.” Not always: here the test houses happen to be easier.',
    ],
  },
} satisfies Chapter;
