// Peers as the comparison sees them: something that trains when asked, in processes of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Peer {
  /** Its column in the table of all workloads, if it has one. */
  column?: string;
  name: string;
  /** Where it runs: ratios are taken against our engine in the same place. */
  place: 'node' | 'chromium';
  processes(): Promise<number[]>;
  /** The loss of each of the first steps. */
  losses(steps: number): Promise<number[]>;
  /** Trains so many steps from the start, so often; resolves when done. */
  train(steps: number, repeat: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** Of PyTorch: its own threads and those of its matrix products. */
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

/** A child process that answers each line with a line. */
export function startChild(command: string, args: string[]) {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...oneThread },
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const answer = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (!done) return value;
    await ended;
    throw new Error(complaints.trim().split('\n').slice(0, 8).join('\n') || `${command} ended`);
  };
  return {
    processId: child.pid ?? 0,
    answer,
    ask(line: string): Promise<string> {
      child.stdin.write(`${line}\n`);
      return answer();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A peer that speaks the line protocol of peers/serve.mjs. */
export async function startPeer(name: string, command: string, args: string[]): Promise<Peer> {
  const child = startChild(command, args);
  // A peer may add what it runs on.
  const [ready, ...details] = (await child.answer()).split(' ');
  if (ready !== 'ready') throw new Error(`${name} does not start.`);
  return {
    name: [name, ...details].join(' '),
    place: 'node',
    processes: async () => [child.processId],
    losses: async (steps) => (await child.ask(`losses ${steps}`)).trim().split(/\s+/).map(Number),
    train: (steps, repeat) => child.ask(`${steps} ${repeat}`),
    stop: child.stop,
  };
}
