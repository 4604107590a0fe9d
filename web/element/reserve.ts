// The room that a view will take, kept from the start so that nothing moves when it comes.

/** Parts of the view `train`, in the order in which they stand. */
export const parts = ['sentence', 'terms', 'picture', 'chart', 'transport', 'reading'] as const;
export type Part = (typeof parts)[number];

/** From this width on, picture and chart stand beside each other. */
export const wideFrom = 640;

/**
 * Heights as CSS, wide and narrow; 100cqi is the width of the element. A narrow picture is as high as it is wide, and
 * words have room for the longest of any task: the narrower, the more lines they take.
 */
export const heights: Record<Exclude<Part, 'terms'>, readonly [string, string]> = {
  sentence: ['128px', 'max(128px, 406px - 46.5cqi)'],
  picture: ['386px', '(max(100cqi, 340px) + 54px)'],
  chart: ['386px', '302px'],
  transport: ['100px', 'clamp(152px, 288px - 40cqi, 172px)'],
  reading: ['clamp(76px, 195px - 15cqi, 100px)', 'max(100px, 313px - 35cqi)'],
};

/** Heights of so many terms: three in a line where it is wide, three in two lines where it is narrow. */
export const termHeights = (count: number): readonly [string, string] => [
  `${10 + 34 * Math.ceil(count / 3)}px`,
  `${4 + 34 * Math.ceil((2 * count) / 3)}px`,
];

/** Words of `controls` beside none and transport: terms that readers may change. */
export const termWords = ['full', 'task', 'model', 'loss', 'optimizer', 'lr', 'batch'];

/** A list, with spaces or commas. */
const words = (text: string | null) => (text ?? '').split(/[\s,]+/).filter(Boolean);

/** HTML's ways to write an attribute that only has to be there, and the word for nothing. */
const noTerms = ['none', 'controls', 'true'];

/** The terms that `controls` names. */
export const termsOf = (controls: string | null): string[] =>
  words(controls?.toLowerCase() ?? null).filter((word) => !noTerms.includes(word));

/** What the attributes `controls` and `show` ask for; null for a word that means nothing. */
export function shownParts(controls: string | null, show: string | null): Set<Part> | null {
  const asked =
    show === null ? ['picture', 'chart', 'reading'] : words(show).filter((word) => word !== 'none');
  if (asked.some((word) => !['picture', 'chart', 'reading'].includes(word))) return null;
  const shown = new Set(asked as Part[]);
  if (controls === null || controls === 'none') return shown;
  const terms = termsOf(controls);
  shown.add('transport');
  if (terms.length > 0) shown.add(terms.includes('full') ? 'sentence' : 'terms');
  return shown;
}

const add = (terms: string[]) => (terms.length > 0 ? `calc(${terms.join(' + ')})` : '0px');

/** Heights to keep, wide and narrow. */
export function reservedHeights(lab: string, controls: string | null, show: string | null): [string, string] {
  // What follows a lab comes into sight only once the lab has its own height.
  if (lab !== 'train') return ['840px', '1120px'];
  const shown = shownParts(controls, show) ?? new Set<Part>();
  const own = parts.filter((part) => shown.has(part));
  const room = { ...heights, terms: termHeights(termsOf(controls).length) };
  // Beside each other, chart and picture take their height once.
  const beside = own.filter((part) => !(part === 'chart' && shown.has('picture')));
  return [add(beside.map((part) => room[part][0])), add(own.map((part) => room[part][1]))];
}
