// Numbers for people. What is not a number becomes a dash, never NaN.

/** The minus sign, also of an exponent. */
const minus = (text: string) => text.replaceAll('-', '−');

/** Marks thousands: 1,240. The browser's own way would first load its tables, which takes longer than a chart. */
export const grouped = (text: string): string =>
  text.replace(/^(-?\d+)/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));

/** A number with about three significant digits: 0.313, 12.4, 1,240, 3.1e−5. */
export function short(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return minus(value.toExponential(1).replace('e+', 'e'));
  if (size >= 1000) return minus(grouped(String(Math.round(value))));
  return minus(value.toFixed(size < 10 ? 3 : size < 100 ? 2 : 1));
}

/** A number as short as three digits allow: 0.1, 12, 4,500, 3e−5. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '–';
  if (size !== 0 && (size < 1e-3 || size >= 1e6))
    return minus(Number(value.toPrecision(2)).toExponential().replace('e+', 'e'));
  return minus(grouped(String(Number(value.toPrecision(3)))));
}

/** A whole number with thousands marked. */
export const whole = (value: number): string =>
  Number.isFinite(value) ? minus(grouped(String(Math.round(value)))) : '–';

/** A share from 0 to 1 as a percentage. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? minus(`${Math.round(100 * share)} %`) : '–';

/** An amount of money after its sign: $66,000; beyond all prices as a power of ten. */
export function money(value: number | undefined, sign: string): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value) < 1e9 ? whole(Math.abs(value)) : short(Math.abs(value));
  return `${value < 0 ? '−' : ''}${sign}${size}`;
}

/** More than one of a noun: queries, letters. */
export const plural = (noun: string): string => `${noun.replace(/([^aeiou])y$/, '$1ie')}s`;
