// Colors computed from those of the page, with enough contrast on any background.

export type Rgb = readonly [number, number, number];

let context: CanvasRenderingContext2D | null = null;

/** Red, green, blue from 0 to 255 and opacity from 0 to 1 of a computed color in any notation. */
export function parseColor(text: string): readonly [number, number, number, number] {
  const plain = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  if (plain)
    return [
      Number(plain[1]),
      Number(plain[2]),
      Number(plain[3]),
      plain[4] === undefined ? 1 : Number(plain[4]),
    ];
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  context ??= canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return [0, 0, 0, 0];
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = '#0000';
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** `share` of one color over another. */
export const mix = (over: Rgb, under: Rgb, share: number): Rgb =>
  [0, 1, 2].map((at) => (over[at] ?? 0) * share + (under[at] ?? 0) * (1 - share)) as unknown as Rgb;

/** Relative luminance, as WCAG 2 defines it. */
export function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, as WCAG 2 defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** The color, moved towards black or white as far as it needs to stand off the paper. */
export function standingOff(color: Rgb, paper: Rgb, least: number): Rgb {
  const away: Rgb = luminance(paper) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.05) {
    const moved = mix(away, color, share);
    if (contrast(moved, paper) >= least) return moved;
  }
  return away;
}

export const hex = (color: Rgb): string =>
  `#${color.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
