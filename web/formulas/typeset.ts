// A formula as mathematics: fractions, roots, cases, sums over an index.
import type { FormulaDescription, FormulaNode } from 'loss-playground/engine';
import type { Notation } from './notation.ts';
import { type Reader, reader } from './parts.ts';

/** How tightly a part holds together: what stands next to a stronger operator gets parentheses. */
const Hold = { logic: 0, comparison: 1, sum: 2, product: 3, power: 4, whole: 5 } as const;
type Hold = (typeof Hold)[keyof typeof Hold];

interface Typeset<Part> {
  part: Part;
  hold: Hold;
  /** It begins with a digit, so that a factor before it needs a sign. */
  startsWithDigit?: boolean;
  /** Of a negation: what is negated. A minus may stand before a whole product. */
  negated?: Typeset<Part>;
}

const symbols: Record<string, string> = { '<=': '≤', '>=': '≥', '!=': '≠', '==': '=', '-': '−' };

const comparisons = ['<', '<=', '>', '>=', '==', '!='];

/** Letters of the inputs, by what the formula is a function of. */
const inputNames: Record<Reader['subject'], Record<string, string>> = {
  number: { target: 'y' },
  class: { input: 'z', target: 'y', classes: 'C' },
  triplet: { anchor: 'a', positive: 'p', negative: 'n', dimensions: 'D' },
};

/** Of the entries of a row. */
const entryLetter = { number: 'c', class: 'c', triplet: 'i' } as const;

class Typesetter<Part> {
  readonly #to: Notation<Part>;
  readonly #read: Reader;

  constructor(description: FormulaDescription, to: Notation<Part>) {
    this.#to = to;
    this.#read = reader(description);
  }

  /** A node; the entry `index` of it if it is a row and an index is given. */
  of(node: FormulaNode, index: Part | null = null): Typeset<Part> {
    switch (node.kind) {
      case 'number':
        return this.#number(node.word);
      case 'input':
        return this.#entry(this.#input(node.word), node, index);
      case 'constant':
      case 'parameter':
      case 'local':
        return this.#entry(this.#to.name(node.word), node, index);
      case 'operator':
        return this.#operator(node, index);
      case 'index':
        return this.of(this.#read.arg(node, 0), this.#to.name('y'));
      case 'call':
        return this.#call(node, index);
    }
  }

  #whole(part: Part): Typeset<Part> {
    return { part, hold: Hold.whole };
  }

