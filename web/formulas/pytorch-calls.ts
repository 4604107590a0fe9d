// The functions of formulas in PyTorch.
import { aligned, type Code, held, Tight } from './python-code.ts';

const whole = (text: string, shape: Code['shape']): Code => ({ text, tight: Tight.whole, shape });

/** Of one argument, number by number; of Python's own numbers they are in `math`, where it has them. */
const elementwise: Record<string, { torch: string; number?: string }> = {
  abs: { torch: 'torch.abs', number: 'abs' },
  sign: { torch: 'torch.sign' },
  exp: { torch: 'torch.exp', number: 'math.exp' },
  log: { torch: 'torch.log', number: 'math.log' },
  log1p: { torch: 'torch.log1p', number: 'math.log1p' },
  expm1: { torch: 'torch.expm1', number: 'math.expm1' },
  sqrt: { torch: 'torch.sqrt', number: 'math.sqrt' },
  tanh: { torch: 'torch.tanh', number: 'math.tanh' },
  sin: { torch: 'torch.sin', number: 'math.sin' },
  cos: { torch: 'torch.cos', number: 'math.cos' },
  erf: { torch: 'torch.erf', number: 'math.erf' },
  sigmoid: { torch: 'torch.sigmoid' },
  softplus: { torch: 'F.softplus' },
  logsigmoid: { torch: 'F.logsigmoid' },
  relu: { torch: 'F.relu' },
};

/** Of a row: a number. */
const reductions: Record<string, (row: Code) => string> = {
  sum: (row) => `${held(row, Tight.whole)}.sum(dim=-1)`,
  mean: (row) => `${held(row, Tight.whole)}.mean(dim=-1)`,
  max: (row) => `${held(row, Tight.whole)}.amax(dim=-1)`,
  min: (row) => `${held(row, Tight.whole)}.amin(dim=-1)`,
  logsumexp: (row) => `torch.logsumexp(${row.text}, dim=-1)`,
  norm: (row) => `torch.linalg.vector_norm(${row.text}, dim=-1)`,
};

/** Of two rows: a number. */
const comparisons: Record<string, (a: Code, b: Code) => string> = {
  dot: (a, b) => `(${held(a, Tight.product)} * ${held(b, Tight.negation)}).sum(dim=-1)`,
  distance: (a, b) => `F.pairwise_distance(${a.text}, ${b.text}, eps=0)`,
  cosine: (a, b) => `F.cosine_similarity(${a.text}, ${b.text}, dim=-1)`,
};

/** A tensor, also of a number of Python. */
const tensor = ({ text, shape }: Code) => (shape === 'number' ? `torch.tensor(${text})` : text);

/** The smaller or larger of two, of which one may be a number. */
function extremum(word: string, args: readonly Code[]): Code {
  const { parts, shape } = aligned(args);
  const [first, second] = parts as [Code, Code];
  if (shape === 'number') return whole(`${word}(${first.text}, ${second.text})`, shape);
  const [varied, bound] = first.shape === 'number' ? [second, first] : [first, second];
  if (bound.shape === 'number')
    return whole(
      `${held(varied, Tight.whole)}.clamp(${word === 'max' ? 'min' : 'max'}=${bound.text})`,
      shape,
    );
  return whole(`torch.${word}imum(${first.text}, ${second.text})`, shape);
}

function where(args: readonly Code[]): Code {
  const { parts, shape } = aligned(args);
  const [condition, yes, no] = parts as [Code, Code, Code];
  if (condition.shape === 'number')
    return {
      text: `${held(yes, Tight.comparison)} if ${condition.text} else ${held(no, Tight.comparison)}`,
      tight: Tight.loose,
      shape,
    };
  return whole(`torch.where(${condition.text}, ${yes.text}, ${no.text})`, shape);
}

function clamp(args: readonly Code[]): Code {
  const [x, low, high] = args as [Code, Code, Code];
  return extremum('min', [extremum('max', [x, low]), high]);
}

/** A function of formulas; `isOfRow` tells the largest entry of a row from the larger of two. */
export function call(word: string, args: readonly Code[], isOfRow: boolean): Code {
  const [first, second] = args as [Code, Code];
  const plain = elementwise[word];
  if (plain)
    return first.shape === 'number' && plain.number
      ? whole(`${plain.number}(${first.text})`, 'number')
      : whole(`${plain.torch}(${tensor(first)})`, first.shape === 'number' ? 'number' : first.shape);
  const compare = comparisons[word];
  if (compare) return whole(compare(first, second), 'each');
  const reduce = reductions[word];
  if (reduce && isOfRow && args.length === 1) return whole(reduce(first), 'each');
  switch (word) {
    case 'softmax':
    case 'log_softmax':
      return whole(`F.${word}(${first.text}, dim=-1)`, 'rows');
    case 'one_hot':
      return whole('F.one_hot(target, input.shape[-1])', 'rows');
    case 'where':
      return where(args);
    case 'clamp':
      return clamp(args);
    default:
      return extremum(word, args);
  }
}
