// Parts of a lab in an element that lie over each other, or whose words are cut.
import type { Locator } from 'playwright-core';

/** Pairs of parts that overlap, and parts with cut words, by more than a pixel. */
export const lapping = (element: Locator): Promise<string[]> =>
  element.evaluate((host) => {
    const root = host.shadowRoot?.querySelector('.box > :not(slot)')?.shadowRoot as ShadowRoot;
    const shown = (selector: string) =>
      [...root.querySelectorAll(selector)].filter((part) => part.checkVisibility());
    const name = (part: Element) =>
      `${part.localName}.${part.className} ${part.textContent?.trim().slice(0, 12)}`;
    const parts = shown('.sentence, .short, .figures header, .draw, .line, .sum, .bar').map((part) => ({
      part,
      box: part.getBoundingClientRect(),
    }));
    const found: string[] = [];
    for (const [index, { part, box }] of parts.entries())
      for (const { part: other, box: its } of parts.slice(index + 1)) {
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (wide > 1 && high > 1 && !part.contains(other))
          found.push(`${name(part)} and ${name(other)} overlap by ${wide.toFixed()} × ${high.toFixed()} px`);
      }
    for (const part of shown('.figures h2, .sum, .sum > .words, .bar .keys, .reading-part')) {
      const [over, below] = [part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight];
      if (part.clientWidth > 0 && Math.max(over, below) > 1)
        found.push(`${name(part)} is cut by ${over} × ${below} px`);
    }
    return found;
  });
