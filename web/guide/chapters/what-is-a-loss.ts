import type { Chapter } from '../chapter.ts';

export default {
  id: 'what-is-a-loss',
  order: 10,
  title: 'What is a loss?',
  question: 'Which of two models is better?',
  description:
    'A loss turns a prediction and the truth into one number: how wrong the prediction was. Train a model on real house prices with two losses and compare.',
  family: 'mean_squared_error',
  namesData: true,
  intro: `A [model](term:model) predicts the price of a house. Later we learn the true price. A [loss](term:loss) turns the
two numbers, [prediction](term:prediction) and truth, into one: how wrong the prediction was. There are several ways to do
that.`,
  predict: {
    ask: 'Two models predict the prices of three houses. Model A is off by 10, 10 and 10 thousand dollars. Model B is off by 0, 0 and 30 thousand dollars. Loss 1 is the distance from the truth, the [absolute error](term:absolute-error). Loss 2 is its square, the [squared error](term:squared-error). Which model has the smaller mean loss?',
    options: [
      {
        text: 'Model A under both, because it makes no large error',
        feedback:
          'Is one large error worse than three small ones that add up to the same? Under one of the two losses it is not: add up the distances.',
        idea: 'a large error is always worse',
      },
      {
        text: 'Model B under both, because two of its three predictions are exact',
        feedback: 'That counts exact predictions only. An error of 1 would then be as bad as an error of 30.',
        idea: 'a loss counts exact predictions',
      },
      {
        text: 'Equal under loss 1, Model A under loss 2',
        feedback: `The mean absolute error is [10](#absoluteA) for A and [10](#absoluteB) for B.
The mean squared error is [100](#squaredA) for A and [300](#squaredB) for B. Which model is better depends on the loss.`,
        right: true,
      },
    ],
    worked: ['absoluteA', 'absoluteB', 'squaredA', 'squaredB'],
  },
  run: {
    show: 'picture chart reading',
    runs: [
      { id: 'squared', label: 'Squared error', experiment: 'task=houses&steps=300&v=1' },
      { id: 'absolute', label: 'Absolute error', experiment: 'task=houses&loss=l1_loss&steps=300&v=1' },
    ],
    instruction:
      'Press Play: the model learns from 382 house prices. In the picture, each vertical line is one error. Then choose Absolute error, press Play again, and compare the test cost and the sentence below. (The next chapter explains the other lines.)',
    still: {
      seen: 'Left: predicted against true prices, with vertical lines for the errors. Right: losses that fall steeply and then stay level.',
      words:
        'House prices, squared error, 300 steps: the test cost falls from 1.240 to 0.289. Each vertical line is the error for one house.',
      step: 300,
    },
  },
  see: `The [test cost](term:test-cost) is the mean loss over 164 houses that the model did not learn from. With squared error it
ended at [0.289](#squaredTest), with absolute error at [0.409](#absoluteTest). Is the first model better? The sentences
below the charts say the opposite: the first is typically [$14,629](#squaredTypical) off, the second
[$11,124](#absoluteSame).

Both comparisons are unfair, because each model is measured with its own loss. Measured in the same way, by the mean
absolute error, the first is [$11,277](#squaredSame) off and the second [$11,124](#absoluteSame): nearly the same. (The
sentences also give [R²](term:r-squared): how much of the [variance](term:variance) a model explains.)`,
  why: `A loss decides what counts as bad. Under absolute error, an error of 30 costs three times as much as an error of 10.
Under squared error it costs nine times as much. Training changes the model in many small [steps](term:step), so that the
mean of the losses falls. Another loss leads to another model. Here the two
are nearly equally good; in [chapter 3](chapter:squared-error) they are not.`,
  formula: {
    tex: '\\begin{gathered} \\text{squared error} = (\\hat y - y)^2 \\\\ \\text{absolute error} = |\\hat y - y| \\end{gathered}',
    symbols: [
      ['\\hat y', 'the prediction'],
      ['y', 'the truth'],
    ],
  },
  mistake: {
    claim: '“A loss of 0.3 is better than a loss of 14.”',
    answer: `Only if loss, unit and data are the same. In this run the unit of prices is [$27,194](#unit), a typical distance from
the mean price, and a squared error is in the square of that unit. In dollars, every absolute error would be 27,194 times as large, and the model would be the same.`,
  },
  check: {
    ask: 'Two models predict the same number, and both are off by 0.3. The first reports a loss of 0.09, the second a loss of 0.3. Is the first model better?',
    options: [
      {
        text: 'Yes, because 0.09 is less than 0.3',
        feedback: 'Both models are off by the same amount. Ask which loss each of them reports.',
        idea: 'losses of different kinds can be compared',
      },
      {
        text: 'No, they are equally good',
        feedback:
          'The first reports the squared error, 0.3 × 0.3 = [0.09](#squared3), the second the absolute error, [0.3](#absolute3). It is the same error.',
        right: true,
      },
      {
        text: 'Nobody can say, because the losses differ',
        feedback: 'The two losses cannot be compared, but the two predictions can: compare the errors.',
        idea: 'models with different losses cannot be compared',
      },
    ],
    worked: ['squared3', 'absolute3'],
  },
  facts: {
    absoluteA: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [3], data: [10, 10, 10] }, target: { shape: [3], data: [0, 0, 0] } },
    },
    absoluteB: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [3], data: [0, 0, 30] }, target: { shape: [3], data: [0, 0, 0] } },
    },
    squaredA: {
      loss: { id: 'mse_loss' },
      tensors: { input: { shape: [3], data: [10, 10, 10] }, target: { shape: [3], data: [0, 0, 0] } },
    },
    squaredB: {
      loss: { id: 'mse_loss' },
      tensors: { input: { shape: [3], data: [0, 0, 30] }, target: { shape: [3], data: [0, 0, 0] } },
    },
    squared3: {
      loss: { id: 'mse_loss' },
      tensors: { input: { shape: [1], data: [0.3] }, target: { shape: [1], data: [0] } },
    },
    absolute3: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [1], data: [0.3] }, target: { shape: [1], data: [0] } },
    },
    squaredTest: { run: 'squared', step: 300, read: 'testCost' },
    absoluteTest: { run: 'absolute', step: 300, read: 'testCost' },
    squaredTypical: { run: 'squared', step: 300, measure: 'testRootMeanSquaredError' },
    squaredSame: { run: 'squared', step: 300, measure: 'testMeanAbsoluteError' },
    absoluteSame: { run: 'absolute', step: 300, measure: 'testMeanAbsoluteError' },
    unit: { run: 'squared', step: 0, measure: 'targetUnit' },
  },
  teacher: {
    aim: 'Know what a loss is, and that its numbers can be compared only under the same loss, unit and data.',
    short:
      'Predict by a show of hands before anyone explains: all three options get votes. Then work out both means on the board.',
    long: 'Run both losses. Let students argue from the two test costs, then from the two sentences, and let them find out why these contradict each other. End with the check.',
    discuss: [
      'You sell houses and pay for each error. When would you want squared error, and when absolute error?',
      'Invent a loss for a weather forecast of the temperature. What should be expensive?',
      'A doctor estimates a dose. Is an error of +10 as bad as one of −10? What would a loss look like that says no?',
    ],
    stumbling: [
      '“The loss is the percentage of wrong answers.” For numbers there is no wrong or right, only farther off or less far off.',
      '“The model picks the loss.” People pick it, before training. The model only makes it small.',
    ],
  },
} satisfies Chapter;
