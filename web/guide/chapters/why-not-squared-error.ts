import type { Chapter } from '../chapter.ts';

/** One example of two classes; the true one has this probability. */
const example = (probability: number) => ({
  input: { shape: [1, 2], data: [Math.log(probability), Math.log(1 - probability)] },
  target: { shape: [1], data: [0] },
});

/** One of the two copies: squared error takes each output through a sigmoid of its own. */
const copy = (loss: 'cross_entropy' | 'mse_loss', optimizer: string) =>
  `task=digits&model=mlp&model.hidden=32&model.output_activation=${loss === 'mse_loss' ? 'sigmoid' : 'linear'}&loss=${loss}&optimizer=${optimizer}&steps=1000&v=1`;
const [adam, sgd, faster] = [
  'adam&optimizer.lr=0.003',
  'sgd&optimizer.lr=0.1',
  'sgd&optimizer.lr=1',
] as const;

/** Where the view shows the test accuracy of each copy, for the start that a button chooses. */
const cross = (run: string) => ({ run, step: 1000, read: 'cross_entropy.testScore' });
const squared = (run: string) => ({ run, step: 1000, read: 'mse_loss.testScore' });

export default {
  id: 'why-not-squared-error',
  order: 60,
  title: 'Why not squared error for classes?',
  question: 'Which loss lets a model leave a mistake that it is sure of?',
  description:
    'Squared error can classify, but it hardly learns from confident mistakes. Train the same network on digits with cross-entropy and with squared error.',
  family: 'cross_entropy',
  intro: `Squared error also works with probabilities: the correct class should get 1, and its loss is $(p - 1)^2$. The nine
other digits should get 0, and the loss of an example is the mean over all ten. This loss and cross-entropy are both 0 for
$p = 1$, and both grow as $p$ falls. So does it matter which one you take?`,
  predict: {
    ask: 'A network that reads digits starts **sure and wrong**: it gives the correct digit a probability of nearly 0. Two copies are trained, one with cross-entropy, one with squared error. Which one learns?',
    options: [
      {
        text: 'Cross-entropy, because it keeps its slope where the model is wrong',
        feedback:
          'For a correct digit with a probability of 0.001 its slope is [−0.999](#crossSure), that of squared error [−0.002](#squaredSure). Watch what this means.',
        right: true,
      },
      {
        text: 'Both alike, because both losses are smallest at the same place',
        feedback: 'They agree on where to go. Training also depends on the slope on the way there.',
        idea: 'losses with the same minimum train alike',
      },
      {
        text: 'Squared error faster, because it is made for large errors',
        feedback: 'That holds for prices, whose error has no limit. A probability can be off by 1 at most.',
        idea: 'squared error always pulls harder on large errors',
      },
    ],
    worked: ['crossSure', 'squaredSure'],
  },
  run: {
    lab: 'two-losses',
    runs: [
      { id: 'sure', label: 'Sure and wrong', experiment: 'at=0&optimizer=adam&lr=0.003&sureness=30&v=1' },
      { id: 'ordinary', label: 'Ordinary start', experiment: 'at=0&sureness=1&v=1' },
      { id: 'faster', label: 'Ordinary start, ten times the learning rate', experiment: 'at=0&lr=1&v=1' },
    ],
    measured: [
      { id: 'sureCross', experiment: copy('cross_entropy', adam) },
      { id: 'sureSquared', experiment: copy('mse_loss', adam) },
      { id: 'cross', experiment: copy('cross_entropy', sgd) },
      { id: 'squared', experiment: copy('mse_loss', sgd) },
      { id: 'squaredFaster', experiment: copy('mse_loss', faster) },
    ],
    instruction:
      'Press Train both, and compare the two curves of test accuracy, the share of new digits that are classified correctly. In the two tables, a row is a true digit and a column what it was taken for. Then choose Ordinary start, and then ten times the [learning rate](term:learning-rate): each step is then ten times as long.',
    still: {
      seen: 'Test accuracy against steps: one curve rises at once to nearly 1, the other stays near 0.1 for most of the run and then jumps to 0.6.',
      words:
        'From a start that is sure and wrong, cross-entropy classifies nearly all digits within 200 steps. Squared error stays near guessing for most of the run.',
      when: 'Both are trained.',
    },
  },
  see: `From the start that is sure and wrong, cross-entropy learns at once: after 1,000 steps it classifies [96%](#sureCross) of
the test digits correctly. Squared error stays near guessing for most of the run and ends at [61%](#sureSquared), with the
same batches and the same optimizer.

From an ordinary start it is [96%](#cross) against [40%](#squared), but this gap has another cause. Squared error is a mean over the ten digits, so its slopes, and with them the
[gradient norm](term:gradient-norm), are small everywhere. With ten times the learning rate it reaches [93%](#squaredFaster): most of that gap was scale.`,
  why: `A network first gives each class a score, its [logit](term:logit), and then turns the scores into
probabilities: all ten together by [softmax](term:softmax) for cross-entropy, each one by a [sigmoid](term:sigmoid) for squared
error. Training moves the scores, so the slope along them counts. For cross-entropy it is $p - 1$: nearly −1 where
the model is sure and wrong. For squared error it contains $p\\,(1 - p)$, which is nearly 0 where the model is sure. At $p$ = 1/2 the slopes are [−0.500](#crossHalf) and [−0.250](#squaredHalf); at $p$ = 1/1000 they are
[−0.999](#crossSure) and [−0.002](#squaredSure).`,
  formula: {
    tex: '\\begin{gathered} \\text{slope of } {-\\ln p} = p - 1 \\\\ \\text{slope of } (p - 1)^2 = 2\\,(p - 1)\\,p\\,(1 - p) \\end{gathered}',
    symbols: [
      ['p', 'the probability of the correct class'],
      ['\\text{slope}', 'by how much the loss changes when the logit of the correct class grows by a little'],
    ],
  },
  mistake: {
    claim: '“Squared error cannot classify.”',
    answer: `It can. As the [Brier score](term:brier-score) ([its curve](lab:shapes?loss=brier_loss&with=cross_entropy&v=1)) it even measures probabilities well.
It is slow to leave mistakes that the model is sure of.`,
  },
  check: {
    ask: 'A network is sure and **right**: the correct class has a probability of 0.999. Which loss still changes it?',
    options: [
      {
        text: 'Cross-entropy strongly, because it keeps its slope',
        feedback: 'It keeps its slope where the model is wrong. For $p = 0.999$, what is $p - 1$?',
        idea: 'cross-entropy has a steep slope everywhere',
      },
      {
        text: 'Both hardly, and that is as it should be',
        feedback:
          'The slopes are [−0.001](#crossRight) and [−0.000002](#squaredRight). A network that is right needs no change.',
        right: true,
      },
      {
        text: 'Squared error strongly, because $p$ is large',
        feedback: 'Its slope has the factor $p\\,(1 - p)$. One of the two is nearly 0.',
        idea: 'a large probability makes a large slope',
      },
    ],
    worked: ['crossRight', 'squaredRight'],
  },
  facts: {
    sureCross: { run: 'sureCross', step: 0, measure: 'testScoreFromSureStart', live: cross('sure') },
    sureSquared: { run: 'sureSquared', step: 0, measure: 'testScoreFromSureStart', live: squared('sure') },
    cross: { run: 'cross', step: 1000, read: 'testScore', live: cross('ordinary') },
    squared: { run: 'squared', step: 1000, read: 'testScore', live: squared('ordinary') },
    squaredFaster: { run: 'squaredFaster', step: 1000, read: 'testScore', live: squared('faster') },
    crossSure: { loss: { id: 'cross_entropy' }, tensors: example(0.001), gradient: 'input' },
    crossHalf: { loss: { id: 'cross_entropy' }, tensors: example(0.5), gradient: 'input' },
    crossRight: { loss: { id: 'cross_entropy' }, tensors: example(0.999), gradient: 'input' },
    // The Brier score of two classes is twice (p − 1)²: the other class is as far off.
    squaredSure: { loss: { id: 'brier_loss' }, tensors: example(0.001), gradient: 'input', times: 0.5 },
    squaredHalf: { loss: { id: 'brier_loss' }, tensors: example(0.5), gradient: 'input', times: 0.5 },
    squaredRight: { loss: { id: 'brier_loss' }, tensors: example(0.999), gradient: 'input', times: 0.5 },
  },
  teacher: {
    aim: 'Understand that a loss trains through its slope, and that squared error of probabilities is flat where a model is sure and wrong.',
    short:
      'Predict, and show the run from the start that is sure and wrong. Compute both slopes for $p = 0.001$ on the board.',
    long: 'Run all three. Discuss why the second gap disappears at ten times the learning rate and the first one does not. Then draw both losses in [Shapes](lab:shapes?loss=cross_entropy&with=brier_loss&v=1) and find the flat part.',
    discuss: [
      'Where does a trained model become sure and wrong in practice? Think of wrong labels, or of new data.',
      'The two slopes agree in sign everywhere. Why is that not enough?',
      'Somebody shows you one run in which loss A beats loss B. Which other runs would you ask for?',
    ],
    stumbling: [
      '“The loss is high, so the slope is high.” Squared error is nearly 1 for a confident mistake, its largest value, and nearly flat there.',
      '“Cross-entropy always wins.” From an ordinary start, with a learning rate that suits each, the two are close.',
    ],
  },
} satisfies Chapter;
