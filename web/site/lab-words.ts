// What the page says of each lab while it is open; the first one's words stand in index.html too.

export interface LabWords {
  /** In the window's title. */
  title: string;
  /** The page's first heading. */
  heading: string;
  /** Three sentences under the navigation: what this is, why, and what to do first. */
  about: string;
}

export const labWords: Record<string, LabWords> = {
  train: {
    title: 'Train',
    heading: 'Train a model and watch its loss',
    about:
      'A loss is one number that says how wrong a model is. Training makes it smaller, step by step. Change any underlined word and watch.',
  },
  anatomy: {
    title: 'Anatomy',
    heading: 'Where the number comes from',
    about:
      'Each step sees a few examples, and each has a loss. With the penalty, their mean is what the step lowers. Choose an example.',
  },
  shapes: {
    title: 'Shapes',
    heading: 'What each loss says of a prediction',
    about:
      'A loss judges what the model says. Its slope, below, is how hard a step pulls. Move a slider, or set several losses on one axis, and look at the marks.',
  },
  triplet: {
    title: 'Triplet',
    heading: 'Anchor, positive and negatives',
    about:
      'Triplet loss asks that what belongs together lies nearer than what does not, by a margin. A triplet that keeps the margin costs nothing and teaches nothing. Drag the points.',
  },
  'next-token': {
    title: 'Next token',
    heading: 'What comes next',
    about:
      'A small language model learns to spell names, then Shakespeare. Its loss is surprise: −log of the probability it gave to the letter that came. Type a beginning and see what it expects.',
  },
  race: {
    title: 'Race',
    heading: 'Optimizers from the same start',
    about:
      'All optimizers start at one place and see the same batches. One run can be luck, so each runs over several seeds, and the median counts. Choose who runs.',
  },
  landscape: {
    title: 'Landscape',
    heading: 'The cost around a trained model',
    about:
      'The cost depends on thousands of numbers; a picture shows two directions. Lines join equal costs. The path is what training took.',
  },
  'two-losses': {
    title: 'Two losses',
    heading: 'The same model under two losses',
    about:
      'One network learns to read digits twice, from the same start on the same batches. Only the loss differs: cross-entropy, or the squared error of its probabilities. Watch which one learns.',
  },
  reference: {
    title: 'Reference',
    heading: 'Losses, optimizers and schedules',
    about:
      'Every loss, optimizer and schedule has its page. It says the formula, the parameters and what they do, and the line for PyTorch. Links lead to the lab where it can be tried.',
  },
};
