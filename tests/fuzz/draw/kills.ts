// Kills the worker of a training page at random moments: what is trained must be what an undisturbed run trains.
import assert from 'node:assert/strict';
import type { Scope } from '../../browser/support/held-workers.ts';
import { engines, serveInstrumented } from '../../browser/support/three-engines.ts';
import { assertUndisturbed, seenRun } from '../../browser/support/undisturbed.ts';
import type { FuzzPart } from '../part.ts';

/** A variable of the page, where a function runs there. */
declare const scope: Scope;

const experiments = ['task=circle&v=1', 'task=xor&optimizer=sgd&v=1', 'task=moons&schedule=one_cycle_lr&v=1'];

/** Kills the worker after some frames, and resolves once training has gone on for a while or is over; runs in the page. */
async function kill(frames: number): Promise<void> {
  const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));
  const step = () => document.querySelector('train-lab')?.session?.metrics?.step ?? 0;
  for (let count = 0; count < frames; count++) await frame();
  const before = step();
  scope.workers.at(-1)?.terminate();
  while (step() < before + 3 && document.querySelector('train-lab')?.session?.status !== 'ended')
    await frame();
}

/** Pauses, and waits for the steps that are under way; runs in the page. */
async function stop(): Promise<void> {
  const session = document.querySelector('train-lab')?.session;
  session?.pause();
  await session?.run?.snapshot();
}

export const killsIn = (name: keyof typeof engines): FuzzPart => ({
  title: `workers killed at random in ${name} lose no bit`,
  async start() {
    const [server, page] = await Promise.all([serveInstrumented(), engines[name]()]);
    const close = async () => {
      await page.stop();
      await server.stop();
    };
    let tried = 0;
    const tryCase: Awaited<ReturnType<FuzzPart['start']>> = async (random) => {
      // A page for ten kills: a run of one, then of two worker's lives, and so on.
      if (tried++ % 10 === 0) {
        await page.open(`${server.url}#${random.note('experiment', random.pick(experiments))}`);
        await page.until(
          'the first step',
          () => (document.querySelector('train-lab')?.session?.metrics?.step ?? 0) > 0,
        );
      }
      await page.evaluate(kill, random.note('frames', random.integer(0, 20)));
      if (tried % 10 !== 0) return;
      await page.evaluate(stop);
      await assertUndisturbed(await page.evaluate(seenRun));
      assert.deepEqual(await page.evaluate(() => scope.faults), []);
    };
    return Object.assign(tryCase, { close });
  },
});
