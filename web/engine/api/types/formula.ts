// A loss that the user writes as a formula.
import type { LossDescriptor } from './catalog.ts';
import type { Tensor } from './tensor.ts';

/** Characters of a formula, from `begin` up to but not including `end`. */
export interface FormulaPlace {
  begin: number;
  end: number;
}

/** Why a formula is invalid. */
export interface FormulaProblem extends FormulaPlace {
  /** What stands there, to be read after "found"; empty at the end of the formula. */
  given: string;
  /** What was expected there. */
  allowed: string;
  /** The closest known name. */
  nearest?: string;
}

/** A part of a formula, in the order of evaluation: its arguments come before it. */
export interface FormulaNode extends FormulaPlace {
  kind: 'number' | 'constant' | 'input' | 'parameter' | 'local' | 'operator' | 'call' | 'index';
  /** The number, the name, the operator (`-` with one argument is the negation) or the function. */
  word: string;
  /** Places in the list of nodes. Of a local name it is the node that it names. */
  args: number[];
  /** A row of numbers instead of one number. */
  row: boolean;
}

export interface FormulaParameter extends FormulaPlace {
  id: string;
  /** The number in the formula; `begin` and `end` are its place. */
  value: number;
  min?: number;
  max?: number;
}

/** What is worth knowing of a valid formula. */
export interface FormulaNote extends FormulaPlace {
  /**
   * `unused`: it does not depend on the prediction. `flat`: it does, but its slope is 0 wherever it exists.
   * `unstable`: at `at` the part is no finite number, or the slope is none, in the range of use.
   * `stabler`: the part is known in a form that neither overflows nor cancels. `unbounded`: towards `at` the loss falls
   * without end, so training has nothing to converge to.
   */
  kind: 'unused' | 'flat' | 'unstable' | 'stabler' | 'unbounded';
  /** Where it happens: numbers of the inputs. The others are 0. */
  at?: Record<string, number>;
  /** What is there: the loss or its slope is infinite, or not a number. */
  found?: 'infinite_loss' | 'infinite_slope' | 'no_loss' | 'no_slope';
  precision?: 'float32' | 'float64';
  /** What to write instead of the part. */
  better?: string;
}

/** A formula as the engine reads it. With a problem, all else is empty. */
export interface FormulaDescription {
  problem: FormulaProblem | null;
  /** As in the catalog: its inputs, the tasks that it fits, its unit; without `formula` and `pytorch`. */
  loss: LossDescriptor | null;
  parameters: FormulaParameter[];
  nodes: FormulaNode[];
  /** Names that the formula gives to its parts, with the node of each. */
  locals: { name: string; node: number }[];
  /** The node that is the loss. */
  result: number;
  notes: FormulaNote[];
}

/** The parts of a formula for one example. */
export interface FormulaTrace {
  value: number;
  /** One entry per node: one number, or the numbers of a row. */
  values: Float64Array[];
  /** Derivative of the loss with respect to each node, in the same shape. */
  slopes: Float64Array[];
}

/** The inputs of one example: a number each, or a row each. */
export type FormulaExample = Record<string, Tensor>;
