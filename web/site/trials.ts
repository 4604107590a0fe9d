// What to try in the labs that are no training of one experiment. A test holds each against what it shows.

export interface Trial {
  words: string;
  /** What to watch for. */
  watch: string;
  /** The lab's part of the address that sets it up. */
  address: string;
}

export const trials: Record<string, Trial[]> = {
  shapes: [
    {
      words: 'Cross-entropy beside the squared error of probabilities',
      watch:
        'Look at “confidently wrong”: cross-entropy pulls with slope −1 there, the Brier score with almost none. That is why one learns where the other stalls.',
      address: 'loss=cross_entropy&with=brier_loss&v=1',
    },
    {
      words: 'Huber’s loss with a delta of 0.5',
      watch:
        'Near the target it is the squared error, farther out the absolute one: the outlier pulls with 0.5 instead of 6.',
      address: 'loss=huber_loss&loss.delta=0.5&with=mse_loss,l1_loss&v=1',
    },
    {
      words: 'What being sure and wrong costs',
      watch:
        'A probability of 0.5 for the truth costs 0.69 nats, 0.1 costs 2.30. Towards 0 there is no bound.',
      address: 'loss=binary_cross_entropy&v=1',
    },
  ],
  triplet: [
    {
      words: 'A margin of 0.2',
      watch:
        'Only the negative that is nearer than the positive still teaches. All others keep so small a margin, and pull no more.',
      address: 'loss=triplet_margin_loss&loss.margin=0.2&v=1',
    },
    {
      words: 'The hardest negative alone',
      watch: 'One arrow remains. It teaches fast, and one mislabelled example is enough to mislead it.',
      address: 'loss=triplet_margin_loss&mining=hardest&v=1',
    },
    {
      words: 'All points in one place',
      watch:
        'Every distance is 0, so each loss is exactly the margin. A loss that is stuck at its margin means this collapse.',
      address: 'loss=triplet_margin_loss&a=0,0&p=0,0&n=0,0;0,0;0,0&v=1',
    },
  ],
  race: [
    {
      words: 'Gradient descent just below its edge',
      watch:
        'The bowl’s steepest curvature is 25, so a rate up to 2/25 = 0.08 converges. At 0.078 it swings from side to side and still comes down.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.078&v=1',
    },
    {
      words: 'Gradient descent just above it',
      watch: 'At 0.082 each swing is wider than the last: the height grows without end, however slowly.',
      address: 'on=quadratic&noise=0&seeds=1&race=sgd:0.082&v=1',
    },
    {
      words: 'On real digits',
      watch: 'Where the bands of two optimizers overlap, another seed could have turned their order around.',
      address: 'on=digits&steps=200&v=1',
    },
  ],
  landscape: [
    {
      words: 'Two random directions',
      watch:
        'A bowl around the trained model. The path looks short: of a way through thousands of directions, two chosen by chance show little.',
      address: 'look=random:1&task=digits&v=1',
    },
    {
      words: 'After 50 steps only',
      watch: 'The end of the path lies high on the slope; the lowest place seen is below it.',
      address: 'task=digits&steps=50&v=1',
    },
    {
      words: 'A straight line’s squared error',
      watch:
        'The cost of a linear model is a bowl, exactly: the lines are ellipses, and there is one lowest place.',
      address: 'task=houses&v=1',
    },
  ],
  'two-losses': [
    {
      words: 'Adam instead of plain gradient descent',
      watch:
        'Adam rescales gradients, which hides how little the squared error pulls: both read about as well.',
      address: 'optimizer=adam&lr=0.003&v=1',
    },
    {
      words: 'Adam, from a start that is sure and wrong',
      watch:
        'The last layer starts 30 times as large. The difference is back: the squared error stays behind.',
      address: 'optimizer=adam&lr=0.003&sureness=30&v=1',
    },
    {
      words: 'Plain gradient descent at ten times the rate',
      watch: 'The squared error now learns too: its pull was weak, not wrong.',
      address: 'lr=1&v=1',
    },
  ],
};
