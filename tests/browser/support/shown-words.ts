// Whether words on the page can be read: all of them lie on the screen, and nothing covers or clips them.
import type { Locator } from 'playwright-core';

/** What is wrong, a line each; the words are scrolled to first. */
export const hiddenWords = (words: Locator): Promise<string[]> =>
  words.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
    // Nobody scrolls sideways to read a message.
    for (let around: Node | null = element; around; around = around.parentNode ?? (around as ShadowRoot).host)
      if (around instanceof Element) around.scrollLeft = 0;
    const deepest = (x: number, y: number): Element | null => {
      let found = document.elementFromPoint(x, y);
      while (found?.shadowRoot) {
        const inner = found.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === found) break;
        found = inner;
      }
      return found;
    };
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()]
      .filter(({ width, height }) => width > 4 && height > 4)
      .flatMap(({ left, right, top, bottom }) =>
        [left + 2, right - 2].map((x) => ({ x, y: (top + bottom) / 2 })),
      )
      .flatMap(({ x, y }) => {
        const found = deepest(x, y);
        if (found && (element.contains(found) || found.contains(element))) return [];
        return [
          `“${element.textContent?.trim().slice(0, 60)}” at ${Math.round(x)}, ${Math.round(y)} of ${innerWidth} × ${innerHeight}: there is ${found ? `${found.localName}.${found.className}` : 'nothing'}`,
        ];
      });
  });
