import type { Chapter } from '../chapter.ts';

export default {
  id: 'next-token',
  order: 90,
  title: 'Next token: fine-tuning and forgetting',
  question: 'What does a language model lose when it learns something new?',
  description:
    'A small language model that spells names is fine-tuned on Shakespeare. Watch its cost on names rise: forgetting, and what replay does about it.',
  family: 'cross_entropy',
  namesData: true,
  intro: `A language model does [next-token prediction](term:next-token-prediction): it gives a probability to every
[token](term:token) that may come next, and its loss is the cross-entropy of the one that came. Here a token is one letter. The
model has been [pretrained](term:pre-training) on about 29,000 names. Now it will be [fine-tuned](term:fine-tuning): trained
further, on Shakespeare.`,
  predict: {
    ask: 'On names that were held out, its test cost is [2.066](#names) [nats](term:nats) per letter. Then it is trained for 1,000 steps on Shakespeare only. What happens to its cost on names?',
    options: [
      {
        text: 'It stays about the same: nothing about names is trained',
        feedback:
          'There is no separate place for names. All text uses the same parameters, and every step changes them. Watch the dotted line.',
        idea: 'each skill has its own parameters',
      },
      {
        text: 'It falls: more text makes a better language model',
        feedback:
          'More names would. But after “ma”, Shakespeare continues in other ways than names do. Watch the dotted line.',
        idea: 'fine-tuning only adds knowledge',
      },
      {
        text: 'It rises: the model gets worse at names',
        feedback: 'It rises to [2.911](#forgotten). Watch the dotted line: most of that happens early.',
        right: true,
      },
    ],
    worked: ['forgotten'],
  },
  run: {
    lab: 'next-token',
    runs: [
      {
        id: 'alone',
        label: 'Shakespeare only',
        experiment:
          'task=shakespeare&optimizer=adamw&optimizer.lr=0.003&schedule=constant&fine_tuning.initial=names&fine_tuning.source=names&steps=1000&evaluate_every=250&v=1',
      },
      {
        id: 'replay',
        label: 'With names as 10% of each batch',
        experiment:
          'task=shakespeare&optimizer=adamw&optimizer.lr=0.003&schedule=constant&fine_tuning.initial=names&fine_tuning.source=names&fine_tuning.replay=0.1&steps=1000&evaluate_every=250&v=1',
      },
    ],
    instruction:
      'Press Play. The dotted line is the test cost on names; “It writes” shows a sample. Then train the second run and compare the dotted lines.',
    still: {
      seen: 'Losses against steps: the costs on Shakespeare fall, steeply at first; the dotted line, the test cost on names, rises and levels off.',
      words:
        'A model of names fine-tuned on Shakespeare for 1,000 steps: the test cost on names rises from 2.066 to 2.911 nats, while that on Shakespeare falls to 1.970.',
      step: 1000,
    },
  },
  see: `After 1,000 steps on Shakespeare only, the test cost on Shakespeare had fallen from [3.502](#play) to [1.970](#alone) nats.
The test cost on names had risen from [2.066](#names) to [2.911](#forgotten). As a [perplexity](term:perplexity): before, predicting
the next letter of a name was like choosing among [7.9](#perplexity) equally likely letters; afterwards, among
[18.4](#perplexityForgotten). This is [forgetting](term:forgetting).

With names as one tenth of each batch, which is called [replay](term:replay), the cost on names ended at [2.430](#kept), and
that on Shakespeare at [2.004](#price).`,
  why: `The loss on Shakespeare’s letters says nothing about names. The optimizer changes every parameter in whatever way
makes Shakespeare more probable, including those that spelled names. Replay puts names back into the batch loss, so that
forgetting them has a price.`,
  formula: {
    tex: '\\text{batch loss} = (1 - r) \\cdot L_{\\text{new}} + r \\cdot L_{\\text{old}}',
    symbols: [
      ['L_{\\text{new}}', 'the mean cross-entropy of the new text in the batch'],
      ['L_{\\text{old}}', 'the same for the replayed old text'],
      ['r', 'the share of replay: 0, or 0.1 in the second run'],
    ],
  },
  mistake: {
    claim: '“Fine-tuning adds knowledge.”',
    answer: `It changes the parameters that are there. What the new data does not ask for may be lost, and the cost on the new
data will not show it. Measure the old task as well.`,
  },
  check: {
    ask: 'Compare the two runs at step 1,000. What does replay of 10% cost, and what does it gain?',
    options: [
      {
        text: 'It costs nothing: the model becomes better at both',
        feedback:
          'One tenth of each batch is no longer Shakespeare. Compare the test costs on Shakespeare: [1.970](#alone) without replay, [2.004](#price) with it.',
        idea: 'replay is free',
      },
      {
        text: 'A slightly higher cost on Shakespeare, a much lower one on names',
        feedback:
          'Shakespeare: [2.004](#price) instead of [1.970](#alone). Names: [2.430](#kept) instead of [2.911](#forgotten).',
        right: true,
      },
      {
        text: 'It costs a tenth of the progress, and nothing is forgotten',
        feedback:
          'The cost on names still rises, from [2.066](#names) to [2.430](#kept). Replay reduces forgetting; it does not prevent it.',
        idea: 'replay prevents forgetting',
      },
    ],
    worked: ['price', 'alone', 'kept', 'forgotten'],
  },
  facts: {
    names: { run: 'alone', step: 0, read: 'sourceCost' },
    perplexity: { run: 'alone', step: 0, read: 'sourceCost', as: 'exp' },
    play: { run: 'alone', step: 0, read: 'testCost' },
    forgotten: { run: 'alone', step: 1000, read: 'sourceCost' },
    perplexityForgotten: { run: 'alone', step: 1000, read: 'sourceCost', as: 'exp' },
    alone: { run: 'alone', step: 1000, read: 'testCost' },
    kept: { run: 'replay', step: 1000, read: 'sourceCost' },
    price: { run: 'replay', step: 1000, read: 'testCost' },
  },
  teacher: {
    aim: 'Explain why fine-tuning on new data raises the cost on old data, and what replay trades.',
    short: 'Predict, play the first run, and read its two test costs at step 1,000 from the chart.',
    long: 'Let half of the class train each run and collect the four test costs in a two-by-two table. Then try 30% names with the menu in the sentence, and discuss which share each would choose for which purpose.',
    discuss: [
      'A company fine-tunes a general model on its own documents. Which old skills should it measure before and after?',
      'What could be replayed if the original training text is not available?',
      'Most of the forgetting happens in the first 250 steps. Why might that be?',
    ],
    stumbling: [
      '“The model has deleted the names.” Nothing is deleted: the parameters moved, and the same letters now get other probabilities. Training on names again would be faster than from the start.',
      '“Forgetting is overfitting.” In overfitting the cost on held-out examples of the same kind rises. Here the test cost on Shakespeare falls, and the cost on another kind of text rises.',
      '“Ours is only a toy; large models do not forget.” They do, less visibly, and replay of earlier data is a usual remedy.',
    ],
  },
} satisfies Chapter;
