import { createEngine } from '../../engine/support.ts';
import { spec } from '../draw/experiments.ts';
import { assertFinite, mayRefuse } from '../draw/support.ts';
import { anyNumber, oddValue } from '../draw/values.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

export default {
  title: 'optimizers, schedules and minimize() end, with finite numbers',
  async start() {
    const engine = await createEngine();
    const { optimizers, schedules, functions } = engine.catalog;
    const ways = [
      async (random: Random) => {
        const request = random.note('request', {
          ...spec(random, optimizers),
          schedule: spec(random, schedules),
          precision: random.pick(['float32', 'float64']),
          steps: random.pick([1, 10, 1e9]),
        });
        const shape = random.pick([[1], [2, 3], [4], [0]]);
        const size = shape.reduce((product, length) => product * length, 1);
        const initial = [{ shape, data: random.list(size, () => anyNumber(random)) }];
        const optimizer = await mayRefuse(() => engine.createOptimizer(request as never, initial));
        if (!optimizer) return;
        try {
          for (let step = 0; step < 3; step++) {
            const gradients = [{ shape, data: random.list(size, () => anyNumber(random)) }];
            random.note(`gradients ${step}`, gradients);
            const done = await mayRefuse(() => {
              optimizer.step(gradients, random.normal());
              return true;
            });
            if (!done) return;
            for (const { data } of optimizer.parameters()) assertFinite('parameters', data);
            assertFinite('lr', [optimizer.lr]);
          }
        } finally {
          optimizer.dispose();
        }
      },
      async (random: Random) => {
        const request = random.note('schedule', spec(random, schedules));
        const [steps, lr] = [random.integer(0, 200), random.chance(0.9) ? random.unit() : anyNumber(random)];
        const rates = await mayRefuse(() => engine.schedule(request as never, steps, lr));
        if (rates) assertFinite('lr', rates);
      },
      async (random: Random) => {
        const entry = random.pick(functions);
        const request = random.note('minimize', {
          function:
            entry.id === 'quadratic' && random.chance(0.2)
              ? { id: 'quadratic', params: { curvature: anyNumber(random) } }
              : { id: entry.id },
          optimizer: spec(random, optimizers),
          schedule: random.chance(0.3) ? spec(random, schedules) : undefined,
          start: random.chance(0.98) ? [random.normal(), random.normal()] : oddValue(random),
          steps: random.integer(0, 60),
          noise: random.pick([0, 0.5, 1e300]),
          seed: random.integer(0, 100),
          precision: random.pick(['float32', 'float64']),
        });
        const path = await mayRefuse(() => engine.minimize(request as never));
        if (!path) return;
        for (const [name, numbers] of Object.entries(path))
          if (ArrayBuffer.isView(numbers)) assertFinite(name, numbers as Float64Array);
      },
    ];
    return (random) => random.pick(ways)(random);
  },
} satisfies FuzzPart;
