// A lab's title and heading while it is open. What it is about is in index.html, for all labs, so that the page keeps
// room for the longest.

export interface LabWords {
  /** In the window's title. */
  title: string;
  /** The page's first heading. */
  heading: string;
}

export const labWords: Record<string, LabWords> = {
  train: {
    title: 'Train',
    heading: 'Train a model and watch its loss',
  },
  anatomy: {
    title: 'Anatomy',
    heading: 'Where the number comes from',
  },
  shapes: {
    title: 'Shapes',
    heading: 'What each loss says of a prediction',
  },
  triplet: {
    title: 'Triplet',
    heading: 'Anchor, positive and negatives',
  },
  'next-token': {
    title: 'Next token',
    heading: 'What comes next',
  },
  race: {
    title: 'Race',
    heading: 'Optimizers from the same start',
  },
  landscape: {
    title: 'Landscape',
    heading: 'The cost around a trained model',
  },
  'two-losses': {
    title: 'Two losses',
    heading: 'The same model under two losses',
  },
  reference: {
    title: 'Reference',
    heading: 'Losses, optimizers and schedules',
  },
};
