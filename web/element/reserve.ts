// The room that a view will take, kept from the start so that nothing moves when it comes.

/** Parts of the view `train`, in the order in which they stand. */
export const parts = ['sentence', 'terms', 'picture', 'chart', 'transport', 'reading'] as const;
export type Part = (typeof parts)[number];

/** From this width on, picture and chart stand beside each other. */
export const wideFrom = 640;

/** Heights in pixels, wide and narrow; a narrow picture is as high as it is wide. */
const heights: Record<Part, readonly [string, string]> = {
  sentence: ['128px', '212px'],
  terms: ['44px', '72px'],
  picture: ['368px', '(max(100cqi, 340px) + 36px)'],
  chart: ['368px', '284px'],
  transport: ['100px', '152px'],
  reading: ['76px', '144px'],
};

/** Words of `controls` beside none and transport: terms that readers may change. */
export const termWords = ['full', 'task', 'model', 'loss', 'optimizer', 'lr', 'batch'];

/** What the attributes `controls` and `show` ask for; null for a word that means nothing. */
export function shownParts(controls: string | null, show: string | null): Set<Part> | null {
  const words = (text: string) => text.split(/\s+/).filter(Boolean);
  const asked =
    show === null ? ['picture', 'chart', 'reading'] : words(show).filter((word) => word !== 'none');
  if (asked.some((word) => !['picture', 'chart', 'reading'].includes(word))) return null;
  const shown = new Set(asked as Part[]);
  if (controls === null || controls === 'none') return shown;
  const terms = words(controls);
  shown.add('transport');
  if (terms.length > 0) shown.add(terms.includes('full') ? 'sentence' : 'terms');
  return shown;
}

const add = (terms: string[]) => (terms.length > 0 ? `calc(${terms.join(' + ')})` : '0px');

/** Heights to keep, wide and narrow. */
export function reservedHeights(lab: string, controls: string | null, show: string | null): [string, string] {
  if (lab !== 'train') return ['560px', '720px'];
  const shown = shownParts(controls, show) ?? new Set<Part>();
  const own = parts.filter((part) => shown.has(part));
  // Beside each other, chart and picture take their height once.
  const beside = own.filter((part) => !(part === 'chart' && shown.has('picture')));
  return [add(beside.map((part) => heights[part][0])), add(own.map((part) => heights[part][1]))];
}
