import type { Chapter } from '../chapter.ts';

/** An age that was predicted as 30, with a label. */
const age = (label: number) => ({
  input: { shape: [1], data: [30] },
  target: { shape: [1], data: [label] },
});

export default {
  id: 'choosing-a-loss',
  order: 120,
  title: 'Choosing a loss',
  question: 'Which loss fits your problem?',
  description:
    'A decision aid: which loss fits a number, outliers, classes, rare events, an order, a search, the next token or a preference, and why.',
  family: 'mean_squared_error',
  namesData: true,
  intro: `A loss says what counts as wrong. Training makes that small and cares about nothing else. So ask first
what has to be right: a number, a class, an order, a distance?`,
  predict: {
    ask: 'Two models score emoji for a query. A minimizes the squared error of each emoji’s [relevance](term:relevance), a grade from 0 to 1. B minimizes [RankNet](term:rank-net), a loss that asks only which of two emoji is more relevant. Which model is better?',
    options: [
      {
        text: 'A: whoever knows the grades also knows the order',
        feedback:
          'Small errors in the grades can swap two emoji, and squared error does not care. Compare NDCG and R² in the sentences below the charts.',
        idea: 'whoever predicts the number has the order',
      },
      {
        text: 'B: RankNet is the better loss',
        feedback:
          'RankNet compares scores with each other only, never with the grades. Look at the axis of the scores: do they lie between 0 and 1?',
        idea: 'one loss is better than another',
      },
      {
        text: 'B orders the emoji better, A predicts the grades better',
        feedback:
          'Order ([NDCG](term:ndcg), 1 is perfect): [0.71](#rankOrder) for B, [0.67](#squaredOrder) for A. Grades ([R²](term:r-squared)): [0.26](#squaredGrades) for A, [−7.64](#rankGrades) for B.',
        right: true,
      },
    ],
    worked: ['rankOrder', 'squaredOrder', 'squaredGrades', 'rankGrades'],
  },
  run: {
    show: 'picture chart reading',
    runs: [
      { id: 'squared', label: 'A: squared error', experiment: 'task=relevance&steps=250&v=1' },
      { id: 'ranknet', label: 'B: RankNet', experiment: 'task=relevance&loss=rank_net_loss&steps=250&v=1' },
    ],
    instruction:
      'Press Play, then train the second model. Compare NDCG and R² in the sentences below the charts, and the axes of the scores: the true grades lie between 0 and 1. (Both objectives include a [penalty](term:penalty), large at the start.)',
    still: {
      seen: 'Points: predicted scores against the true relevance from 0 to 1. Beside them the losses fall.',
      words:
        'Relevance of emoji, squared error, 250 steps: the order of the test lists reaches 67% of the best possible score.',
      step: 250,
    },
  },
  see: `At step 250 the order of the test lists reached [71%](#rankOrder) of the best possible score with RankNet, and
[67%](#squaredOrder) with squared error. But as predictions of the grades, the scores of A have an R² of [0.26](#squaredGrades),
those of B one of [−7.64](#rankGrades), far worse than always answering with the mean grade. Each model does what its loss
asked for.

Below are losses for eight kinds of problems, each with its code in PyTorch.`,
  choices: [
    {
      when: 'A number',
      loss: 'mse_loss',
      why: 'It predicts the mean: right if large errors are much worse than small ones.',
      instead: 'Absolute error predicts the median: totals come out too low if a few values are very large.',
      experiment: 'task=houses&v=1',
    },
    {
      when: 'A number, with outliers or wrong labels',
      loss: 'huber_loss',
      why: 'Far from the truth its slope stays the same, so no single example decides.',
      instead: 'Under squared error an error ten times as large has ten times the slope.',
      experiment: 'task=houses&loss=huber_loss&v=1',
    },
    {
      when: 'One class of several',
      loss: 'cross_entropy',
      why: 'It gives probabilities, and its slope is largest where the model is sure and wrong.',
      instead: 'Squared error of probabilities hardly moves away from a confident mistake.',
      experiment: 'task=digits&v=1',
    },
    {
      when: 'Yes or no, also when yes is rare',
      loss: 'binary_cross_entropy_with_logits',
      why: 'It predicts the probability of yes, even if that is 1%. Compare it with guessing the average rate.',
      instead:
        '[Focal loss](term:focal-loss), or weights for the rare class, find more of it, but their outputs are no longer the true probabilities.',
      experiment: 'task=spam&loss=binary_cross_entropy_with_logits&v=1',
    },
    {
      when: 'An order: what comes first',
      loss: 'rank_net_loss',
      why: 'It compares the items of one list in pairs: only their order counts.',
      instead: 'Squared error of grades spends its effort on numbers that nobody will see.',
      experiment: 'task=relevance&loss=rank_net_loss&steps=250&v=1',
    },
    {
      when: 'A search, or a distance: questions and their answers',
      loss: 'info_nce_loss',
      why: 'All answers of the batch but the right one are negatives ([InfoNCE](term:info-nce)).',
      instead:
        'Triplet loss uses one negative at a time. It needs a miner, and the hardest negatives can lead to collapse.',
      experiment: 'task=emoji_search&loss=info_nce_loss&steps=300&v=1',
    },
    {
      when: 'The next token',
      loss: 'cross_entropy',
      why: 'It is maximum likelihood of the text, and e to the cost is the perplexity.',
      instead: 'Accuracy has no slope to follow, and it ignores all probabilities but the largest.',
      lab: 'next-token',
      experiment: 'task=names&steps=1500&v=1',
    },
    {
      when: 'A preference between two answers',
      loss: 'bradley_terry_loss',
      why: 'It learns scores from which of two answers was preferred ([Bradley–Terry](term:bradley-terry)). [DPO](term:dpo) trains a language model like this.',
      instead: 'Grades from 1 to 10 differ from judge to judge; which of two is better differs less.',
      lab: 'shapes',
      experiment: 'loss=bradley_terry_loss&v=1',
      link: 'See its curve',
    },
  ],
  why: `Most of these losses are minus the logarithm of a probability, as in [chapter 5](chapter:maximum-likelihood): of the
correct class, of the next token, of the right order of a pair. Squared error belongs to them too, up to a constant, if errors
follow a bell curve. So to choose a loss is to say what your data is like.`,
  formula: {
    tex: '\\text{loss} = -\\ln p(\\text{truth} \\mid \\text{prediction})',
    symbols: [
      ['p', 'the probability that the prediction gives to what was observed'],
      ['\\text{truth}', 'a class, a token, a number, or which of two came first'],
    ],
  },
  mistake: {
    claim: '“99% of the predictions are correct, so the model is good.”',
    answer: `If one visitor in a hundred clicks, always answering “no” is 99% correct. Look at the loss, and compare it with guessing:
giving every visitor a probability of 1% costs [0.056](#clicks) nats. Only below that has a model learned something.`,
  },
  check: {
    ask: 'You predict people’s ages from photos. Some labels are wrong by decades. Which loss?',
    options: [
      {
        text: 'Squared error, because age is a number',
        feedback:
          'A label of 90 where you predict 30 has a slope of [−120](#squaredSlope), as much as 60 labels that are wrong by one year.',
        idea: 'a number always needs squared error',
      },
      {
        text: 'Cross-entropy over 100 classes, one for each year',
        feedback: 'It does not know that 31 is close to 30: every other year is equally wrong.',
        idea: 'whole numbers are classes',
      },
      {
        text: 'Huber loss, with its bend at 5 years',
        feedback:
          'A label of 90 where you predict 30 has a slope of [−5](#huberSlope), the same as one of 35. Under squared error it is [−120](#squaredSlope).',
        right: true,
      },
    ],
    worked: ['huberSlope', 'squaredSlope'],
  },
  facts: {
    squaredOrder: { run: 'squared', step: 250, read: 'testScore' },
    squaredGrades: { run: 'squared', step: 250, read: 'rSquared' },
    rankOrder: { run: 'ranknet', step: 250, read: 'testScore' },
    rankGrades: { run: 'ranknet', step: 250, read: 'rSquared' },
    clicks: {
      loss: { id: 'binary_cross_entropy_with_logits' },
      tensors: {
        input: { shape: [100], data: Array.from({ length: 100 }, () => Math.log(0.01 / 0.99)) },
        target: { shape: [100], data: Array.from({ length: 100 }, (_, visitor) => (visitor === 0 ? 1 : 0)) },
      },
    },
    squaredSlope: { loss: { id: 'mse_loss' }, tensors: age(90), gradient: 'input', entry: 0 },
    huberSlope: {
      loss: { id: 'huber_loss', params: { delta: 5 } },
      tensors: age(90),
      gradient: 'input',
      entry: 0,
    },
  },
  teacher: {
    aim: 'Choose a loss from what has to be right, and name what the usual alternative would do wrong.',
    short: 'Predict, read the two results, and do the check.',
    long: 'Give groups three cases: click-through with 1% positives, ages from photos with wrong labels, a search over questions and answers. Each chooses a row of the table, names the number to compare with, and says what the usual alternative would do.',
    discuss: [
      'A hospital predicts how long patients stay. Who needs the mean, who the median, who the 90th percentile?',
      'You want both: probabilities that are right and an order that is good. Can one loss give both?',
      'Which of your own problems fits none of the eight rows?',
    ],
    stumbling: [
      '“Rare classes need a special loss.” First compare with guessing the average rate. Often only the threshold has to change.',
      '“Accuracy is the aim, so train on accuracy.” It is flat almost everywhere: its slope is 0, and gradient descent has nothing to follow.',
      '“An R² below 0 must be an error in the program.” It means worse than always predicting the mean.',
    ],
  },
} satisfies Chapter;
