// A formula as a Python function for PyTorch, over a whole batch.
import type { FormulaDescription, FormulaNode, PyTorch } from 'loss-playground/engine';
import { type Reader, reader } from './parts.ts';
import { aligned, type Code, held, type Shape, Tight } from './python-code.ts';
import { call } from './pytorch-calls.ts';

/** Names that a parameter or a local cannot have in Python, or that the function needs itself. */
const taken = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield ' +
    'torch F math own_loss input target anchor positive negative min max abs'
  ).split(' '),
);

const pythonName = (name: string) => (taken.has(name) ? `${name}_` : name);

/** Numbers of Python with a point: PyTorch makes no whole ones of them. */
const float = (value: number) => (/^-?\d+$/.test(String(value)) ? `${value}.0` : String(value));

/** What the inputs are called, and the shape of the target, by what the formula is a function of. */
const inputs: Record<Reader['subject'], string[]> = {
  number: ['input', 'target'],
  class: ['input', 'target'],
  triplet: ['anchor', 'positive', 'negative'],
};

const docs: Record<Reader['subject'], string> = {
  number: 'The loss of each prediction.',
  class: 'The loss of each example: logits of shape (N, C) and class indices of shape (N).',
  triplet: 'The loss of each triplet: embeddings of shape (N, D).',
};

const constants: Record<string, string> = { pi: 'math.pi', e: 'math.e' };

/** Inputs that count the numbers of a row. */
const counts: Record<string, string> = { classes: 'input.shape[-1]', dimensions: 'anchor.shape[-1]' };

const binary: Record<string, Tight> = {
  '+': Tight.sum,
  '-': Tight.sum,
  '*': Tight.product,
  '/': Tight.product,
  '<': Tight.comparison,
  '<=': Tight.comparison,
  '>': Tight.comparison,
  '>=': Tight.comparison,
  '==': Tight.comparison,
  '!=': Tight.comparison,
};

class Writer {
  readonly #read: Reader;
  /** Shapes of the names, by the place of what they name. */
  readonly #shapes = new Map<string, Shape>();

  constructor(read: Reader) {
    this.#read = read;
  }

  /** Remembers what a local name is. */
  define(name: string, shape: Shape): void {
    this.#shapes.set(name, shape);
  }

  of(node: FormulaNode): Code {
    const whole = (text: string, shape: Shape): Code => ({ text, tight: Tight.whole, shape });
    switch (node.kind) {
      case 'number':
        return whole(node.word, 'number');
      case 'constant':
        return whole(constants[node.word] ?? node.word, 'number');
      case 'parameter':
        return whole(pythonName(node.word), 'number');
      case 'local':
        return whole(pythonName(node.word), this.#shapes.get(node.word) ?? 'each');
      case 'input': {
        const count = counts[node.word];
        return count ? whole(count, 'number') : whole(node.word, node.row ? 'rows' : 'each');
      }
      case 'index': {
        const row = held(this.of(this.#read.arg(node, 0)), Tight.whole);
        return whole(`${row}.gather(-1, target[:, None]).squeeze(-1)`, 'each');
      }
      case 'operator':
        return this.#operator(node);
      case 'call':
        return call(
          node.word,
          node.args.map((place) => this.of(this.#read.node(place))),
          this.#read.arg(node, 0).row,
        );
    }
  }

  #operator({ word, args }: FormulaNode): Code {
    const { parts, shape } = aligned(args.map((place) => this.of(this.#read.node(place))));
    const [first, second] = parts as [Code, Code];
    if (word === 'not')
      return shape === 'number'
        ? { text: `not ${held(first, Tight.comparison)}`, tight: Tight.loose, shape }
        : { text: `~${held(first, Tight.whole)}`, tight: Tight.negation, shape };
    if (args.length === 1) return { text: `-${held(first, Tight.negation)}`, tight: Tight.negation, shape };
    if (word === '^')
      return {
        text: `${held(first, Tight.whole)} ** ${held(second, Tight.negation)}`,
        tight: Tight.power,
        shape,
      };
    if (word === 'and' || word === 'or') {
      const [sign, least] =
        shape === 'number' ? [word, Tight.comparison] : [word === 'and' ? '&' : '|', Tight.sum];
      return { text: `${held(first, least)} ${sign} ${held(second, least)}`, tight: Tight.loose, shape };
    }
    const tight = binary[word] ?? Tight.loose;
    const next = (
      Tight.sum === tight || Tight.product === tight || Tight.comparison === tight ? tight + 1 : tight
    ) as Tight;
    const left = tight === Tight.comparison ? next : tight;
    return { text: `${held(first, left)} ${word} ${held(second, next)}`, tight, shape };
  }
}

/** What does not depend on the prediction is a number all the same for each example. */
function perExample(code: Code, subject: Reader['subject']): string {
  if (code.shape !== 'number') return code.text;
  const zero = { number: '0 * input', class: '0 * input.sum(dim=-1)', triplet: '0 * anchor.sum(dim=-1)' };
  return `${zero[subject]} + ${held(code, Tight.sum)}`;
}

/** The function, and the call that is the mean loss of a batch. */
export function pytorchOfFormula(description: FormulaDescription): Required<Pick<PyTorch, 'code' | 'call'>> {
  const read = reader(description);
  const writer = new Writer(read);
  const names = inputs[read.subject];
  const options = description.parameters.map(({ id, value }) => `${pythonName(id)}=${float(value)}`);
  const locals = description.locals.map(({ name, node }) => {
    const code = writer.of(read.node(node));
    writer.define(name, code.shape);
    return `    ${pythonName(name)} = ${code.text}`;
  });
  const loss = perExample(writer.of(read.node(description.result)), read.subject);
  return {
    code: [
      `def own_loss(${[...names, ...options].join(', ')}):`,
      `    """${docs[read.subject]}"""`,
      ...locals,
      `    return ${loss}`,
    ].join('\n'),
    call: `own_loss(${names.join(', ')}).mean()`,
  };
}
