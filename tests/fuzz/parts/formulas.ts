import type { FormulaDescription, Tensor } from 'loss-playground/engine';
import { createEngine } from '../../engine/support.ts';
import { mayRefuse } from '../draw/support.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

/** Words that formulas are made of, and some that they are not. */
const words = [
  ...['input', 'target', 'anchor', 'positive', 'negative', 'classes', 'dimensions', 'pi', 'e', 'd', 'δ', 'x'],
  ...[
    'where(',
    'min(',
    'max(',
    'clamp(',
    'abs(',
    'exp(',
    'log(',
    'sqrt(',
    'sum(',
    'mean(',
    'softmax(',
    'norm(',
  ],
  ...['log_softmax(', 'logsumexp(', 'one_hot(', 'dot(', 'distance(', 'cosine(', 'relu(', 'erf(', 'sigmoid('],
  ...[
    '(',
    ')',
    '[',
    ']',
    '[target]',
    ',',
    '+',
    '-',
    '*',
    '/',
    '^',
    '**',
    '<',
    '<=',
    '==',
    '!=',
    '=',
    '..',
    '…',
  ],
  ...[
    'and',
    'or',
    'not',
    'in',
    ' ',
    '\n',
    ';',
    '# ',
    '0',
    '1',
    '2.5',
    '1e9',
    '1e-300',
    '.5',
    '0..10',
    '−',
    '≤',
  ],
  ...['$', '😀', '\0', '"', '\u00a0', '\uffff', 'softmx(', 'inptu', '__proto__', 'constructor'],
];

/** Formulas that are valid, to be damaged. */
const valid = [
  'delta = 1 in 0..10\nd = input - target\nwhere(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))',
  'gamma = 2 in 0..5\np = softmax(input)[target]\n-(1 - p)^gamma * log_softmax(input)[target]',
  'relu(distance(anchor, positive) - distance(anchor, negative) + 1)',
  'target * softplus(-input) + (1 - target) * softplus(input)',
  'sum((softmax(input) - one_hot(target))^2)',
];

function text(random: Random): string {
  if (random.chance(0.5)) return random.list(random.integer(0, 30), () => random.pick(words)).join('');
  let formula = random.pick(valid);
  for (let turn = random.integer(0, 4); turn > 0; turn--) {
    const at = random.integer(0, formula.length);
    const cut = random.integer(0, random.chance(0.5) ? 1 : 6);
    formula = formula.slice(0, at) + (random.chance(0.6) ? random.pick(words) : '') + formula.slice(at + cut);
  }
  return random.chance(0.02)
    ? random.pick(['(', '-', '1+', 'abs(', '2^', 'not ']).repeat(random.integer(1, 3000))
    : formula;
}

/** Tensors as a formula wants them. */
function tensors(random: Random, { loss }: FormulaDescription): Record<string, Tensor> {
  const [rows, columns] = [random.integer(1, 5), random.integer(1, 4)];
  const number = () =>
    random.pick([0, 1, -1, random.unit() * 4 - 2, random.unit() * 200 - 100, 1e30, -1e-30]);
  return Object.fromEntries(
    (loss?.inputs ?? []).map(({ id, shape, kind }) => {
      const size = shape.startsWith('(N, ') ? [rows, columns] : [rows];
      const draw = kind === 'class_index' ? () => random.integer(0, columns - 1) : number;
      return [id, { shape: size, data: random.list(rows * (size[1] ?? 1), draw) }];
    }),
  );
}

/** What a description says of its own text must be places within it. */
function checkPlaces({ nodes, locals, parameters, notes, result }: FormulaDescription, length: number): void {
  for (const { begin, end } of [...nodes, ...parameters, ...notes])
    if (!(0 <= begin && begin <= end && end <= length))
      throw new Error(`a place from ${begin} to ${end} of ${length}`);
  nodes.forEach(({ args }, index) => {
    if (args.some((arg) => arg >= index)) throw new Error(`part ${index} comes before its arguments`);
  });
  if (![result, ...locals.map(({ node }) => node)].every((node) => node >= 0 && node < nodes.length))
    throw new Error('a name of no part');
}

export default {
  title: 'formulas of any text are refused at a place, or evaluated',
  async start() {
    const engine = await createEngine();
    return async (random) => {
      const formula = random.note('formula', text(random));
      const described = await mayRefuse(() => engine.describeFormula(formula));
      if (!described) return;
      const { problem, nodes, result } = described;
      if (problem) {
        if (!(problem.begin <= problem.end && problem.end <= Math.max(formula.length, 4000)))
          throw new Error(`a problem from ${problem.begin} to ${problem.end} of ${formula.length}`);
        if (!problem.allowed) throw new Error('a problem without what is allowed');
        return;
      }
      checkPlaces(described, formula.length);
      const given = random.note('tensors', tensors(random, described));
      const loss = { id: 'expression', params: { formula }, reduction: 'none' } as const;
      const found = await mayRefuse(() => engine.evaluateLoss(loss, given));
      if (!found) return;
      const [first] = (found.value as Tensor).data as ArrayLike<number> as number[];
      const example = Object.fromEntries(
        Object.entries(given).map(([id, { shape, data }]) => {
          const length = shape[1] ?? 1;
          return [id, { shape: shape.slice(1), data: Array.from(data).slice(0, length) }];
        }),
      );
      const trace = engine.traceFormula(formula, example);
      if (trace.values.length !== nodes.length || trace.slopes.length !== nodes.length)
        throw new Error('a part without a number');
      if (!Object.is(trace.values[result]?.[0], trace.value)) throw new Error('the result is another part');
      // There a parameter is no constant, whose powers are products: other roundings.
      const apart = Math.abs(trace.value - (first ?? 0));
      if (apart > 1e-6 * Math.max(1, Math.abs(trace.value)))
        throw new Error(`the loss is ${first}, and ${trace.value} in its parts`);
    };
  },
} satisfies FuzzPart;
