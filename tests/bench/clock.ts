// Time of a peer: the processor time of all threads of its processes where the platform tells it, else that on the clock.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const clockName = existsSync('/proc/self/schedstat') ? 'processor time' : 'time on the clock';

/** Seconds that all threads of a process have run so far; threads that have ended are not counted. */
function threadSeconds(process: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${process}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread ended between the two calls.
    }
  }
  return nanoseconds / 1e9;
}

/** Seconds so far of the processes, to take differences of. */
export const secondsOf = (processes: number[]): number =>
  clockName === 'processor time'
    ? processes.reduce((sum, process) => sum + threadSeconds(process), 0)
    : performance.now() / 1000;

/** Seconds so far of this process, all threads: finer than those of other processes, which count ticks of the kernel. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return clockName === 'processor time' ? (user + system) / 1e6 : performance.now() / 1000;
}
