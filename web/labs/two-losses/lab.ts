import type { LabDefinition } from '../definition.ts';
import { against, measured } from './measured.ts';

export default {
  id: 'two-losses',
  order: 80,
  tag: 'two-losses-lab',
  title: 'Two losses',
  heading: 'The same model with two losses',
  about: `One network, two losses. From a last layer 30 times as large as usual, Adam reaches a test accuracy of ${against(measured.featured)}.`,
  address: 'own',
  trials: [
    {
      words: 'Gradient descent from an ordinary start',
      watch: `After 1,000 steps at a learning rate of 0.1 it is ${against(measured.ordinary)}. Most of this gap is scale, as the next link shows.`,
      address: 'sureness=1&v=1',
    },
    {
      words: 'The same at ten times the learning rate',
      watch: `It is ${against(measured.tenTimes)}, which averages over ten outputs, so its gradient was small, not wrong.`,
      address: 'lr=1&v=1',
    },
    {
      words: 'Adam from an ordinary start',
      watch: `It is ${against(measured.adam)}. Adam divides each gradient by its size, so a small one hardly slows it.`,
      address: 'optimizer=adam&lr=0.003&v=1',
    },
  ],
  stills: [],
  element: {},
  load: () => import('./two-losses-lab.ts'),
} satisfies LabDefinition;
