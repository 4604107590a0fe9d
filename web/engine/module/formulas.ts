// Losses that are written as formulas: what they mean, and their numbers for one example.
import type { FormulaDescription, FormulaExample, FormulaTrace, InputDescriptor } from '../api/types.ts';
import type { Bindings } from './bindings.ts';
import type { Shared } from './first-script.ts';

export function describeFormula(
  { check, unknownName }: Shared,
  bindings: Bindings,
  formula: string,
): FormulaDescription {
  const described = bindings.describeFormula(check.text('formula', formula));
  if (!described.problem) return described;
  const { known = [], ...problem } = described.problem;
  // Every short name is close to one or two letters.
  const nearest =
    known.length > 0 && problem.given.length > 2
      ? unknownName('formula', problem.given, known).nearest
      : undefined;
  return { ...described, problem: { ...problem, ...(nearest ? { nearest } : {}) } };
}

export function traceFormula(
  shared: Shared,
  bindings: Bindings,
  formula: string,
  example: FormulaExample,
): FormulaTrace {
  const { check, ExperimentError } = shared;
  const { problem, loss } = describeFormula(shared, bindings, formula);
  if (problem || !loss)
    throw new ExperimentError(
      'formula',
      problem?.given ?? '',
      problem?.allowed ?? 'a formula',
      problem?.nearest,
    );
  const inputs = loss.inputs ?? [];
  const names = inputs.map(({ id }) => id);
  const given = check.object('example', example, names);
  const numbers = names.map((name) => check.finiteTensor(`example.${name}`, given[name]).data);
  const length = numbers[0]?.length ?? 0;
  inputs.forEach((input, index) => {
    const data = numbers[index] as ArrayLike<number>;
    const path = `example.${input.id}.data`;
    const wanted = isRow(input) ? length : 1;
    if (data.length !== wanted || wanted === 0)
      throw new ExperimentError(
        path,
        `${data.length} numbers`,
        wanted === 1 ? 'one number' : `${wanted} numbers`,
      );
    if (input.kind === 'class_index') check.integer(`${path}[0]`, data[0], { min: 0, max: length - 1 });
  });
  return bindings.traceFormula(
    formula,
    Object.fromEntries(names.map((name, index) => [name, numbers[index] ?? []])),
  );
}

/** Whether an example has a row of numbers of an input: "(N, C) or (C)". */
const isRow = ({ shape }: InputDescriptor) => shape.startsWith('(N, ');
