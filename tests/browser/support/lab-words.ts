// What a lab says, in any browser.

/** The words of an element, once a figure is drawn in it; runs in the page. */
export function shown(tag: string): string | null {
  const visit = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? visit(element.shadowRoot) : []),
    ]);
  const elements = visit(document.querySelector(tag)?.shadowRoot ?? document.createElement('p'));
  const isDrawn = elements.some(
    (element) => element.matches('canvas, svg') && element.getBoundingClientRect().height > 40,
  );
  const words = elements
    .filter(({ localName }) => localName !== 'style')
    .flatMap(({ childNodes }) => [...childNodes])
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ');
  return isDrawn && words.length > 80 ? words : null;
}
