import type { Chapter } from '../chapter.ts';

/** Six houses in a street, of which the first is the test set; the price of the one in the middle is given. */
const street = (price: number, settings: string) => {
  const table = {
    kind: 'regression',
    inputs: { shape: [6, 1], data: [3, 1, 2, 3, 4, 5] },
    targets: { shape: [6], data: [60, 50, 60, price, 60, 50] },
    test_fraction: 0.05,
  };
  return `task=custom&task.table=${encodeURIComponent(JSON.stringify(table))}&model=linear&${settings}&schedule=cosine_annealing_lr&batch_size=5&steps=200&v=1`;
};
const squared = 'loss=mse_loss&optimizer=sgd&optimizer.lr=0.1';

export default {
  id: 'squared-error',
  order: 30,
  title: 'Squared error and outliers',
  question: 'What does one wrong price do to a model?',
  description:
    'Squared error ends at the mean, absolute error at the median. See what one typing error in five prices does to each of them.',
  family: 'mean_squared_error',
  namesData: true,
  intro: `Five houses in a street sold for 50, 50, 60, 60 and 80 thousand dollars. One number should stand for
all of them. The best one has the smallest mean loss: it is 60 under squared error, and also under absolute error.`,
  predict: {
    ask: 'Somebody types 800 instead of 80. What happens to the best number?',
    options: [
      {
        text: 'It rises far above most prices under squared error, and stays where it is under absolute error',
        feedback:
          'From 60 it rises to [204](#squaredWrong) under squared error, and stays at [60](#absoluteWrong) under absolute error.',
        right: true,
      },
      {
        text: 'It hardly changes under either loss, because four of the five prices are right',
        feedback:
          'Losses do not vote: under one of them, a single price can pull harder than all others together.',
        idea: 'the majority of the examples decides',
      },
      {
        text: 'It rises about equally under both, because both see the same error',
        feedback: 'Both see an error of about 740. But one of them squares it.',
        idea: 'all losses react alike to an outlier',
      },
    ],
    worked: ['squaredWrong', 'absoluteWrong'],
  },
  run: {
    show: 'picture chart',
    runs: [
      { id: 'wrong', label: 'Squared error', experiment: street(800, squared) },
      {
        id: 'absolute',
        label: 'Absolute error',
        experiment: street(800, 'loss=l1_loss&optimizer=sgd&optimizer.lr=0.1'),
      },
      {
        id: 'huber',
        label: 'Huber loss',
        experiment: street(800, 'loss=huber_loss&loss.delta=0.1&optimizer=sgd&optimizer.lr=1'),
      },
      { id: 'right', label: 'Squared error, correct prices', experiment: street(80, squared) },
    ],
    instruction:
      'Press Play and watch the line: when it is level, its height is the one number that the model answers. Across are the houses, up are their prices. The point at the top is the price with the typing error; the hollow one is a sixth house that the model does not learn from. Then train with absolute error, with Huber loss, and last with the correct prices.',
    still: {
      seen: 'Five points: four close together at the bottom and one far above them. A level line lies between, above the four.',
      words:
        'Five prices, of which one is ten times too high. After 200 steps with squared error the model answers with the mean, 204: far from every price.',
      step: 200,
    },
  },
  see: `Squared error ends at the **mean** of the prices: [60](#squaredRight) thousand dollars if they are correct, and
[204](#squaredWrong) with the typing error, a price that no house has. Absolute error ends at their **median**, the one in
the middle when they are sorted: still [60](#absoluteWrong). [Huber loss](term:huber-loss) is squared error up to a distance called delta, and linear beyond
it, as absolute error is. It ends at [62](#huberWrong).

The axis of the picture has a unit of its own: 0 is the mean price, and 1 a typical distance from it. So the line of squared
error ends at 0, and that of absolute error half a unit lower, among the four correct prices.`,
  why: `Training moves the answer against the slope of the loss. The slope of the squared error grows with the distance. At
an answer of 60, a price of 50 has a slope of [20](#slope50), and the price of 800 one of [−1,480](#slope800): it pulls 74
times as hard. At the mean, the pulls cancel. The slope of the absolute error is only [1](#sign50) or [−1](#sign800): each price pulls equally hard,
even an [outlier](term:outlier), so the answer ends where as many prices lie above as below.`,
  formula: {
    tex: '\\begin{gathered} \\text{slope of } (\\hat y - y)^2 = 2\\,(\\hat y - y) \\\\ \\text{slope of } |\\hat y - y| = \\pm 1 \\end{gathered}',
    symbols: [
      ['\\hat y', 'the answer of the model'],
      ['y', 'a price'],
      ['\\text{slope}', 'by how much the loss grows when the answer grows by 1'],
    ],
  },
  mistake: {
    claim: '“Squared error is more accurate, absolute error is simpler.”',
    answer: `They aim at different things. Squared error aims at the mean: right when sums matter, such as the value of the
whole street. Absolute error aims at the median: right for a typical house, and when some data may be wrong.`,
  },
  check: {
    ask: 'Five parcels took 2, 2, 3, 3 and 60 days; the last one was lost for a while. A shop wants to tell customers what is typical. Which loss should its model use?',
    options: [
      {
        text: 'Squared error, because late parcels are the worst',
        feedback: 'It ends at the mean, 14 days, and no parcel took about 14 days.',
        idea: 'what is bad should weigh more, whatever is asked',
      },
      {
        text: 'Absolute error',
        feedback:
          'It ends at the median, 3 days. Saying 3 days is [11.8](#promise3) days off on average, saying 14 days is [18.4](#promise14).',
        right: true,
      },
      {
        text: 'Either: with enough parcels both give the same',
        feedback: 'More parcels do not help if one in five is lost: the mean and the median stay apart.',
        idea: 'more data removes outliers',
      },
    ],
    worked: ['promise3', 'promise14'],
  },
  facts: {
    squaredRight: { run: 'right', step: 200, measure: 'predictionAtMean' },
    squaredWrong: { run: 'wrong', step: 200, measure: 'predictionAtMean' },
    absoluteWrong: { run: 'absolute', step: 200, measure: 'predictionAtMean' },
    huberWrong: { run: 'huber', step: 200, measure: 'predictionAtMean' },
    slope50: {
      loss: { id: 'mse_loss' },
      tensors: { input: { shape: [1], data: [60] }, target: { shape: [1], data: [50] } },
      gradient: 'input',
    },
    slope800: {
      loss: { id: 'mse_loss' },
      tensors: { input: { shape: [1], data: [60] }, target: { shape: [1], data: [800] } },
      gradient: 'input',
    },
    sign50: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [1], data: [60] }, target: { shape: [1], data: [50] } },
      gradient: 'input',
    },
    sign800: {
      loss: { id: 'l1_loss' },
      tensors: { input: { shape: [1], data: [60] }, target: { shape: [1], data: [800] } },
      gradient: 'input',
    },
    promise3: {
      loss: { id: 'l1_loss' },
      tensors: {
        input: { shape: [5], data: [3, 3, 3, 3, 3] },
        target: { shape: [5], data: [2, 2, 3, 3, 60] },
      },
    },
    promise14: {
      loss: { id: 'l1_loss' },
      tensors: {
        input: { shape: [5], data: [14, 14, 14, 14, 14] },
        target: { shape: [5], data: [2, 2, 3, 3, 60] },
      },
    },
  },
  teacher: {
    aim: 'Know that squared error aims at the mean and absolute error at the median, and why outliers pull on one and not on the other.',
    short:
      'Predict, then run Squared error and Absolute error. Let students work out mean and median by hand.',
    long: 'Add Huber loss, and draw the three losses in [Shapes](lab:shapes?loss=mse_loss&with=l1_loss,huber_loss&v=1): the slope at the outlier explains the run. Then collect real data with outliers in class, for example travel times to school.',
    discuss: [
      'A newspaper reports the mean income, another one the median income. Which is higher, and which would you report?',
      'When is an outlier a mistake, and when is it the most important example of all?',
      'What happens under absolute error if three of the five prices are typed wrong?',
    ],
    stumbling: [
      '“Absolute error ignores the outlier.” It counts it as one price above, as it would count any other.',
      '“One should always delete outliers.” Only if they are mistakes. A loss that is not sensitive to them needs no deleting.',
    ],
  },
} satisfies Chapter;
