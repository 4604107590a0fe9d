// What of an element is seen, or can be scrolled to, outside its own box.
import type { Locator } from 'playwright-core';

/** Tags, classes and pixels of all that sticks out of an element by more than half a pixel, shadow trees included. */
export const sticking = (element: Locator): Promise<string[]> =>
  element.evaluate((host) => {
    type Edges = { left: number; top: number; right: number; bottom: number };
    /** What clips boxes in the flow, and those that are placed. */
    type Clips = { flow: Edges; placed: Edges };
    const all = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    const both = (one: Edges, other: Edges): Edges => ({
      left: Math.max(one.left, other.left),
      top: Math.max(one.top, other.top),
      right: Math.min(one.right, other.right),
      bottom: Math.min(one.bottom, other.bottom),
    });
    const box = host.getBoundingClientRect();
    const found: string[] = [];
    const look = (one: Element, { flow, placed }: Clips) => {
      if (!one.checkVisibility()) return;
      const { overflowX, position } = getComputedStyle(one);
      const clip = position === 'absolute' ? placed : flow;
      const { left, top, right, bottom } = both(one.getBoundingClientRect(), clip);
      const out = Math.max(box.left - left, right - box.right, box.top - top, bottom - box.bottom);
      if (right > left && bottom > top && out > 0.5)
        found.push(`${one.localName}.${one.getAttribute('class') ?? ''} ${out.toFixed(1)} px`);
      const inner = overflowX === 'visible' ? clip : both(one.getBoundingClientRect(), clip);
      const clips = { flow: inner, placed: position === 'static' ? placed : inner };
      for (const child of one.shadowRoot?.children ?? []) look(child, clips);
      for (const child of one.children) look(child, clips);
    };
    for (const child of host.shadowRoot?.children ?? []) look(child, { flow: all, placed: all });
    return found;
  });
