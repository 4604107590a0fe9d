// The look of the host page: background, text color and font, followed when they change.
import { hex, luminance, mix, parseColor, type Rgb, standingOff } from './colors.ts';

/** Family and class colors for light and dark pages, distinguishable with color blindness. */
const inks = {
  'cross-entropy': ['#00619b', '#6bbcf0'],
  'mean-squared-error': ['#a84400', '#f59a5f'],
  triplet: ['#00694e', '#3fc79c'],
  wrong: ['#b3261e', '#ff8f85'],
  'class-0': ['#00619b', '#6bbcf0'],
  'class-1': ['#b4520a', '#f59a5f'],
  'class-2': ['#00694e', '#3fc79c'],
  'class-3': ['#8a3b7f', '#d99ad0'],
  'class-4': ['#6b5d00', '#d8c44f'],
  'class-5': ['#b3261e', '#ff8f85'],
  'class-6': ['#39518c', '#9db4f5'],
  'class-7': ['#5f4b3b', '#c8ad97'],
  'class-8': ['#006a7a', '#5fd0e2'],
  'class-9': ['#4c4c4c', '#c4c4c4'],
} as const;

/** The parent of an element in the flat tree. */
const around = (element: Element): Element | null =>
  element.assignedSlot ??
  element.parentElement ??
  (element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null);

/** The color behind an element: the backgrounds of its ancestors, blended down to the page's own. */
function paperBehind(element: Element, probe: HTMLElement): Rgb {
  const layers: (readonly [number, number, number, number])[] = [];
  for (let at: Element | null = element; at; at = around(at)) {
    const layer = parseColor(getComputedStyle(at).backgroundColor);
    if (layer[3] > 0) layers.push(layer);
    if (layer[3] === 1) break;
  }
  probe.style.backgroundColor = 'Canvas';
  const [red, green, blue] = parseColor(getComputedStyle(probe).backgroundColor);
  probe.style.backgroundColor = '';
  return layers.reduceRight<Rgb>(
    (under, [r, g, b, alpha]) => mix([r, g, b], under, alpha),
    [red, green, blue],
  );
}

/** Sets the custom properties that all views draw with; true if the look has changed. */
export function applyTheme(host: HTMLElement, box: HTMLElement): boolean {
  const style = getComputedStyle(host);
  const own = (name: string) => style.getPropertyValue(`--loss-playground-${name}`).trim();
  const rgb = (text: string): Rgb => {
    const [red, green, blue] = parseColor(text);
    return [red, green, blue];
  };
  const paper = own('paper') ? rgb(own('paper')) : paperBehind(host, box);
  const ink = standingOff(own('ink') ? rgb(own('ink')) : rgb(style.color), paper, 7);
  const dark = luminance(paper) < 0.18 ? 1 : 0;
  const faded = (share: number, least: number) => hex(standingOff(mix(ink, paper, share), paper, least));
  const size = Math.max(14, Number.parseFloat(own('font-size') || style.fontSize) || 16);
  const font = own('font') || style.fontFamily;
  const values: Record<string, string> = {
    paper: hex(paper),
    sunk: hex(mix(ink, paper, 0.05)),
    ink: hex(ink),
    'ink-2': faded(0.82, 5.5),
    'ink-3': faded(0.66, 4.6),
    edge: faded(0.5, 3.1),
    rule: hex(mix(ink, paper, 0.16)),
    sans: font,
    serif: font,
    label: '14px',
    ui: `${Math.min(15, Math.max(14, size * 0.9375))}px`,
    reading: `${size}px`,
    sentence: `${Math.min(18, size * 1.125)}px`,
  };
  for (const [name, pair] of Object.entries(inks))
    values[name] = own(name) || hex(standingOff(rgb(pair[dark]), paper, 4.6));
  let changed = false;
  for (const [name, value] of Object.entries(values)) {
    if (box.style.getPropertyValue(`--${name}`) === value) continue;
    box.style.setProperty(`--${name}`, value);
    changed = true;
  }
  box.style.colorScheme = dark ? 'dark' : 'light';
  return changed;
}

const watchers = new Set<() => void>();
let queued = false;
let end: (() => void) | null = null;

/** Reads the look at most once a frame, however much has changed. */
function look() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    for (const tell of watchers) tell();
  });
}

/** Themes switch by class, attribute, style sheet, system setting or print, sometimes with a transition. */
function watchPage(): () => void {
  const observer = new MutationObserver(look);
  const attributes = { attributes: true } as const;
  observer.observe(document.documentElement, attributes);
  if (document.body) observer.observe(document.body, attributes);
  observer.observe(document.head, { childList: true, subtree: true, attributes: true });
  const queries = ['(prefers-color-scheme: dark)', 'print', '(forced-colors: active)'].map(matchMedia);
  for (const query of queries) query.addEventListener('change', look);
  document.addEventListener('transitionend', look);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', look);
    document.removeEventListener('transitionend', look);
  };
}

/** Calls back when the look of the page may have changed; returns a function that unsubscribes. */
export function watchTheme(tell: () => void): () => void {
  watchers.add(tell);
  end ??= watchPage();
  return () => {
    watchers.delete(tell);
    if (watchers.size > 0) return;
    end?.();
    end = null;
  };
}
