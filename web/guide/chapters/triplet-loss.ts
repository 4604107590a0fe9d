import type { Chapter } from '../chapter.ts';

/** An anchor at the origin of a line, with a positive and a negative at these distances. */
const triplet = (positive: number, negative: number) => ({
  anchor: { shape: [1, 1], data: [0] },
  positive: { shape: [1, 1], data: [positive] },
  negative: { shape: [1, 1], data: [negative] },
});

/** A triplet of the lab: where its anchor and its positive are, and a negative. */
const drawn = (x: number, y: number) => ({
  anchor: { shape: [1, 2], data: [0.15, 0.1] },
  positive: { shape: [1, 2], data: [1.17, 0.34] },
  negative: { shape: [1, 2], data: [x, y] },
});

/** Where the view shows the share of active triplets. */
const active = { run: 'points', read: 'triplets.active' };

/** Where it shows recall@1 of the test digits. */
const recall = { run: 'points', read: 'testScore' };

export default {
  id: 'triplet-loss',
  order: 100,
  title: 'Triplet loss and the margin',
  question: 'When is a negative far enough away?',
  description:
    'Triplet loss wants a negative to be farther from the anchor than the positive, by a margin. Drag points and see which triplets still have a loss.',
  family: 'triplet',
  intro: `Some models predict neither a class nor a number. They give each item a point in space, its
[embedding](term:embedding), and similar items should be close. [Triplet loss](term:triplet-loss) looks at three items: an
[anchor](term:anchor), a [positive](term:positive) that belongs with it, and a [negative](term:negative) that does not. The negative
should be farther from the anchor than the positive, by at least a [margin](term:margin). A triplet for which that holds has a
loss of 0 and changes nothing.`,
  predict: {
    ask: 'The positive is 1.05 from the anchor. The margin is 1. Six negatives are 0.95, 1.55, 1.78, 2.13, 2.44 and 2.62 from the anchor. Which of them still change the model?',
    options: [
      {
        text: 'All six: a negative should be as far away as possible',
        feedback:
          'Triplet loss asks for a lead, not for the largest distance. Drag a negative outwards: its loss becomes 0.',
        idea: 'the loss pushes negatives away forever',
      },
      {
        text: 'Only the first: it is closer than the positive',
        feedback:
          'Farther than the positive is not enough: it must be farther by the margin. Look at N2 and N3.',
        idea: 'farther than the positive is far enough',
      },
      {
        text: 'The first three: the others are far enough away',
        feedback:
          'Far enough is 1.05 + 1 = 2.05. The first three have losses of [1.10](#n1), [0.49](#n2) and [0.27](#n3), the fourth one of [0.00](#n4).',
        right: true,
      },
    ],
    worked: ['n1', 'n2', 'n3', 'n4'],
  },
  run: {
    lab: 'triplet',
    whole: true,
    runs: [{ id: 'points', label: 'Points', experiment: 'loss=triplet_margin_loss&v=1' }],
    measured: [{ id: 'digits', experiment: 'task=digits_embedding&v=1' }],
    instruction:
      'Drag N4 into the outer ring and out again, and watch its loss. Then scroll down to “The same loss on real data” and press Play: each point is now a handwritten digit.',
    still: {
      seen: 'An anchor A with two rings around it, a positive P, six negatives N1 to N6, and arrows. Three negatives are inside the outer ring.',
      words:
        'The inner ring goes through the positive, at distance 1.048; the outer one is a margin of 1 farther, at 2.048. N1, N2 and N3 inside it have losses of 1.102, 0.493 and 0.265; those of N4, N5 and N6 are 0.',
      when: 'The margin asks for',
    },
  },
  see: `A negative has a loss only inside the outer ring. Outside, it has no arrow and does not move. Inside the inner ring it is
[hard](term:hard-negative), closer than the positive; between the rings it is semi-hard.

On the digits, [100%](#active0) of the training triplets were [active](term:active-triplets) before the first step: their loss
was above 0. At step 50 it was [34%](#active50), at step 500 [15%](#active500), at step 1,500 [5%](#active1500). Meanwhile
[recall@1](term:recall-at-k), here the share of test digits whose nearest neighbor is of the same class, rose from
[26%](#recall0) to [91%](#recall1500).`,
  why: `Once the negative is farther away than the positive by the margin, the loss is 0, and so is its gradient: the triplet
changes nothing. Training therefore works on fewer and fewer triplets. That is why many systems use a [miner](term:miner), which
looks for triplets that are still active.`,
  formula: {
    tex: '\\text{loss} = \\max\\bigl(0,\\; d(a,p) - d(a,n) + m\\bigr)',
    symbols: [
      ['d(a,p)', 'the distance of the anchor from the positive'],
      ['d(a,n)', 'the distance of the anchor from the negative'],
      ['m', 'the margin'],
    ],
  },
  mistake: {
    claim: '“A loss of 0 means that the embeddings are perfect.”',
    answer: `It means that the margin holds for the triplets that were drawn. At step 3,000 only [2%](#active3000) of the training
triplets are active, but [93%](#recall3000) of the test digits, not all, have a nearest neighbor of the same class.`,
  },
  check: {
    ask: 'The positive is 0.6 from the anchor, and the margin is 0.4. From which distance of the negative on is the loss 0?',
    options: [
      {
        text: '0.4, the margin',
        feedback:
          'At 0.4 the negative is closer than the positive, and the loss is [0.60](#atMargin). The margin is added to the distance of the positive.',
        idea: 'the margin is a distance from the anchor',
      },
      {
        text: '0.6, as far as the positive',
        feedback: 'At 0.6 both are equally far, so the loss is the margin, [0.40](#atPositive).',
        idea: 'farther than the positive is far enough',
      },
      {
        text: '1.0, the distance of the positive plus the margin',
        feedback: 'At 1.0 the loss is [0.00](#atSum). At 0.9 it is still [0.10](#before).',
        right: true,
      },
    ],
    worked: ['atSum', 'before'],
  },
  facts: {
    n1: { loss: { id: 'triplet_margin_loss' }, tensors: drawn(-0.62, -0.45) },
    n2: { loss: { id: 'triplet_margin_loss' }, tensors: drawn(0.52, -1.41) },
    n3: { loss: { id: 'triplet_margin_loss' }, tensors: drawn(1.7, -0.78) },
    n4: { loss: { id: 'triplet_margin_loss' }, tensors: drawn(-1.94, 0.5) },
    atMargin: { loss: { id: 'triplet_margin_loss', params: { margin: 0.4 } }, tensors: triplet(0.6, 0.4) },
    atPositive: { loss: { id: 'triplet_margin_loss', params: { margin: 0.4 } }, tensors: triplet(0.6, 0.6) },
    before: { loss: { id: 'triplet_margin_loss', params: { margin: 0.4 } }, tensors: triplet(0.6, 0.9) },
    atSum: { loss: { id: 'triplet_margin_loss', params: { margin: 0.4 } }, tensors: triplet(0.6, 1) },
    active0: { run: 'digits', step: 0, measure: 'shareOfActiveTriplets', live: active },
    active50: { run: 'digits', step: 50, measure: 'shareOfActiveTriplets', live: active },
    active500: { run: 'digits', step: 500, measure: 'shareOfActiveTriplets', live: active },
    active1500: { run: 'digits', step: 1500, measure: 'shareOfActiveTriplets', live: active },
    active3000: { run: 'digits', step: 3000, measure: 'shareOfActiveTriplets', live: active },
    recall0: { run: 'digits', step: 0, read: 'testScore', live: recall },
    recall1500: { run: 'digits', step: 1500, read: 'testScore', live: recall },
    recall3000: { run: 'digits', step: 3000, read: 'testScore', live: recall },
  },
  teacher: {
    aim: 'Compute a triplet loss from two distances and the margin, and say which triplets change a model.',
    short: 'Predict, drag one negative across the outer ring, and do the check.',
    long: 'Add the run on digits. Let students read the share of active triplets at steps 50, 500 and 1,500, and explain why training slows down although the learning rate stays the same. Then set the margin to 0.2 and predict what changes.',
    discuss: [
      'What would happen with a margin of 0?',
      'Who decides that two photos show “the same”? What happens to the points if one label is wrong?',
      'Why is it enough for search that the right answer is nearer, however far away both are?',
    ],
    stumbling: [
      '“The margin is how far apart the classes are.” It is a lead: how much farther the negative has to be than the positive.',
      '“Recall@1 of 91% means a loss of 9%.” One counts neighbors, the other measures distances.',
      '“Inactive triplets are useless.” They were useful earlier, and a later step may make them active again.',
    ],
  },
} satisfies Chapter;
