// A peer in a Node process of its own: `node serve.mjs peer workload.json`. It answers each line "steps repeat" with the
// last loss, once it has trained so often; "losses steps" with the loss of every step.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , name, path] = process.argv;
const { load } = await import(`./${name}.mjs`);
const peer = await load(JSON.parse(readFileSync(path, 'utf8')));
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [first, second] = line.split(' ');
  if (first === 'losses') {
    const losses = [];
    await peer.train(Number(second), (loss) => losses.push(loss));
    console.log(losses.join(' '));
  } else {
    let loss = 0;
    for (let i = 0; i < Number(second); i++) loss = await peer.train(Number(first));
    console.log(loss);
  }
}
