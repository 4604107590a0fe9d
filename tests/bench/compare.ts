// One workload, all peers: first the same losses, then timed alternately, round by round.
import { secondsOf } from './clock.ts';
import type { Peer } from './peer.ts';
import { figures, markdownTable, median, type Spread, spread, withSpread } from './statistics.ts';
import { agreedSteps } from './workload-file.ts';

/** Losses must agree so far with ours: float32 sums in another order. */
const agreement = 1e-3;

export interface Timing {
  rounds: number;
  /** Seconds that a peer's part of a round should last. */
  seconds: number;
}

export interface Result {
  column?: string | undefined;
  peer: string;
  place: Peer['place'];
  /** Steps a second. */
  speed?: Spread;
  /** Speed of ours in the same place and round, divided by its. */
  ratio?: Spread;
  /** Why it was not timed. */
  refused?: string;
}

/** Null, or where a peer's losses leave ours. */
export function disagreement(losses: number[], ours: number[]): string | null {
  if (losses.length !== ours.length) return `gave ${losses.length} losses for ${ours.length} steps`;
  const step = ours.findIndex(
    (loss, i) => !(Math.abs((losses[i] ?? Number.NaN) - loss) <= agreement * Math.max(1, Math.abs(loss))),
  );
  if (step < 0) return null;
  return `loss ${losses[step]} at step ${step + 1}, ours ${ours[step]}`;
}

async function timed(peer: Peer, steps: number, repeat: number): Promise<number> {
  const processes = await peer.processes();
  const before = secondsOf(processes);
  await peer.train(steps, repeat);
  return secondsOf(processes) - before;
}

/** Code is compiled again, better, while it first runs: this long it is not timed. */
const warmUpSeconds = 1.5;

interface Plan {
  steps: number;
  repeat: number;
  /** Seconds of a run of no steps: a fresh start, and of ours the evaluation that ends each run. It is taken off. */
  fixed: number;
}

/** Warms a peer up and finds how many runs fill its part of a round; all but slow peers train whole runs. */
async function plan(peer: Peer, runLength: number, seconds: number): Promise<Plan> {
  let steps = Math.min(20, runLength);
  for (let warm = 0; warm < warmUpSeconds; ) {
    const taken = await timed(peer, steps, 1);
    warm += taken;
    if (taken < seconds) steps = Math.min(runLength, steps * 2);
  }
  const empty: number[] = [];
  for (let i = 0; i < 5; i++) empty.push(await timed(peer, 0, 1));
  const fixed = median(empty);
  const step = Math.max(1e-9, (await timed(peer, steps, 1)) - fixed) / steps;
  const whole = Math.min(runLength, Math.max(1, Math.round(seconds / step)));
  return { steps: whole, repeat: Math.max(1, Math.round(seconds / (whole * step))), fixed };
}

/** Times peers whose losses agree; the first of each place is ours. */
export async function compare(peers: Peer[], runLength: number, timing: Timing): Promise<Result[]> {
  const first = peers[0];
  if (!first) return [];
  const ours = await first.losses(agreedSteps);
  const results: Result[] = [];
  const running: (Plan & { peer: Peer; speeds: number[]; result: Result })[] = [];
  for (const peer of peers) {
    const result: Result = { column: peer.column, peer: peer.name, place: peer.place };
    results.push(result);
    const refused = disagreement(await peer.losses(agreedSteps), ours);
    if (refused) result.refused = refused;
    else running.push({ peer, speeds: [], result, ...(await plan(peer, runLength, timing.seconds)) });
  }
  for (let round = 0; round < timing.rounds; round++)
    for (const { peer, steps, repeat, fixed, speeds } of running)
      speeds.push((steps * repeat) / ((await timed(peer, steps, repeat)) - repeat * fixed));
  for (const { speeds, result } of running) {
    const base = running.find((other) => other.result.place === result.place)?.speeds ?? speeds;
    result.speed = spread(speeds);
    result.ratio = spread(speeds.map((speed, round) => (base[round] ?? Number.NaN) / speed));
  }
  return results;
}

export const resultsTable = (results: Result[]): string =>
  markdownTable(
    ['', 'steps/s (least–most)', 'speed of ours ÷ its'],
    results.map(({ peer, speed, ratio, refused }) => [
      peer,
      speed ? withSpread(speed) : `not timed: ${refused}`,
      ratio ? withSpread(ratio) : '',
    ]),
  );

/** One row a workload, one column a peer: steps a second. */
export function summaryTable(workloads: { title: string; results: Result[] }[]): string {
  const columns = [
    ...new Set(workloads.flatMap(({ results }) => results.flatMap(({ column }) => column ?? []))),
  ];
  return markdownTable(
    ['steps per second', ...columns],
    workloads.map(({ title, results }) => [
      title,
      ...columns.map((column) => {
        const speed = results.find((result) => result.column === column)?.speed;
        return speed ? figures(speed.median) : '';
      }),
    ]),
  );
}
