import assert from 'node:assert/strict';
import {
  completeExperiment,
  createEngine,
  decodeExperiment,
  encodeExperiment,
} from '../../engine/support.ts';
import { experiment } from '../draw/experiments.ts';
import { mayRefuse } from '../draw/support.ts';
import type { FuzzPart } from '../part.ts';
import type { Random } from '../random.ts';

const pieces = [
  'constructor=1',
  '__proto__=x',
  'task.x=1',
  'task=',
  '&',
  '=',
  '%',
  '%E0%A4',
  'v=1',
  'loss.margin=1e999',
  'steps=1e3',
  'seed.a=1',
  'task.table={}',
  '\ud800',
];

/** A link that was cut, pasted twice or typed. */
function damaged(random: Random, link: string): string {
  let text = link;
  for (let change = random.integer(1, 3); change > 0; change--) {
    const at = random.integer(0, text.length);
    const rest = random.chance(0.5) ? text.slice(at) : text.slice(random.integer(at, text.length));
    text = text.slice(0, at) + (random.chance(0.6) ? random.pick(pieces) : '') + rest;
  }
  return text;
}

export default {
  title: 'links are read back as they were written, damaged ones refused',
  async start() {
    const { catalog } = await createEngine();
    return async (random) => {
      const draft = random.note('experiment', experiment(random, catalog));
      const complete = await mayRefuse(() => completeExperiment(catalog, draft as never));
      const link = complete ? encodeExperiment(catalog, complete) : 'task=digits&v=1';
      if (complete) assert.deepEqual(completeExperiment(catalog, decodeExperiment(catalog, link)), complete);
      const text = random.note('link', damaged(random, link));
      const read = await mayRefuse(() => decodeExperiment(catalog, text));
      if (read) await mayRefuse(() => completeExperiment(catalog, read));
    };
  },
} satisfies FuzzPart;
