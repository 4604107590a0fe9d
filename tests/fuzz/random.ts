// Random numbers of a fuzzed case: the same seed draws the same case on every machine.

/** A 32-bit mix of two numbers (the finalizer of MurmurHash3). */
function mixed(seed: number, index: number): number {
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

export class Random {
  #state: number;
  /** What was drawn and is worth telling if the case fails. */
  readonly notes: Record<string, unknown> = {};

  constructor(seed: number, index: number) {
    this.#state = mixed(seed, index);
  }

  /** Remembers a value under a name, and returns it. */
  note<Kind>(name: string, value: Kind): Kind {
    this.notes[name] = value;
    return value;
  }

  /** A number from 0 up to 1. */
  unit(): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1));
  }

  pick<Kind>(list: readonly Kind[]): Kind {
    return list[this.integer(0, list.length - 1)] as Kind;
  }

  /** A list of drawn things. */
  list<Kind>(count: number, draw: (index: number) => Kind): Kind[] {
    return Array.from({ length: count }, (_, index) => draw(index));
  }

  /** About standard normal. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }
}
