// What the catalog says of its entries.
import type { CompleteExperiment } from './experiment.ts';
import type { ParameterValue } from './spec.ts';

export interface ParameterDescriptor {
  id: string;
  type: 'number' | 'integer' | 'boolean' | 'choice' | 'integers' | 'numbers' | 'text';
  default: ParameterValue;
  min?: number;
  max?: number;
  /** The range leaves its lower end out: `lr` is greater than 0. */
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
 * What an entry is in PyTorch. In `call` and `step`, `{margin}` stands for a parameter's value, `{max_eval|0=None}` for
 * None where that is 0, a choice among entries of another list for that entry's call, and `{parameters}`, `{steps}` and
 * `{lr}` for what is trained, the planned length and the optimizer's rate.
 */
export interface PyTorch {
  /**
   * A Python expression: a loss's mean for tensors named as its inputs, what makes an optimizer or a schedule, a miner's
   * triplets of `embeddings` and `labels`, a distance of `a` and `b`. Empty where there is nothing to do.
   */
  call?: string;
  /** Python that defines what the call names, where PyTorch has no such thing. */
  code?: string;
  /** Why there is no call. */
  missing?: string;
  /** Parameters that have no place in the call, with a space between two. */
  without?: string;
  /** Of a schedule: lines before the first step. */
  before?: string;
  /** Of a schedule: lines after each step; `schedule.step()` unless told. */
  step?: string;
  /** Why PyTorch may come to other numbers. */
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
  /** Which of the three families a loss belongs to: it decides its colour. */
  family: Family;
  /** What a training target is for this loss, and so which tasks it fits. */
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
  /** What stands between the model's outputs and the loss in a run. */
  link: 'identity' | 'sigmoid' | 'log_softmax';
  /** Whether it learns from triplets that a miner can pick. */
  minable: boolean;
  /** Kinds of task that it does not fit, with the reason, to stand after the title. */
  misfits: Partial<Record<Exclude<TaskDescriptor['kind'], 'any'>, string>>;
  /** What its value is measured in, for instance `nats`. */
  unit: string;
  /**
   * What one loss is, where words can say it: minus the logarithm of the probability given to the truth, or the squared
   * or absolute difference of a prediction from its target.
   */
  meaning: 'other' | 'log_likelihood' | 'squared_difference' | 'absolute_difference';
}

export interface TaskDescriptor extends Descriptor {
  kind: 'classification' | 'regression' | 'triplet' | 'next_token' | 'search' | 'ranking' | 'any';
  /** What the model is taught, to stand after "Teach a network": "to read handwritten digits". */
  goal: string;
  /** One example, in a word: `digit`. */
  noun: string;
  /** What is drawn of a trained model; `by_table` leaves it to the kind and the columns of the table. */
  drawing: 'field' | 'curve' | 'predictions' | 'classes' | 'embeddings' | 'tokens' | 'search' | 'by_table';
  /** How one example is drawn, where its inputs are a picture: gray values from 0 to 1, row by row. */
  picture?: { kind: 'image'; width: number; height: number };
  /** Names of the classes, where the task has classes; of a task with a parameter `classes`, the first so many. */
  classes?: string[];
  /** Names of the input columns, where they mean something. */
  columns?: string[];
  /** What a regression target is, in a word: `price`. */
  quantity?: string;
  /** Unit of a regression target before standardisation. */
  unit?: string;
  /** The sign that stands before an amount, where the unit is money: `$`. */
  currency?: string;
  /** File beside the engine with the word that each input column counts. */
  words?: string;
  /** File beside the engine that holds the task's data, where it is not generated. */
  file?: string;
  /** File beside the engine with the weights that the natural experiment ends at. */
  trained?: string;
  experiment: CompleteExperiment;
  score: 'accuracy' | 'r2' | 'recall_at_1' | 'recall_at_10' | 'ndcg_at_10';
}

export interface MinerDescriptor extends Descriptor {
  /** It draws triplets from the whole training set, so that a batch is rows of triplets; others pick them in a batch. */
  draws: boolean;
}

export interface ModelDescriptor extends Descriptor {
  /** What its inputs are: quantities, tokens in order, or texts as bags of tokens. */
  reads: 'numbers' | 'tokens' | 'texts';
  /** How its parameters are connected. */
  structure: 'layers' | 'token_layers' | 'token_table' | 'transformer' | 'text_bags';
  /** In a sentence on what is trained: "a small transformer". */
  phrase: string;
}

export interface OptimizerDescriptor extends Descriptor {
  /** Learning rates to start from, on a model and on a surface of minimize(). */
  natural_lr: { model: number; surface: number };
  /** A step grows with the gradient; others divide the gradient by its size. */
  follows_gradient: boolean;
  /** It asks for the objective at points of its own: for runs and minimize(), not for createOptimizer(). */
  closure: boolean;
  /** Cost, score and predictions are of a mean of what is trained: see `evaluationParameters`. */
  averages: boolean;
}

/** A surface for minimize() and surface(). */
export interface SurfaceDescriptor extends Descriptor {
  /** The part of the plane that shows it. */
  domain: { x: [number, number]; y: [number, number] };
  /** A place from where the way down is worth watching. */
  start: [number, number];
  /** All lowest points; none for a surface that falls without end. */
  minima: [number, number][];
  /** The height there. */
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
