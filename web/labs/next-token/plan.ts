// The lessons of the next-token lab, and the experiments that they become.
import type { Catalog, CompleteExperiment, Experiment, TaskDescriptor } from 'loss-playground/engine';

export const lessons = {
  names: 'to spell names',
  shakespeare: 'to write like Shakespeare',
  fine_tuning: 'to write Shakespeare after names',
  custom_text: 'to write like your text',
} as const;
export type Lesson = keyof typeof lessons;

/** The lesson for a visitor's own text. */
export const ownLesson: Lesson = 'custom_text';

export const isLesson = (text: string): text is Lesson => Object.hasOwn(lessons, text);

export const lessonOf = ({ task, fine_tuning }: CompleteExperiment): Lesson =>
  fine_tuning ? 'fine_tuning' : isLesson(task.id) ? task.id : 'names';

/** Shares of each batch that come from the first text. */
export const replays = [0, 0.1, 0.3];

/** Fine-tuning starts from the model that is stored with the engine, at a learning rate that suits it. */
const fineTuning = (replay: number): Experiment => ({
  version: 1,
  task: { id: 'shakespeare' },
  optimizer: { id: 'adamw', params: { lr: 0.003 } },
  schedule: { id: 'constant' },
  steps: 1000,
  // Often enough to see the model forget the first text.
  evaluate_every: 50,
  fine_tuning: { initial: 'names', replay },
});

/** Lessons that are not tasks of their own. */
const special: Partial<Record<Lesson, (replay: number) => Experiment>> = { fine_tuning: fineTuning };

export const experimentOf = (lesson: Lesson, replay = 0): Experiment =>
  special[lesson]?.(replay) ?? { version: 1, task: { id: lesson } };

/** Settings under which a model of next tokens learns well here. */
const rates: Record<string, Partial<Experiment>> = {
  bigram: {
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

/** The same lesson with another model, if it can have one; the task if it has settings or its own text. */
export function withModel(lesson: Lesson, model: string, task = experimentOf(lesson).task): Experiment {
  // A lesson that starts from a stored model uses that model.
  if (special[lesson]) return experimentOf(lesson);
  return { ...experimentOf(lesson), task, model: { id: model }, ...rates[model] };
}

/** Tasks whose examples are tokens. */
export const textTasks = ({ tasks }: Catalog): TaskDescriptor[] =>
  tasks.filter(({ kind }) => kind === 'next_token');

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
      'Gradient descent converges to the frequencies you get by counting: minimizing cross-entropy is maximizing likelihood. The test cost stops near 2.46 nats, a perplexity of 11.7: like choosing among 11.7 equally likely letters.',
    experiment: withModel('names', 'bigram'),
  },
  {
    words: 'A network that sees 8 letters',
    watch: 'The test cost falls below that of the table, to about 2.07 nats: a perplexity of 7.9.',
    experiment: experimentOf('names'),
  },
  {
    words: 'Fine-tune it on Shakespeare',
    watch:
      'The cost on Shakespeare falls. The dotted line is the test cost on names: it rises from 2.07 to 2.91 nats, because the model is forgetting names.',
    experiment: experimentOf('fine_tuning'),
  },
  {
    words: 'Fine-tune with names as 30% of each batch',
    watch:
      'The test cost on names rises only to 2.27 nats; in return the test cost on Shakespeare falls to 2.07 nats instead of 1.97.',
    experiment: experimentOf('fine_tuning', 0.3),
  },
];
