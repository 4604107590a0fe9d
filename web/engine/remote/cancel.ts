// How a call behind a worker is canceled: its signal stays on this side, and the worker receives the call's number.
import { ExperimentError } from '../api/errors.ts';

/** Milliseconds that a worker has to answer a canceled call; then it is ended, since it is within one long piece of work. */
export const patience = 150;

function hasSignal(value: unknown): value is { signal: AbortSignal } {
  try {
    return (value as { signal?: unknown } | null | undefined)?.signal instanceof AbortSignal;
  } catch {
    // Of an object that cannot be read, and so cannot be posted either.
    return false;
  }
}

/** The signal among the arguments of a call, if there is one. */
export const signalOf = (args: readonly unknown[]): AbortSignal | undefined => args.find(hasSignal)?.signal;

/** The arguments without signals, which cannot be posted; one that is nothing else is left out. */
export const withoutSignal = (args: readonly unknown[]): unknown[] =>
  args.flatMap((arg) => {
    if (!hasSignal(arg)) return [arg];
    const { signal, ...rest } = arg;
    return Object.keys(rest).length > 0 ? [rest] : [];
  });

/** The error for arguments that cannot be copied into a message: functions, symbols, revoked proxies. */
export const unsendable = (member: string, error: unknown): ExperimentError =>
  new ExperimentError(
    member,
    `an argument that cannot be sent to a worker (${error})`,
    'plain objects, arrays, typed arrays, texts and numbers',
  );

/**
 * The arguments of a call as they are now, and its signal: a call may have to wait for a worker, or be made again by
 * another, and its caller may change what it gave. Throws an ExperimentError for arguments that cannot be sent.
 */
export function copied<Args extends readonly unknown[]>(member: string, args: Args): Args {
  const signal = signalOf(args);
  try {
    const own = structuredClone(withoutSignal(args));
    return (signal ? [...own, { signal }] : own) as unknown as Args;
  } catch (error) {
    throw unsendable(member, error);
  }
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Methods that end something; they work after a signal was aborted, too. */
const ending: readonly PropertyKey[] = ['dispose', 'terminate'];

/** An engine behind a worker, or a run of it, whose calls are all canceled by one signal. */
export function withSignal<Target extends object>(target: Target, signal: AbortSignal): Target {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || ending.includes(name)) return value;
      return async (...args: unknown[]) => {
        const result = await (value as Method).call(target, ...args, { signal });
        return name === 'createRun' ? withSignal(result as object, signal) : result;
      };
    },
  });
}
