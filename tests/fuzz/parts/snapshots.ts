import { bytesOf, createEngine } from '../../engine/support.ts';
import { assertFinite, mayRefuse } from '../draw/support.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

/** Bytes with bits flipped, a piece missing, doubled or foreign. */
function damaged(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.integer(0, bytes.length);
  switch (random.integer(0, 3)) {
    case 0: {
      const copy = bytes.slice();
      for (let flip = random.integer(1, 3); flip > 0; flip--) {
        const place = random.integer(0, copy.length - 1);
        copy[place] = (copy[place] ?? 0) ^ (1 << random.integer(0, 7));
      }
      return copy;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(random.integer(0, at))]);
    default:
      return Uint8Array.from([
        ...bytes.slice(0, at),
        ...random.list(random.integer(0, 40), () => random.integer(0, 255)),
      ]);
  }
}

export default {
  title: 'damaged snapshots are refused and change nothing',
  async start() {
    const engine = await createEngine();
    const runs = await Promise.all(
      engine.catalog.optimizers.map(async ({ id }) => {
        const run = await engine.createRun({ version: 1, task: { id: 'xor' }, optimizer: { id } });
        run.advance(5, { evaluate: false });
        return { run, state: run.snapshot(), parameters: bytesOf(run.parameters()) };
      }),
    );
    return async (random) => {
      const which = random.note('optimizer', random.integer(0, runs.length - 1));
      const { run, state, parameters } = runs[which] as (typeof runs)[number];
      const bytes = random.note('bytes', damaged(random, state));
      const restored = await mayRefuse(() => {
        run.restore(bytes, random.chance(0.2) ? { fresh: random.pick(['optimizer', 'schedule']) } : {});
        return true;
      });
      if (!restored && bytesOf(run.parameters()) !== parameters)
        throw new Error('a refused snapshot changed the run');
      run.advance(1, { evaluate: false });
      for (const { name, data } of run.parameters()) assertFinite(name, data);
      run.restore(state);
    };
  },
} satisfies FuzzPart;
