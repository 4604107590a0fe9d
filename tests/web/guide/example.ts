// A guide of two chapters, and what a reader has done in it.
import type { Outline } from '../../../web/guide/outline.ts';
import type { ChapterProgress } from '../../../web/guide/progress.ts';

const options = [
  { text: 'About 0.1', idea: 'the loss is the probability' },
  { text: 'About 1', idea: 'the loss counts mistakes' },
  { text: 'About 2.3', right: true as const },
];

export const outline: Outline = [
  {
    id: 'cross-entropy',
    number: 1,
    title: 'Cross-entropy is surprise',
    predict: { ask: 'What will the loss be?', options },
    check: { ask: 'What does 4.61 mean?', options },
    runs: [{ label: 'Digits', experiment: 'task=digits&v=1' }],
  },
  {
    id: 'overfitting',
    number: 2,
    title: 'Overfitting',
    predict: { ask: 'Will it fall?', options },
    check: { ask: 'Where would you stop?', options },
    runs: [],
  },
];

export const chapterIds = outline.map(({ id }) => id);

export const done: Record<string, ChapterProgress> = {
  'cross-entropy': {
    predict: 1,
    check: 2,
    runs: [{ experiment: 'task=digits&optimizer=adam&optimizer.lr=0.01&v=1', step: 1000, testCost: 0.0949 }],
  },
  overfitting: { predict: 0 },
};

export const progress = (chapter: string): ChapterProgress => done[chapter] ?? {};
