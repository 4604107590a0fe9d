/** Sections of an experiment whose entries the catalog lists. */
export const sections = {
  task: 'tasks',
  model: 'models',
  loss: 'losses',
  miner: 'miners',
  optimizer: 'optimizers',
  schedule: 'schedules',
} as const;
export type Section = keyof typeof sections;
export const sectionNames = Object.keys(sections) as Section[];

/** Settings outside the sections that are one value each. */
export const scalars = [
  'gradient_clip',
  'batch_size',
  'steps',
  'seed',
  'precision',
  'evaluate_every',
] as const;
