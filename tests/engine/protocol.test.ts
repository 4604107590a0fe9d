// What a worker answers to messages that no page of ours sends: an error, and nothing is called that is not listed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from './support.ts';

interface Answer {
  id?: number;
  result?: unknown;
  object?: { handle: number };
  error?: { message: string; name: string; path?: string };
}

const { serve } = (await import(`${root}dist/engine.js`)) as {
  serve(port: { post(message: unknown): void; listen(handler: (message: unknown) => void): void }): void;
};

/** A served engine: each message resolves to its answer. */
function served() {
  let ask: (message: unknown) => void = () => {};
  const waiting: ((answer: Answer) => void)[] = [];
  serve({
    post: (answer) => waiting.shift()?.(structuredClone(answer) as Answer),
    listen: (handler) => {
      ask = handler;
    },
  });
  return (message: unknown) =>
    new Promise<Answer>((resolve) => {
      waiting.push(resolve);
      ask(message);
    });
}

const ask = served();
assert.ok((await ask({ id: 1, object: 0, member: 'start', args: [{}] })).result);
const circle = { version: 1, task: { id: 'circle' } };
const made = await ask({ id: 2, object: 0, member: 'createRun', args: [circle] });
const run = made.object?.handle ?? -1;

const refused: [name: string, message: unknown][] = [
  ['nothing', null],
  ['a text', 'advance'],
  ['no member', { id: 3, object: run, args: [] }],
  ['an unknown member', { id: 3, object: run, member: 'advanse', args: [1] }],
  ['a private matter of the run', { id: 3, object: run, member: 'info', args: [] }],
  ['arguments that are no list', { id: 3, object: run, member: 'advance', args: 5 }],
  ['an unknown object', { id: 3, object: 99, member: 'advance', args: [1] }],
  ['an inherited object', { id: 3, object: 'constructor', member: 'advance', args: [1] }],
  ['a second start', { id: 3, object: 0, member: 'start', args: [{}] }],
  ['a member of another kind of object', { id: 3, object: 0, member: 'advance', args: [1] }],
  ['a member of a run at the engine', { id: 3, object: run, member: 'createRun', args: [circle] }],
  ...['constructor', '__proto__', 'toString', '__defineGetter__', 'hasOwnProperty'].flatMap(
    (member): [string, unknown][] => [
      [`${member} of the engine`, { id: 3, object: 0, member, args: ['x'] }],
      [`${member} of a run`, { id: 3, object: run, member, args: ['x'] }],
    ],
  ),
];

for (const [name, message] of refused)
  test(`answered with an error: ${name}`, async () => {
    const { error, result, object } = await ask(message);
    assert.ok(error?.message, name);
    assert.equal(result, undefined);
    assert.equal(object, undefined);
  });

test('an unknown member is named, with the closest one', async () => {
  const { error } = await ask({ id: 4, object: run, member: 'advanse', args: [1] });
  assert.equal(error?.name, 'ExperimentError');
  assert.match(error?.message ?? '', /^member: "advanse" is not valid.*Did you mean advance\?$/);
});

test('the run goes on after all of them', async () => {
  const { result } = await ask({ id: 5, object: run, member: 'advance', args: [3] });
  assert.equal((result as { step: number }).step, 3);
  assert.equal((await ask({ id: 6, object: run, member: 'stopped', args: [] })).result, null);
  assert.ok((await ask({ id: 7, object: run, member: 'history', args: [] })).result);
});
