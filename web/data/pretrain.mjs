// Trains the model that fine-tuning starts from: node web/data/pretrain.mjs (after npm run build). It is the default
// experiment of the task `names`, trained to its end; the bytes are always the same, since runs are deterministic.
//
// A stored model is "LPM1", the number of parameters (4 bytes), then each in half precision, little endian; in gzip.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const scratch = new DataView(new ArrayBuffer(4));

/** The nearest half-precision number (IEEE 754 binary16) of a weight below 65,504; ties to even. */
function toHalf(value) {
  scratch.setFloat32(0, value);
  const sign = (scratch.getUint32(0) >>> 16) & 0x8000;
  const size = Math.abs(value);
  const exponent = Math.max(Math.floor(Math.log2(size || 2 ** -24)), -14);
  const scaled = (size / 2 ** exponent) * 1024;
  const low = Math.floor(scaled);
  const rest = scaled - low;
  const rounded = rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
  return sign | (rounded + (exponent + 14) * 1024);
}

/** The bytes of a stored model: a run's parameters. */
export function storedModel(run) {
  const numbers = run.parameters().flatMap(({ data }) => Array.from(data));
  const bytes = Buffer.alloc(8 + 2 * numbers.length);
  bytes.write('LPM1', 'latin1');
  bytes.writeUInt32LE(numbers.length, 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16LE(toHalf(number), 8 + 2 * index);
  return bytes;
}

async function pretrain() {
  const { createEngine } = await import('../../dist/engine.js');
  const engine = await createEngine();
  for (const { id, trained } of engine.catalog.tasks.filter((task) => task.trained)) {
    const run = await engine.createRun({ version: 1, task: { id } });
    const { testCost } = run.advance(run.experiment.steps);
    const packed = gzipSync(storedModel(run), { level: 9 });
    writeFileSync(new URL(trained, import.meta.url), packed);
    console.log(`${trained}: ${packed.length} bytes, test cost ${testCost.toFixed(4)} nats`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await pretrain();
