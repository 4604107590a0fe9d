// What the next-token lab can be asked to learn, and the experiment that it makes of it.
import type { Catalog, CompleteExperiment, Experiment } from 'loss-playground/engine';

export const lessons = {
  names: 'to spell names',
  shakespeare: 'to write like Shakespeare',
  fine_tuning: 'to write Shakespeare after names',
  custom_text: 'to write like your text',
} as const;
export type Lesson = keyof typeof lessons;

/** The lesson that a visitor's own text is. */
export const ownLesson: Lesson = 'custom_text';

export const isLesson = (text: string): text is Lesson => Object.hasOwn(lessons, text);

export const lessonOf = ({ task, fine_tuning }: CompleteExperiment): Lesson =>
  fine_tuning ? 'fine_tuning' : isLesson(task.id) ? task.id : 'names';

/** Shares of each batch that practise the first text. */
export const replays = [0, 0.1, 0.3];

/** Fine-tuning starts from the model that is stored beside the engine, at a rate that neither crawls nor wrecks it. */
const fineTuning = (replay: number): Experiment => ({
  version: 1,
  task: { id: 'shakespeare' },
  optimizer: { id: 'adamw', params: { lr: 0.003 } },
  schedule: { id: 'constant' },
  steps: 1000,
  // Often enough to see the first text being forgotten.
  evaluate_every: 50,
  fine_tuning: { initial: 'names', replay },
});

/** Lessons that are no task of their own. */
const special: Partial<Record<Lesson, (replay: number) => Experiment>> = { fine_tuning: fineTuning };

export const experimentOf = (lesson: Lesson, replay = 0): Experiment =>
  special[lesson]?.(replay) ?? { version: 1, task: { id: lesson }, evaluate_every: 500 };

/** Settings under which a model of next tokens learns well here. */
const rates: Record<string, Partial<Experiment>> = {
  bigram: {
    evaluate_every: 100,
    optimizer: { id: 'adam', params: { lr: 0.05 } },
    schedule: { id: 'cosine_annealing_lr' },
    batch_size: 512,
    steps: 2000,
  },
  transformer: {
    optimizer: { id: 'adamw', params: { lr: 0.003 } },
    schedule: { id: 'warmup_cosine' },
    steps: 3000,
  },
};

/** The same lesson with another model, where it can have one; the task where it has settings or a text of its own. */
export function withModel(lesson: Lesson, model: string, task = experimentOf(lesson).task): Experiment {
  // A lesson that begins at a stored model has that model.
  if (special[lesson]) return experimentOf(lesson);
  return { ...experimentOf(lesson), task, model: { id: model }, ...rates[model] };
}

/** Models that predict tokens. */
export const tokenModels = ({ models }: Catalog): { value: string; words: string }[] =>
  models.flatMap(({ id, reads, phrase }) => (reads === 'tokens' ? [{ value: id, words: phrase }] : []));

export interface Suggestion {
  words: string;
  watch: string;
  experiment: Experiment;
}

export const suggestions: Suggestion[] = [
  {
    words: 'A table of letter pairs',
    watch:
      'Gradient descent on it ends at the shares that counting gives: minimising cross-entropy is maximising likelihood. It stops near 2.45 nats, 11.6 choices.',
    experiment: withModel('names', 'bigram'),
  },
  {
    words: 'A network that sees 8 letters',
    watch: 'It goes on where the table must stop, to about 2.07 nats: a perplexity of 8.',
    experiment: experimentOf('names'),
  },
  {
    words: 'Fine-tune it on Shakespeare',
    watch: 'J on Shakespeare falls. The dotted line is J on names: it rises, the model forgets.',
    experiment: experimentOf('fine_tuning'),
  },
  {
    words: 'Fine-tune, and practise names in 3 of 10 examples',
    watch: 'J on names stays nearly where it was; J on Shakespeare falls almost as far.',
    experiment: experimentOf('fine_tuning', 0.3),
  },
];
