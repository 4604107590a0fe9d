import type { Chapter } from '../chapter.ts';

/** A query at the origin of a line, with its document and another one at these distances. */
const triplet = (document: number, other: number) => ({
  loss: { id: 'triplet_margin_loss', params: { margin: 0.2 } },
  tensors: {
    anchor: { shape: [1, 1], data: [0] },
    positive: { shape: [1, 1], data: [document] },
    negative: { shape: [1, 1], data: [other] },
  },
});

export default {
  id: 'neural-search',
  order: 110,
  title: 'Neural search, and collapse',
  question: 'Why can a loss get stuck at its margin?',
  description:
    'Neural search with triplet loss: search emoji by words, and watch the hardest negatives make all embeddings the same point, with the loss at the margin.',
  family: 'triplet',
  namesData: true,
  intro: `In [neural search](term:neural-search) the query is the anchor, the document that it should find is the positive, and
any other document is a negative. Here the documents are 1,914 emoji, and a query is a word such as “rain”. The results are the
emoji whose embeddings are nearest to the query’s.`,
  predict: {
    ask: 'A search is trained with a margin of 0.2. For each query it uses the [hardest negative](term:hard-negative) of the batch: the nearest wrong emoji. From step 100 to step 300 the loss stays at about 0.2. What has happened?',
    options: [
      {
        text: 'It has converged: 0.2 is the best that this model can do',
        feedback:
          'With other negatives the same model reaches a test cost of [0.086](#semiCost). Look at the distances beside the results.',
        idea: 'a loss that stays level has converged',
      },
      {
        text: 'The learning rate is too small',
        feedback:
          'Then the embeddings would change slowly. In the first 100 steps they change a lot: look at the distances beside the results.',
        idea: 'a loss that stays level is too slow',
      },
      {
        text: 'All embeddings are nearly the same point',
        feedback:
          'Then every distance is about 0, and every loss is the margin: 0 − 0 + 0.2 = [0.20](#same). Look at the distances beside the results.',
        right: true,
      },
    ],
    worked: ['same'],
  },
  run: {
    show: 'picture chart reading',
    runs: [
      {
        id: 'hardest',
        label: 'Hardest negatives',
        experiment:
          'task=emoji_search&task.dimensions=16&loss.margin=0.2&miner=batch_hard&optimizer.lr=0.03&schedule=constant&steps=300&v=1',
      },
      {
        id: 'semi',
        label: 'Semi-hard negatives',
        experiment:
          'task=emoji_search&task.dimensions=16&loss.margin=0.2&optimizer.lr=0.03&schedule=constant&steps=300&v=1',
      },
      {
        id: 'slow',
        label: 'Hardest, learning rate ÷ 10',
        experiment:
          'task=emoji_search&task.dimensions=16&loss.margin=0.2&miner=batch_hard&optimizer.lr=0.003&schedule=constant&steps=300&v=1',
      },
    ],
    instruction:
      'Type “rain” into the search field and press Play. Watch the distances beside the results while the loss approaches the dotted line. (The map is enlarged to fit, so it does not show how small they are.) Then train with semi-hard negatives, which are a little farther than the positive. Does a tenth of the learning rate also help? Try the last run.',
    still: {
      seen: 'A list of five unrelated emoji with distances near 0, a map with all emoji in one small cloud, and a loss that falls to a dotted line and stays there.',
      words:
        'Emoji search with the hardest negatives, 300 steps: the costs end at 0.196 and 0.197, which is the margin of 0.2, and all emoji are nearly the same point.',
      step: 300,
    },
  },
  see: `With the hardest negatives the test cost ended at [0.197](#hardCost), about the margin. The mean distance of the emoji from
their center shrank from [0.89](#spread0) to [0.01](#hardSpread).

With semi-hard negatives this distance was [0.99](#semiSpread) in the end, and the test cost [0.086](#semiCost). The share of test queries
that find their emoji among the first ten results, [recall@10](term:recall-at-k), rose from [12%](#recall0) to
[28%](#semiRecall), against [16%](#hardRecall) in the first run. “Rain” now finds a cloud with rain first.`,
  why: `The hardest negative is often closer to the query than the positive, so its loss is above the margin. The shortest way to
lower it is to shrink all distances. Once all points are in one place, the loss is exactly the margin, and no direction lowers it: this is
[collapse](term:collapse). A semi-hard negative is farther than the positive, by less than the margin. Its loss is below the
margin, so shrinking would raise it.`,
  formula: {
    tex: '\\begin{gathered} d(a,p) = d(a,n) = 0 \\\\ \\text{loss} = \\max(0,\\; 0 - 0 + m) = m \\end{gathered}',
    symbols: [
      ['d(a,p)', 'the distance of the query from its document'],
      ['d(a,n)', 'the distance of the query from another document'],
      ['m', 'the margin'],
    ],
  },
  mistake: {
    claim: '“The hardest negatives are the best teachers.”',
    answer: `Some are not even wrong: for “rain”, a rain cloud may be a negative of the umbrella. And they can
collapse everything. A smaller learning rate did not prevent that here: at a tenth of it, the test cost still ended at
[0.197](#slowCost).`,
  },
  check: {
    ask: 'The query “rain” should find the umbrella, which is 0.47 away from it. A pizza is 0.59 away. The margin is 0.2. What is right?',
    options: [
      {
        text: 'The umbrella is the anchor, and “rain” is its positive',
        feedback: 'The distances are those from the query, so the query is the anchor.',
        idea: 'the document is the anchor',
      },
      {
        text: '“rain” is the anchor, and the loss is 0: the umbrella is nearer',
        feedback: 'The pizza is only 0.12 farther. The margin asks for 0.2.',
        idea: 'the right order is enough for a loss of 0',
      },
      {
        text: '“rain” is the anchor, and the triplet still changes the model',
        feedback:
          'The pizza is a semi-hard negative: farther than the umbrella, but by less than the margin. The loss is 0.47 − 0.59 + 0.2 = [0.08](#pizza).',
        right: true,
      },
    ],
    worked: ['pizza'],
  },
  facts: {
    same: triplet(0, 0),
    pizza: triplet(0.47, 0.59),
    recall0: { run: 'semi', step: 0, read: 'testScore' },
    spread0: { run: 'hardest', step: 0, read: 'spread' },
    hardCost: { run: 'hardest', step: 300, read: 'testCost' },
    hardSpread: { run: 'hardest', step: 300, read: 'spread' },
    hardRecall: { run: 'hardest', step: 300, read: 'testScore' },
    semiCost: { run: 'semi', step: 300, read: 'testCost' },
    semiSpread: { run: 'semi', step: 300, read: 'spread' },
    semiRecall: { run: 'semi', step: 300, read: 'testScore' },
    slowCost: { run: 'slow', step: 300, read: 'testCost' },
  },
  teacher: {
    aim: 'Name anchor, positive and negative in a search, and recognize collapse from a loss that equals its margin.',
    short:
      'Predict, play the first run while the class watches the distances beside the results, then read the formula.',
    long: 'Play the first two runs and compare recall@10, spread and the results for a few queries that students choose. Then the check, and the question why shrinking lowers the loss of a hard negative but raises that of a semi-hard one.',
    discuss: [
      'How would you choose anchors, positives and negatives for a search over the questions of your school’s help page?',
      'Recall@10 is 16% although all points are nearly one. How can a search still find anything?',
      'Which “negatives” in a shop’s search are not really wrong?',
    ],
    stumbling: [
      '“A lower loss means a better search.” Compare recall@10. The loss depends on the margin and on which negatives are drawn.',
      '“Collapse is a bug in the code.” It is a solution that this loss allows: the loss falls all the way into it.',
      '“The hardest negatives never work.” They do with smaller batches, other margins or after a good start; here they collapse.',
    ],
  },
} satisfies Chapter;
