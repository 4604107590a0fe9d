import type { Chapter } from '../chapter.ts';

/** Gradient descent on the bowl, from y = 2 or another height. */
const descent = (lr: number, y = 2, condition = 25) => ({
  path: {
    function: { id: 'quadratic', params: { condition } },
    optimizer: { id: 'sgd', params: { lr } },
    start: [-3, y],
    steps: 20,
  },
  coordinate: 1,
});
/** Where the map of a run shows it. */
const height = (run: string) => ({ run, read: 'sgd.y' });
const race = (lr: number) => `at=0&on=quadratic&noise=0&seeds=1&steps=20&race=sgd:${lr}&v=1`;

export default {
  id: 'learning-rate',
  order: 70,
  title: 'Learning rate: too small, too large',
  question: 'Does twice the learning rate train twice as fast?',
  description:
    'Too small a learning rate crawls, too large a one diverges, and there is an exact limit. Watch gradient descent zigzag through a bowl.',
  family: 'mean_squared_error',
  intro: `[Gradient descent](term:gradient-descent) trains in steps. Each step moves every parameter against its slope, and the
[learning rate](term:learning-rate) is the factor: step = learning rate × slope. Here the loss is a bowl over two
parameters, $x$ and $y$. Along $y$ its slope is $25\\,y$, so it is 0 only at the minimum.`,
  predict: {
    ask: 'With a learning rate of 0.036, $y$ goes from 2 to 0.2 and then to 0.02. What happens at twice that rate, 0.072?',
    options: [
      {
        text: 'It arrives in half as many steps',
        feedback: 'Steps of twice the length do not stop at the minimum: 2 − 0.072 × 50 is below 0.',
        idea: 'twice the rate is twice as fast',
      },
      {
        text: 'It jumps back and forth across the minimum and slowly comes closer',
        feedback: 'From 2 it goes to [−1.60](#far1), and from there to [1.28](#far2).',
        right: true,
      },
      {
        text: 'It overshoots the minimum and moves farther and farther away',
        feedback: 'It does overshoot. Work out how far: is it then nearer to 0 than before, or farther away?',
        idea: 'overshooting means diverging',
      },
    ],
    worked: ['far1', 'far2'],
  },
  run: {
    lab: 'race',
    runs: [
      { id: 'fast', label: '0.072', experiment: race(0.072) },
      { id: 'good', label: '0.036', experiment: race(0.036) },
      { id: 'over', label: '0.084', experiment: race(0.084) },
      { id: 'slow', label: '0.004', experiment: race(0.004) },
    ],
    measured: [
      { id: 'crawling', experiment: 'task=digits&optimizer.lr=0.00003&v=1' },
      { id: 'learning', experiment: 'task=digits&v=1' },
      { id: 'restless', experiment: 'task=digits&optimizer.lr=0.3&v=1' },
    ],
    instruction:
      'Press Race: the map then shows 20 steps of gradient descent, here called SGD, at a learning rate of 0.072, with exact slopes: without noise. Follow the path from the start to the minimum. Then choose the other three rates and compare the paths.',
    still: {
      seen: 'A map of a long, flat bowl. A path starts at the upper left and zigzags across the middle line, in ever shorter jumps, toward the minimum.',
      words: 'Gradient descent at a learning rate of 0.072: y goes from 2 to −1.60, to 1.28, and so on.',
      when: 'The race is over.',
    },
  },
  see: `The values of $y$ in the first steps:

- at $0.004$: 2, [1.80](#slow1), [1.62](#slow2). It crawls.
- at $0.036$: 2, [0.20](#good1), [0.02](#good2). It [converges](term:converge) quickly.
- at $0.072$: 2, [−1.60](#far1), [1.28](#far2). It zigzags and converges slowly.
- at $0.084$: 2, [−2.20](#over1), [2.42](#over2). Each jump is longer than the last: it [diverges](term:diverge).

Along $x$ the bowl is 25 times flatter. At $0.036$, where $y$ arrives at once, $x$ is still at [−1.44](#goodX) after 20 steps.

A network shows the same: after 1,000 steps on digits, the training cost is [2.16](#crawling) at a rate of $0.00003$,
[0.045](#learning) at $0.003$, and [0.9](#restless) at $0.3$, where it jumps up and down to the end.`,
  why: `A step takes $y$ to $y - \\text{rate} \\times 25\\,y$, so it multiplies $y$ by $1 - 25 \\times \\text{rate}$: by
[0.9](#factorSlow), [0.1](#factorGood), [−0.8](#factorFar) and [−1.1](#factorOver) in the four runs. The distance shrinks only
while this factor lies between −1 and 1, that is, for a rate below $2/25 = 0.08$. Exactly there, $y$ jumps from 2 to
[−2](#edge1), back to [2](#edge2), and so on forever.`,
  formula: {
    tex: '\\begin{gathered} y_{\\text{new}} = (1 - \\eta\\,\\lambda)\\, y \\\\ \\text{converges for } \\eta < 2 / \\lambda \\end{gathered}',
    symbols: [
      ['\\eta', 'the learning rate'],
      [
        '\\lambda',
        'the [curvature](term:curvature), by how much the slope grows when $y$ grows by 1: here 25',
      ],
    ],
  },
  mistake: {
    claim: '“If the loss jumps, the learning rate is too high.”',
    answer: `The batch loss jumps at every rate, because batches differ ([chapter 2](chapter:batch-cost-objective)). Look at the
cost: if it rises, or stays high and restless, as for [digits at a rate of 0.3](lab:train?task=digits&optimizer.lr=0.3&v=1),
the rate is too high.`,
  },
  check: {
    ask: 'Another bowl has a curvature of 4. Up to which learning rate does gradient descent converge?',
    options: [
      {
        text: 'Up to 0.25',
        feedback:
          'At 0.25 = 1/4 the factor is 0: one step arrives at the minimum. Larger rates overshoot and still converge.',
        idea: 'the best rate is the largest possible one',
      },
      {
        text: 'Up to nearly 0.5',
        feedback: '2/4 = 0.5. At 0.49, $y$ goes from 2 to [−1.92](#below), at 0.51 to [−2.08](#above).',
        right: true,
      },
      {
        text: 'Up to nearly 0.08, as here',
        feedback:
          'That is 2/25, the limit of the steeper bowl. The flatter the bowl, the larger the rate may be.',
        idea: 'the limit of the learning rate is a constant',
      },
    ],
    worked: ['below', 'above'],
  },
  facts: {
    crawling: { run: 'crawling', step: 1000, read: 'cost' },
    learning: { run: 'learning', step: 1000, read: 'cost' },
    restless: { run: 'restless', step: 1000, read: 'cost' },
    slow1: { ...descent(0.004), step: 1, live: height('slow') },
    slow2: { ...descent(0.004), step: 2, live: height('slow') },
    good1: { ...descent(0.036), step: 1, live: height('good') },
    good2: { ...descent(0.036), step: 2, live: height('good') },
    goodX: { ...descent(0.036), step: 20, coordinate: 0, live: { run: 'good', read: 'sgd.x' } },
    far1: { ...descent(0.072), step: 1, live: height('fast') },
    far2: { ...descent(0.072), step: 2, live: height('fast') },
    over1: { ...descent(0.084), step: 1, live: height('over') },
    over2: { ...descent(0.084), step: 2, live: height('over') },
    edge1: { ...descent(0.08), step: 1 },
    edge2: { ...descent(0.08), step: 2 },
    factorSlow: { ...descent(0.004, 1), step: 1 },
    factorGood: { ...descent(0.036, 1), step: 1 },
    factorFar: { ...descent(0.072, 1), step: 1 },
    factorOver: { ...descent(0.084, 1), step: 1 },
    below: { ...descent(0.49, 2, 4), step: 1 },
    above: { ...descent(0.51, 2, 4), step: 1 },
  },
  teacher: {
    aim: 'Recognize a learning rate that is too small, good, too large or beyond the limit, and know why there is a limit.',
    short: 'Predict, let students compute three steps by hand, then show 0.072 and 0.084.',
    long: 'Let students find the limit by trying rates, before showing the formula. Then train [digits](lab:train?task=digits&v=1) at 0.00003, 0.003 and 0.3 and describe the three costs.',
    discuss: [
      'The bowl is steep along y and flat along x. Which direction limits the rate, and which one has to wait?',
      'Would it help to start with a large rate and lower it later?',
      'Nobody knows the curvature of a real network. How would you look for a good rate?',
    ],
    stumbling: [
      '“The smallest rate is the safest.” It converges, but perhaps not before you run out of time.',
      '“The step has the length of the learning rate.” It is the rate times the slope: the same rate makes long steps where it is steep.',
    ],
  },
} satisfies Chapter;
