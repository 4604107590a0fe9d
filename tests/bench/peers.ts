// The peers of a workload: ours, and those that can train it too, in Node and in Chromium.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Engine } from 'loss-playground/engine';
import { root } from '../engine/support.ts';
import { compare, type Result, resultsTable, type Timing } from './compare.ts';
import { type PagePeer, type Pages, startPages } from './pages.ts';
import { type Peer, startPeer } from './peer.ts';
import { writeWorkload } from './workload-file.ts';
import { missing, type PeerName, type Workload } from './workloads.ts';

/** What a part prints, and what it leaves in the JSON. */
export interface Report {
  text: string;
  data: unknown;
}

const python = process.env.PYTHON ?? '/usr/bin/python3';
const native = (program: string) => join(root, 'build/native/tests/bench/native', program);
const script = (name: string) => join(root, 'tests/bench/peers', name);

const inNode = (name: string, title: string, path: string) =>
  startPeer(title, process.execPath, [script('serve.mjs'), name, path]);

/** How each peer starts outside the browser, on a workload's file. */
const starts: Record<PeerName, (path: string, workload: Workload) => Promise<Peer>> = {
  'hand-written': (path, { name }) =>
    startPeer('hand-written C++, Eigen SSE4.2', native(`bench_${name.toLowerCase()}`), [path]),
  torch: (path) => startPeer('PyTorch, one thread:', python, [script('pytorch.py'), path]),
  'js-unrolled': (path) => inNode('js-unrolled', 'unrolled JavaScript in Node', path),
  js: (path) => inNode('js', 'plain JavaScript in Node', path),
  jax: (path) => inNode('jax', 'jax-js 0.1.25 in Node', path),
  tfjs: (path) => inNode('tfjs', 'TensorFlow.js 4.22 (wasm) in Node', path),
};

/** Peers that also run in a page: the script, the title, and the column in the table of all workloads. */
const inPages: Partial<Record<PeerName, [PagePeer, string, string]>> = {
  'js-unrolled': ['js-unrolled', 'unrolled JavaScript in Chromium', 'unrolled JavaScript, Chromium'],
  js: ['js', 'plain JavaScript in Chromium', 'plain JavaScript, Chromium'],
  jax: ['jax', 'jax-js in Chromium', 'jax-js, Chromium'],
  tfjs: ['tfjs', 'TensorFlow.js (wasm) in Chromium', 'TensorFlow.js (wasm), Chromium'],
};

/** Columns of the table of all workloads for peers that run natively. */
const nativeColumns: Partial<Record<PeerName, string>> = {
  'hand-written': 'hand-written, native',
  torch: 'PyTorch',
};

/** Null, or why PyTorch cannot be compared with. */
function torchMissing(): string | null {
  const { status, error, stderr } = spawnSync(python, ['-c', 'import torch'], { encoding: 'utf8' });
  if (status === 0) return null;
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `${python} ended with ${status}`;
}

const withColumn = async (column: string | undefined, peer: Promise<Peer>): Promise<Peer> =>
  column ? { ...(await peer), column } : peer;

async function startPeers(engine: Engine, workload: Workload, pages: Pages, names: readonly PeerName[]) {
  const path = await writeWorkload(engine, workload);
  const peers: Peer[] = [
    await withColumn('ours, Node', inNode('ours', 'ours, WebAssembly in Node', path)),
    await withColumn('ours, native', startPeer('ours, native SSE4.2', native('bench_engine'), [path])),
  ];
  for (const name of names) peers.push(await withColumn(nativeColumns[name], starts[name](path, workload)));
  peers.push(await withColumn('ours, Chromium', pages.open('ours', 'ours, worker in Chromium', path)));
  for (const name of names) {
    const [peer, title, column] = inPages[name] ?? [];
    if (peer && title) peers.push(await withColumn(column, pages.open(peer, title, path)));
  }
  return peers;
}

export interface WorkloadReport extends Report {
  results: Result[];
}

export async function measureWorkload(
  engine: Engine,
  workload: Workload,
  timing: Timing,
): Promise<WorkloadReport> {
  const reason = missing(engine, workload);
  if (reason) return { text: `Skipped: ${reason}.`, data: { skipped: reason }, results: [] };
  const noTorch = workload.peers.includes('torch') ? torchMissing() : null;
  const names = workload.peers.filter((name) => name !== 'torch' || !noTorch);
  const pages = await startPages();
  try {
    const peers = await startPeers(engine, workload, pages, names);
    const results = await compare(peers, workload.runLength, timing);
    for (const peer of peers) await peer.stop();
    const skipped = noTorch ? `\n\nPyTorch is skipped: ${noTorch}` : '';
    return { text: resultsTable(results) + skipped, data: results, results };
  } finally {
    await pages.stop();
  }
}
