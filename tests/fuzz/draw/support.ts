// What every part asks of the engine: refusals of one kind, and numbers that are finite.
import { ExperimentError } from '../../engine/support.ts';

/** Runs something that may be refused; null if it was. Any error of another class is a fault. */
export async function mayRefuse<Result>(
  work: () => Result | Promise<Result>,
  Refusal: abstract new (...given: never[]) => Error = ExperimentError,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Throws where a number is not finite. */
export function assertFinite(name: string, numbers: ArrayLike<number>): void {
  for (let index = 0; index < numbers.length; index++)
    if (!Number.isFinite(numbers[index])) throw new Error(`${name}[${index}] is ${numbers[index]}`);
}
