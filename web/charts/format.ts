// Numbers for people. NaN becomes a dash.

/** The minus sign, also of an exponent. */
const minus = (text: string) => text.replaceAll('-', '−');

/** Adds thousands separators: 1,240. The browser's formatter first loads its tables, which takes longer than a chart. */
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

/** A number with up to three digits, as short as possible: 0.1, 12, 4,500, 3e−5. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '–';
  if (size !== 0 && (size < 1e-3 || size >= 1e6))
    return minus(Number(value.toPrecision(2)).toExponential().replace('e+', 'e'));
  return minus(grouped(String(Number(value.toPrecision(3)))));
}

/** A whole number with thousands separators. */
export const whole = (value: number): string =>
  Number.isFinite(value) ? minus(grouped(String(Math.round(value)))) : '–';

/** A share from 0 to 1 as a percentage. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? minus(`${Math.round(100 * share)}%`) : '–';

/** An amount of money with its currency sign: $66,000; huge ones as a power of ten. */
export function money(value: number | undefined, sign: string): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value) < 1e9 ? whole(Math.abs(value)) : short(Math.abs(value));
  return `${value < 0 ? '−' : ''}${sign}${size}`;
}

/** Plurals that follow no rule. */
const irregular = new Map(
  Object.entries({
    child: 'children',
    datum: 'data',
    foot: 'feet',
    goose: 'geese',
    man: 'men',
    mouse: 'mice',
    person: 'people',
    tooth: 'teeth',
    woman: 'women',
  }),
);
/** Words in -f and -fe that take -ves; others, such as roof and belief, take -s. */
const ves = /(^|[^a-z])(cal|el|hal|kni|lea|li|loa|sel|shel|thie|wi|wol)fe?$/i;
/** Words that are the same in the plural. */
const invariant = /(^|[^a-z])(aircraft|deer|emoji|fish|series|sheep|species)$/i;

/** More than one of a noun: queries, letters, leaves, boxes. The last word of several takes the plural. */
export function plural(noun: string): string {
  const lastWord = /[A-Za-z]+$/.exec(noun)?.[0] ?? '';
  const known = irregular.get(lastWord.toLowerCase());
  if (known) return noun.slice(0, -lastWord.length) + known;
  if (invariant.test(noun)) return noun;
  if (ves.test(noun)) return noun.replace(/fe?$/, 'ves');
  if (/([^aeiou])y$/.test(noun)) return noun.replace(/y$/, 'ies');
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}
