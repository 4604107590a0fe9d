// The rows of every batch, as the engine draws them: counter-based random numbers make each epoch's order known.

/** The rows that come with each row of a batch. */
export interface Company {
  /** 1: nothing; 2: its positive; 3: its positive and a negative. */
  size: 1 | 2 | 3;
  /** Number of documents: the first training rows, which are never anchors. */
  documents: number;
}

const random = `class Random:
    """The random numbers of the playground: Philox 4x32 with 10 rounds, one stream per purpose."""

    def __init__(self, stream, index):
        self.key = SEED & 0xFFFFFFFF, (SEED >> 32) ^ (stream * 0x9E3779B9 & 0xFFFFFFFF)
        self.index, self.counter, self.block = index, 0, []

    def next(self):
        if not self.block:
            c = [self.counter & 0xFFFFFFFF, self.counter >> 32, self.index & 0xFFFFFFFF, self.index >> 32]
            k0, k1 = self.key
            for _ in range(10):
                p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
                c = [(p1 >> 32) ^ c[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k1, p0 & 0xFFFFFFFF]
                k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
            self.block = c[::-1]
            self.counter += 1
        return self.block.pop()

    def below(self, bound):
        """A uniformly distributed integer from 0 to bound - 1."""
        product = self.next() * bound
        while product & 0xFFFFFFFF < (1 << 32) % bound:
            product = self.next() * bound
        return product >> 32`;

const batches = (first: number) => `def batches(rows):
    """The rows of each step: every epoch visits each row once, in a new random order."""
    epoch = 0
    while True:
        order, random = list(range(${first}, rows)), Random(3, epoch)
        for i in range(len(order), 1, -1):
            j = random.below(i)
            order[i - 1], order[j] = order[j], order[i - 1]
        for begin in range(0, len(order), BATCH_SIZE):
            yield order[begin : begin + BATCH_SIZE]
        epoch += 1`;

const company = `def company(labels):
    """Adds a random positive and a random negative to each row of a batch."""
    alike = {}
    for row, label in enumerate(labels):
        alike.setdefault(label, []).append(row)
    others = {own: [row for label in sorted(alike) if label != own for row in alike[label]] for own in alike}

    def extend(anchors, step):
        random, found = Random(4, step), []
        for anchor in anchors:
            own, other = alike[labels[anchor]], others[labels[anchor]]
            positive = own[random.below(len(own) - 1)] if len(own) > 1 else anchor
            if positive == anchor:
                positive = own[-1]
            found += [anchor, positive, other[random.below(len(other))]]
        return found

    return extend`;

const documentCompany = ({ size, documents }: Company) => `def company(labels):
    """Adds to each query of a batch the document it should find${size === 3 ? ' and a random other one' : ''}."""

    def extend(anchors, step):
        random, found = Random(4, step), []
        for anchor in anchors:
            own, drawn = labels[anchor], random.below(${documents - 1})
            found += [anchor, own${size === 3 ? ', drawn + (drawn >= own)' : ''}]
        return found

    return extend`;

/** Code that defines batches(rows), and company(labels) if rows come with others. */
export function batchCode(needed: Company): string[] {
  const code = [random, batches(needed.documents)];
  if (needed.size === 1) return code;
  return [...code, needed.documents > 0 ? documentCompany(needed) : company];
}
