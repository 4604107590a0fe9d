// Elementary functions and a matrix product alone: WebAssembly in Node against native code.
import { join } from 'node:path';
import { root } from '../engine/support.ts';
import { secondsOf } from './clock.ts';
import { startChild } from './peer.ts';
import { figures, markdownTable, median, type Spread, spread, withSpread } from './statistics.ts';

/** Each part with its numbers a call, and how a rate of so many a second is written. */
const measured = {
  exp: { work: 4096, unit: 'million numbers/s', scale: 1e6 },
  tanh: { work: 4096, unit: 'million numbers/s', scale: 1e6 },
  product: { work: 2 * 128 ** 3, unit: 'GFLOP/s, 128 × 128 × 128', scale: 1e9 },
};

const seconds = 0.1;

export async function measureMicro(rounds: number) {
  const program = (preset: string) => join(root, 'build', preset, 'tests/bench/native/bench_micro');
  const children = [
    startChild(process.execPath, [`${program('wasm')}.cjs`]),
    startChild(program('native'), []),
  ] as const;
  for (const child of children) await child.answer();
  const time = async (child: (typeof children)[number], name: string, repeat: number) => {
    const before = secondsOf([child.processId]);
    await child.ask(`${name} ${repeat}`);
    return secondsOf([child.processId]) - before;
  };
  const rows: { name: string; unit: string; wasm: Spread; native: Spread; ratio: number }[] = [];
  for (const [name, { work, unit, scale }] of Object.entries(measured)) {
    // WebAssembly is compiled again, better, while it first runs.
    for (const child of children) await time(child, name, 1000);
    const repeats = [];
    for (const child of children)
      repeats.push(Math.max(1, Math.round((seconds * 200) / (await time(child, name, 200)))));
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++)
      for (const [index, child] of children.entries()) {
        const repeat = repeats[index] ?? 1;
        rates[index]?.push((work * repeat) / scale / (await time(child, name, repeat)));
      }
    const ratio = median(rates[0].map((rate, round) => (rates[1][round] ?? Number.NaN) / rate));
    rows.push({ name, unit, wasm: spread(rates[0]), native: spread(rates[1]), ratio });
  }
  for (const child of children) await child.stop();
  const cells = rows.map(({ name, unit, wasm, native, ratio }) => [
    `${name} (${unit})`,
    withSpread(wasm),
    withSpread(native),
    figures(ratio),
  ]);
  return { text: markdownTable(['', 'WebAssembly', 'native', 'native ÷ WebAssembly'], cells), data: rows };
}
