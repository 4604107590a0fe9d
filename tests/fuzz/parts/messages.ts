import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import {
  engineMethods,
  optimizerMethods,
  runMethods,
  workerMark,
} from '../../../web/engine/remote/protocol.ts';
import { oddValue } from '../draw/values.ts';
import type { FuzzPart, TryCase } from '../part.ts';
import type { Random } from '../random.ts';

const members = [
  ...engineMethods,
  ...runMethods,
  ...optimizerMethods,
  'constructor',
  '__proto__',
  'toString',
  'history',
  'x',
];

/** A value that can be sent: functions, symbols and revoked proxies cannot. */
function sendable(random: Random): unknown {
  for (;;) {
    const value = oddValue(random);
    try {
      structuredClone(value);
      return value;
    } catch {
      // Another one, then.
    }
  }
}

export default {
  title: 'the worker answers any message, and goes on working',
  async start() {
    const worker = new Worker(new URL('../../../dist/engine.js', import.meta.url), {
      workerData: workerMark,
    });
    let answered: (reply: { id: number; error?: { name: string; message: string } }) => void = () => {};
    let ended: (error: Error) => void = () => {};
    worker.on('message', (reply) => answered(reply));
    worker.on('error', (error) => ended(error));
    let id = 0;
    const ask = (object: unknown, member: unknown, args: unknown) =>
      new Promise<{ id: number; error?: { name: string; message: string } }>((done, failed) => {
        answered = done;
        ended = failed;
        worker.postMessage({ id: ++id, object, member, args });
      });
    await ask(0, 'start', [{}]);
    await ask(0, 'createRun', [{ version: 1, task: { id: 'xor' } }]);
    const tryCase: TryCase = async (random) => {
      const object = random.chance(0.9) ? random.pick([0, 1]) : random.pick([7, -1, 'x', null]);
      const member = random.note('member', random.pick(members.filter((name) => name !== 'dispose')));
      const args = random.note(
        'args',
        random.list(random.integer(0, 3), () =>
          random.chance(0.5) ? random.integer(-1, 3) : sendable(random),
        ),
      );
      const reply = await ask(object, member, random.chance(0.95) ? args : sendable(random));
      assert.equal(reply.id, id);
      if (reply.error) assert.notEqual(reply.error.name, 'RuntimeError', reply.error.message);
    };
    return Object.assign(tryCase, { close: async () => void (await worker.terminate()) });
  },
} satisfies FuzzPart;
