// The catalog's descriptions of its entries.
import type { CompleteExperiment } from './experiment.ts';
import type { ParameterValue } from './spec.ts';

export interface ParameterDescriptor {
  id: string;
  type: 'number' | 'integer' | 'boolean' | 'choice' | 'integers' | 'numbers' | 'text';
  default: ParameterValue;
  min?: number;
  max?: number;
  /** The range excludes its lower end: `lr` is greater than 0. */
  above_min?: boolean;
  choices?: string[];
  scale?: 'linear' | 'log';
  doc: string;
}

export interface InputDescriptor {
  id: string;
  shape: string;
  kind: 'real' | 'class_index' | 'probability' | 'log_probability' | 'sign' | 'non_negative';
  optional?: boolean;
}

/**
 * The PyTorch equivalent of an entry. In `call` and `step`, `{margin}` stands for the value of a parameter,
 * `{max_eval|0=None}` for None where it is 0, a choice among the entries of another list for that entry's call, and
 * `{parameters}`, `{steps}` and `{lr}` for the trained parameters, the planned length and the learning rate.
 */
export interface PyTorch {
  /**
   * A Python expression: the mean loss of tensors named like its inputs, the constructor of an optimizer or a schedule,
   * a miner's triplets of `embeddings` and `labels`, a distance between `a` and `b`. Empty where nothing is needed.
   */
  call?: string;
  /** Python that defines what the call uses, where PyTorch lacks it. */
  code?: string;
  /** Why there is no PyTorch equivalent. */
  missing?: string;
  /** Parameters that the call does not have, separated by spaces. */
  without?: string;
  /** Of a schedule: lines before the first step. */
  before?: string;
  /** Of a schedule: lines after each step; `schedule.step()` unless given. */
  step?: string;
  /** Why PyTorch may give different numbers. */
  remark?: string;
}

export interface Descriptor {
  id: string;
  title: string;
  summary: string;
  /** LaTeX. */
  formula: string;
  reference?: { title: string; url: string };
  /** Of losses, optimizers, schedules, miners and distances. */
  pytorch?: PyTorch;
  inputs?: InputDescriptor[];
  params: ParameterDescriptor[];
}

export type Family = 'cross_entropy' | 'mean_squared_error' | 'triplet';

export interface LossDescriptor extends Descriptor {
  /** Which of the three families the loss belongs to; it decides the color. */
  family: Family;
  /** The kind of target that the loss takes, and so which tasks it fits. */
  target:
    | 'class_index'
    | 'distribution'
    | 'probability'
    | 'sign'
    | 'class_list'
    | 'real'
    | 'triplet'
    | 'pair'
    | 'batch'
    | 'list'
    | 'order'
    | 'none';
  /** The function that is applied to the model's outputs before the loss in a run. */
  link: 'identity' | 'sigmoid' | 'log_softmax';
  /** Whether it uses triplets or pairs, which a miner can pick. */
  minable: boolean;
  /** Kinds of task that it does not fit, with the reason, to be read after the title. */
  misfits: Partial<Record<Exclude<TaskDescriptor['kind'], 'any'>, string>>;
  /** Unit of its value, for example `nats`. */
  unit: string;
  /**
   * The user's own: its parameter `formula` says what it is. The entry describes the default formula, and fits every
   * task; `describeFormula()` describes another.
   */
  own?: boolean;
  /**
   * What one loss means, where there is a short answer: minus the logarithm of the probability given to the target, or
   * the squared or absolute difference between prediction and target.
   */
  meaning: 'other' | 'log_likelihood' | 'squared_difference' | 'absolute_difference';
}

export interface TaskDescriptor extends Descriptor {
  kind: 'classification' | 'regression' | 'triplet' | 'next_token' | 'search' | 'ranking' | 'any';
  /** What the model learns, to be read after "Train a network": "to read handwritten digits". */
  goal: string;
  /** One example, in a word: `digit`. */
  noun: string;
  /** What is drawn of a trained model; `by_table` leaves it to the kind and the columns of the table. */
  drawing: 'field' | 'curve' | 'predictions' | 'classes' | 'embeddings' | 'tokens' | 'search' | 'by_table';
  /** How one example is drawn, if its inputs are an image: gray values from 0 to 1, row by row. */
  picture?: { kind: 'image'; width: number; height: number };
  /** Names of the classes, if the task has classes; a task with a parameter `classes` uses the first ones. */
  classes?: string[];
  /** Names of the input columns, if they have a meaning. */
  columns?: string[];
  /** What a regression target is, in a word: `price`. */
  quantity?: string;
  /** Unit of a regression target before standardization. */
  unit?: string;
  /** The currency sign before an amount, if the unit is money: `$`. */
  currency?: string;
  /** File next to the engine with the word that each input column counts. */
  words?: string;
  /** What a search finds, in a word: `emoji`. */
  document?: string;
  /** File next to the engine with the task's data, if they are not generated. */
  file?: string;
  /** File next to the engine with the weights at the end of the task's default experiment. */
  trained?: string;
  experiment: CompleteExperiment;
  score: 'accuracy' | 'r2' | 'recall_at_1' | 'recall_at_10' | 'ndcg_at_10';
}

export interface MinerDescriptor extends Descriptor {
  /** It draws triplets from the whole training set, so a batch consists of triplets; others pick them within a batch. */
  draws: boolean;
}

export interface ModelDescriptor extends Descriptor {
  /** What its inputs are: numbers, sequences of tokens, or texts as bags of tokens. */
  reads: 'numbers' | 'tokens' | 'texts';
  /** How its parameters are connected. */
  structure: 'layers' | 'token_layers' | 'token_table' | 'transformer' | 'text_bags';
  /** Its name in a sentence: "a small transformer". */
  phrase: string;
}

export interface OptimizerDescriptor extends Descriptor {
  /** Default learning rates, for a model and for a surface of minimize(). */
  natural_lr: { model: number; surface: number };
  /** Its steps scale with the gradient; others divide the gradient by its size. */
  follows_gradient: boolean;
  /** It evaluates the objective at points of its own: for runs and minimize(), not for createOptimizer(). */
  closure: boolean;
  /** Cost, score and predictions use a mean of the trained parameters: see `evaluationParameters`. */
  averages: boolean;
}

/** A surface for minimize() and surface(). */
export interface SurfaceDescriptor extends Descriptor {
  /** The part of the plane that shows it. */
  domain: { x: [number, number]; y: [number, number] };
  /** A good starting point for a demonstration. */
  start: [number, number];
  /** All global minima; none for a surface without a lower bound. */
  minima: [number, number][];
  /** The value there. */
  minimum: number | null;
}

export interface Catalog {
  losses: LossDescriptor[];
  miners: MinerDescriptor[];
  distances: Descriptor[];
  optimizers: OptimizerDescriptor[];
  schedules: Descriptor[];
  models: ModelDescriptor[];
  tasks: TaskDescriptor[];
  functions: SurfaceDescriptor[];
}
