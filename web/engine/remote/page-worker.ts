// The engine on a third-party page: it starts in the first of four ways that the page allows.
import { scriptArrives } from '../module/download.ts';
import type { StartOptions } from '../module/starter-engine.ts';
import { connectionOf } from './client.ts';
import { gone, type Monitored, startMonitored } from './health.ts';
import { workerMark } from './protocol.ts';

/** Where to get the engine's script: an address, its text, or both. */
export interface EngineSource {
  script?: URL;
  text?: string;
  options: StartOptions;
  /** The engine on the page's own thread. */
  local(options: StartOptions): Promise<Monitored>;
}

/** How an engine was started: a worker from its address, from a blob that imports it, from its text; or none. */
export type Way = 'address' | 'import' | 'text' | 'thread';

/** The worker itself could not be started; what it said after its start is no reason for another way. */
class Blocked extends Error {}

interface Policy {
  createScriptURL(text: string): string;
}

const policyName = 'loss-playground';
let policy: Policy | null = null;

/** Pages that enforce Trusted Types accept a worker's address only from a policy. */
export function trusted(address: string): string {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } })
    .trustedTypes;
  policy ??= factory?.createPolicy(policyName, { createScriptURL: (text) => text }) ?? null;
  return policy ? policy.createScriptURL(address) : address;
}

/** The engine in a worker from an address, which imports the script `needed`. */
async function start(
  address: string,
  type: WorkerType,
  options: StartOptions,
  needed?: URL,
): Promise<Monitored> {
  // The worker holds a lock of its name as long as it lives.
  const name = `loss-playground ${Math.random()}`;
  let broke: (error: Error) => void = () => {};
  let started = false;
  const watched = await startMonitored((tell) => {
    broke = tell;
    let worker: Worker;
    try {
      worker = new Worker(trusted(`${address}#${workerMark}`), { type, name });
    } catch (error) {
      throw new Blocked(String(error));
    }
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      tell(new Blocked(event.message || 'The worker could not be started.'));
    });
    // A worker whose script went silent reports nothing.
    if (needed) scriptArrives(needed).catch((error) => started || tell(error));
    worker.addEventListener('messageerror', () => tell(new Error('a message could not be deserialized')));
    return connectionOf(worker);
  }, options);
  started = true;
  // Where locks are blocked, as in a sandbox, the end of a worker cannot be detected.
  gone(name).then(
    () => broke(new Error('the worker is gone')),
    () => {},
  );
  return watched;
}

/** Calls a function with the object URL of a text, which is revoked afterwards. */
async function withBlob<Result>(text: string, use: (address: string) => Promise<Result>): Promise<Result> {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await use(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Starts the engine in the first way that works. */
export async function createPageEngine(source: EngineSource): Promise<Monitored & { way: Way }> {
  const { script, text, options, local } = source;
  const ways: [Way, () => Promise<Monitored>][] = [];
  if (script) {
    ways.push(['address', () => start(script.href, 'module', options, script)]);
    const importing = `import ${JSON.stringify(script.href)};`;
    ways.push(['import', () => withBlob(importing, (address) => start(address, 'module', options))]);
  }
  if (text) ways.push(['text', () => withBlob(text, (address) => start(address, 'classic', options))]);
  for (const [way, attempt] of ways)
    try {
      return Object.assign(await attempt(), { way });
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
    }
  return Object.assign(await local(options), { way: 'thread' as const });
}
