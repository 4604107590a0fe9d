import type { GradientCheck } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';

/** Relative errors up to this are rounding. */
const agreement = 1e-4;

const power = (error: number) => error.toExponential(0).replace('-', '−');

/** The result of a gradient check. */
export function gradientWords({ maxRelativeError, checked, skipped }: GradientCheck): string {
  const kinks =
    skipped > 0 ? ` ${whole(skipped)} skipped at kinks, where the objective has no gradient.` : '';
  if (checked === 0) return `No gradient entry could be checked.${kinks}`;
  const error =
    maxRelativeError === 0
      ? 'they agree to the last digit'
      : maxRelativeError <= agreement
        ? `they agree to a relative error of ${power(maxRelativeError)}`
        : `they disagree by a relative error of up to ${power(maxRelativeError)}`;
  return `Checked ${whole(checked)} gradient entries against finite differences: ${error}.${kinks}`;
}
