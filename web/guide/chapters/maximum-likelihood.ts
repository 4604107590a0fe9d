import type { Chapter } from '../chapter.ts';

export default {
  id: 'maximum-likelihood',
  order: 50,
  title: 'Cross-entropy is maximum likelihood',
  question: 'Why add logarithms instead of multiplying probabilities?',
  description:
    'Minimizing cross-entropy makes the data most probable. A table of letter pairs learns names and ends at the frequencies that you get by counting.',
  family: 'cross_entropy',
  namesData: true,
  intro: `A language model reads a text letter by letter. Before each letter it gives every possible one a probability, as
the network of the last chapter did with digits. The probability of a whole name is the **product** of the probabilities
of its letters. It is called the [likelihood](term:likelihood) of the name. The loss of a letter of probability $p$ is $-\\ln p$.`,
  predict: {
    ask: 'A model gives the three letters of a name the probabilities 1/2, 1/4 and 1/8. The likelihood of the name is their product, 1/64. What is the sum of the three losses?',
    options: [
      {
        text: '1/64, because losses multiply as probabilities do',
        feedback:
          'Losses are logarithms. The logarithm of a product is a sum: $\\ln (p\\,q) = \\ln p + \\ln q$.',
        idea: 'losses multiply as probabilities do',
      },
      {
        text: '4.16, because that is ln 64',
        feedback:
          'The three losses add up to [4.16](#sum) = $\\ln 64$: minus the logarithm of the likelihood, 1/64.',
        right: true,
      },
      {
        text: '7/8, because 1/2 + 1/4 + 1/8 = 7/8',
        feedback: 'That adds the probabilities. Each loss is $-\\ln$ of one: for 1/2 it is 0.69.',
        idea: 'the loss is the probability',
      },
    ],
    worked: ['sum'],
  },
  run: {
    show: 'picture chart reading',
    runs: [
      {
        id: 'pairs',
        label: 'Letter pairs',
        experiment:
          'task=names&task.context=1&model=bigram&optimizer=adam&optimizer.lr=0.05&schedule=cosine_annealing_lr&batch_size=512&steps=600&v=1',
      },
    ],
    instruction:
      'This model is a table: for each letter, the probabilities of the one after it. Press Play. Then replace “ma” in the picture by “q” and look at the letter u.',
    still: {
      seen: 'Left: a bar for each letter that may follow “ma”. Right: the cost falls steeply for 50 steps and then stays level.',
      words:
        'A table of letter pairs learns names: in 600 steps the training cost falls from 3.296, which is guessing, to 2.455.',
      step: 600,
    },
  },
  see: `There are 27 possible letters here: a to z, and · for the end of the name. The table starts with 1/27 for each, so its cost
is $\\ln 27$ = [3.296](#guessing). After 600 steps the training cost is [2.455](#trained).

Counting gives nearly the same table. In the training names, u follows q in [74%](#countedU) of the cases; the trained
model gives it [75%](#trainedU). With the counted frequencies as probabilities, the cost would be [2.453](#countedPairs).
Counting only single letters, not pairs, it would be [2.822](#countedLetters).`,
  why: `The larger the product of all probabilities, the smaller the sum of all $-\\ln p$. So minimizing
[cross-entropy](term:cross-entropy) is choosing the model under which the data are most probable:
[maximum likelihood](term:maximum-likelihood). For a table, the most probable choice is the counted frequencies.

$e^{\\text{cost}}$ is the [perplexity](term:perplexity): guessing has [27](#guessing27), the trained table [11.8](#perplexity) on names that it has not seen. Predicting a
letter is as hard as choosing among that many equally likely ones.`,
  formula: {
    tex: '\\begin{gathered} -\\ln (p_1\\, p_2 \\cdots p_n) \\\\ = -\\ln p_1 - \\cdots - \\ln p_n \\end{gathered}',
    symbols: [
      ['p_1, \\dots, p_n', 'the probabilities that the model gave to the letters that came'],
      ['n', 'the number of letters'],
    ],
  },
  mistake: {
    claim: '“Likelihood is the theory, and cross-entropy is a trick for computers.”',
    answer: `They are the same number, written in two ways: likelihood = $e^{-\\text{sum of the losses}}$. The sum has one
advantage: the likelihood of 200,000 letters is so close to 0 that a computer rounds it to 0.`,
  },
  check: {
    ask: 'A better model of the same names has a perplexity of 8. What does that mean?',
    options: [
      {
        text: 'Predicting a letter is as hard for it as choosing among 8 equally likely ones',
        feedback:
          'Its cost is [2.08](#cost8) = $\\ln 8$, as if each letter that came had got a probability of 1/8. Guessing has a perplexity of [27](#guessing27).',
        right: true,
      },
      {
        text: 'It predicts one letter in 8 correctly',
        feedback: 'Perplexity does not count correct predictions. It tells how the probability is spread.',
        idea: 'perplexity counts correct predictions',
      },
      {
        text: 'For each name it considers 8 letters and excludes the rest',
        feedback:
          'It may give all 27 a probability. 8 equally likely letters would be equally hard to predict.',
        idea: 'perplexity is a number of candidates',
      },
    ],
    worked: ['cost8', 'guessing27'],
  },
  facts: {
    sum: {
      loss: { id: 'nll_loss', reduction: 'sum' },
      tensors: {
        input: {
          shape: [3, 2],
          data: [0.5, 0.5, 0.25, 0.75, 0.125, 0.875].map(Math.log),
        },
        target: { shape: [3], data: [0, 0, 0] },
      },
    },
    guessing: { run: 'pairs', step: 0, read: 'cost' },
    guessing27: { run: 'pairs', step: 0, read: 'cost', as: 'exp' },
    trained: { run: 'pairs', step: 600, read: 'cost' },
    perplexity: { run: 'pairs', step: 600, read: 'testCost', as: 'exp' },
    countedU: { run: 'pairs', step: 600, measure: 'countedUAfterQ' },
    trainedU: { run: 'pairs', step: 600, measure: 'predictedUAfterQ' },
    countedPairs: { run: 'pairs', step: 600, measure: 'costOfCountedPairs' },
    countedLetters: { run: 'pairs', step: 600, measure: 'costOfCountedTokens' },
    cost8: {
      loss: { id: 'nll_loss' },
      tensors: {
        input: { shape: [1, 2], data: [1 / 8, 7 / 8].map(Math.log) },
        target: { shape: [1], data: [0] },
      },
    },
  },
  teacher: {
    aim: 'See that the smallest cross-entropy is the largest likelihood, and read a perplexity.',
    short:
      'Predict with coins: three heads have a probability of 1/8. Add three times $-\\ln 0.5$ and compare with $\\ln 8$. Then show the run.',
    long: 'Let students count letter pairs in the names of the class, on paper, and compute the likelihood of one name. Then run the table, look at “q”, and compare with counting. Continue in [Next token](lab:next-token?task=names&v=1), where a network sees eight letters and reaches a perplexity of about 8.',
    discuss: [
      'A name contains a pair that never occurs in the training names. What does the counted table say about it, and what is its loss?',
      'Could a model of names have a perplexity of 1? What would that mean?',
      'Why is the mean loss per letter more useful than the likelihood of the whole data set?',
    ],
    stumbling: [
      '“A likelihood of 1/64 is bad.” Long texts always have tiny likelihoods. Compare the mean loss per letter.',
      '“The model is wrong in more than 3 of 4 cases, so it learned nothing.” The next letter of a name cannot be known. The question is how near the probabilities are to the real frequencies.',
    ],
  },
} satisfies Chapter;