  #number(word: string): Typeset<Part> {
    const { number, operator, power, row } = this.#to;
    const [digits = word, exponent] = word.toLowerCase().split('e');
    if (exponent === undefined) return { part: number(word), hold: Hold.whole, startsWithDigit: true };
    const sign = exponent.startsWith('-') ? [operator('−')] : [];
    const ten = power(number('10'), row(...sign, number(String(Math.abs(Number(exponent))))));
    return Number(digits) === 1
      ? { part: ten, hold: Hold.power, startsWithDigit: true }
      : { part: row(number(digits), operator('⋅'), ten), hold: Hold.product, startsWithDigit: true };
  }

  #input(word: string): Part {
    const letter = inputNames[this.#read.subject][word];
    if (letter) return this.#to.name(letter);
    return this.#read.isLogit ? this.#to.name('x') : this.#to.hat(this.#to.name('y'));
  }

  #entry(part: Part, { row }: FormulaNode, index: Part | null): Typeset<Part> {
    return this.#whole(row && index !== null ? this.#to.index(part, index) : part);
  }

  /** A part with parentheses if it holds less than needed. */
  #held({ part, hold }: Typeset<Part>, least: Hold): Part {
    return hold < least ? this.#to.fenced('(', part, ')') : part;
  }

  #operator(node: FormulaNode, index: Part | null): Typeset<Part> {
    const { operator, row, words, fraction, power } = this.#to;
    const { word, args } = node;
    const [first, second] = args.map((place) => this.of(this.#read.node(place), index)) as [
      Typeset<Part>,
      Typeset<Part>,
    ];
    if (word === 'not')
      return { part: row(words('not '), this.#held(first, Hold.whole)), hold: Hold.comparison };
    if (args.length === 1) return this.#minus(first);
    const sign = operator(symbols[word] ?? word);
    const joined = (part: Part, left: Hold, right: Hold, hold: Hold, before = first): Typeset<Part> => ({
      part: row(this.#held(before, left), part, this.#held(second, right)),
      hold,
      startsWithDigit: before.hold >= left && (before.startsWithDigit ?? false),
    });
    if (comparisons.includes(word)) return joined(sign, Hold.sum, Hold.sum, Hold.comparison);
    switch (word) {
      case 'and':
      case 'or':
        return joined(words(` ${word} `), Hold.comparison, Hold.comparison, Hold.logic);
      case '/': {
        const over = (top: Typeset<Part>) => ({ part: fraction(top.part, second.part), hold: Hold.product });
        return first.negated ? this.#minus(over(first.negated)) : over(first);
      }
      case '*': {
        const startsWithDigit = second.startsWithDigit && second.hold >= Hold.product;
        const dot = startsWithDigit ? operator('⋅') : this.#to.times;
        const times = (factor: Typeset<Part>) =>
          joined(dot, Hold.product, Hold.product, Hold.product, factor);
        return first.negated ? this.#minus(times(first.negated)) : times(first);
      }
      case '^':
        return { part: power(this.#held(first, Hold.whole), second.part), hold: Hold.power };
      default:
        return joined(sign, Hold.sum, Hold.product, Hold.sum);
    }
  }

  #minus(negated: Typeset<Part>): Typeset<Part> {
    const { row, operator } = this.#to;
    return { part: row(operator('−'), this.#held(negated, Hold.product)), hold: Hold.sum, negated };
  }

  /** A function with its arguments in parentheses. */
  #named(name: string, args: readonly Part[]): Typeset<Part> {
    const { row, fenced, operator } = this.#to;
    const listed = row(...args.flatMap((arg, at) => (at === 0 ? [arg] : [operator(','), arg])));
    return this.#whole(row(this.#to.name(name), fenced('(', listed, ')')));
  }

  /** A sum or an extremum over the entries of a row. */
  #over(sign: 'sum' | 'min' | 'max', row: FormulaNode, change = (entry: Typeset<Part>) => entry): Part {
    const letter = this.#to.name(entryLetter[this.#read.subject]);
    return this.#to.row(
      this.#to.over(sign, letter),
      this.#held(change(this.of(row, letter)), sign === 'sum' ? Hold.product : Hold.power),
    );
  }

  #where(node: FormulaNode, index: Part | null): Part {
    const rows: [Part, Part][] = [];
    let rest = node;
    while (rest.kind === 'call' && rest.word === node.word) {
      const [condition, value] = [0, 1].map((at) => this.of(this.#read.arg(rest, at), index).part);
      rows.push([value as Part, this.#to.row(this.#to.words('if '), condition as Part)]);
      rest = this.#read.arg(rest, 2);
    }
    return this.#to.cases([...rows, [this.of(rest, index).part, this.#to.words('otherwise')]]);
  }

  /** e to a part. */
  #exp(part: Part): Typeset<Part> {
    return { part: this.#to.power(this.#to.name('e'), part), hold: Hold.power };
  }

  #onePlus({ part, hold }: Typeset<Part>): Part {
    return this.#to.row(
      this.#to.number('1'),
      this.#to.operator('+'),
      this.#held({ part, hold }, Hold.product),
    );
  }

  /** Functions of two embeddings or of one, which have no entries. */
  #ofRows(node: FormulaNode): Typeset<Part> | null {
    const { fenced, row, operator, fraction, number, name } = this.#to;
    const [first, second] = node.args.map((place) => this.of(this.#read.node(place))) as [
      Typeset<Part>,
      Typeset<Part>,
    ];
    const isOfRow = this.#read.arg(node, 0).row;
    switch (node.word) {
      case 'sum':
        return { part: this.#over('sum', this.#read.arg(node, 0)), hold: Hold.sum };
      case 'mean': {
        const count = name(this.#read.subject === 'triplet' ? 'D' : 'C');
        return {
          part: row(fraction(number('1'), count), this.#over('sum', this.#read.arg(node, 0))),
          hold: Hold.sum,
        };
      }
      case 'min':
      case 'max':
        return isOfRow && node.args.length === 1
          ? { part: this.#over(node.word, this.#read.arg(node, 0)), hold: Hold.product }
          : null;
      case 'logsumexp':
        return {
          part: row(
            name('log'),
            this.#over('sum', this.#read.arg(node, 0), ({ part }) => this.#exp(part)),
          ),
          hold: Hold.product,
        };
      case 'dot':
        return {
          part: row(this.#held(first, Hold.power), operator('⋅'), this.#held(second, Hold.power)),
          hold: Hold.product,
        };
      case 'norm':
        return this.#whole(fenced('‖', first.part, '‖'));
      case 'distance':
        return this.#whole(
          fenced('‖', row(first.part, operator('−'), this.#held(second, Hold.product)), '‖'),
        );
      case 'cosine':
        return this.#named('cos', [first.part, second.part]);
      default:
        return null;
    }
  }

  #call(node: FormulaNode, index: Part | null): Typeset<Part> {
    const { fenced, row, root, number, operator, name } = this.#to;
    const ofRows = this.#ofRows(node);
    if (ofRows) return ofRows;
    if (node.word === 'where') return { part: this.#where(node, index), hold: Hold.logic };
    if (node.word === 'softmax' || node.word === 'log_softmax') return this.#softmax(node, index);
    if (node.word === 'one_hot') return this.#oneHot(node, index);
    const args = node.args.map((place) => this.of(this.#read.node(place), index));
    const [first] = args as [Typeset<Part>];
    const log = (part: Part) => row(name('log'), part);
    switch (node.word) {
      case 'abs':
        return this.#whole(fenced('|', first.part, '|'));
      case 'sqrt':
        return this.#whole(root(first.part));
      case 'exp':
        return this.#exp(first.part);
      case 'expm1':
        return { part: row(this.#exp(first.part).part, operator('−'), number('1')), hold: Hold.sum };
      case 'log1p':
        return this.#whole(log(fenced('(', this.#onePlus(first), ')')));
      case 'softplus':
        return this.#whole(log(fenced('(', this.#onePlus(this.#exp(first.part)), ')')));
      case 'logsigmoid':
        return this.#whole(row(name('log'), this.#named('sigma', [first.part]).part));
      case 'sigmoid':
        return this.#named('sigma', [first.part]);
      case 'relu':
        return this.#named('max', [number('0'), first.part]);
      default:
        return this.#named(
          node.word,
          args.map(({ part }) => part),
        );
    }
  }

  /** The probability of an entry, or all of them. */
  #softmax({ word, args }: FormulaNode, index: Part | null): Typeset<Part> {
    const { name, row, index: at } = this.#to;
    const { part } = this.#named('softmax', [this.of(this.#read.node(args[0] as number)).part]);
    const share = index === null ? part : at(part, index);
    return this.#whole(word === 'softmax' ? share : row(name('log'), this.#to.times, share));
  }

  /** 1 for the true class and 0 for others. */
  #oneHot(_node: FormulaNode, index: Part | null): Typeset<Part> {
    const { name, index: at, row, operator, number } = this.#to;
    if (index === null) return this.#whole(at(name('e'), name('y')));
    return this.#whole(at(number('1'), row(index, operator('='), name('y'))));
  }
}

/** The equation of the loss, and then one for each local name. */
export function typeset<Part>(description: FormulaDescription, to: Notation<Part>): Part[] {
  const setter = new Typesetter(description, to);
  const equation = (name: string, place: number) =>
    to.row(to.name(name), to.operator('='), setter.of(description.nodes[place] as FormulaNode).part);
  return [
    equation('ell', description.result),
    ...description.locals.map(({ name, node }) => equation(name, node)),
  ];
}
