// A list of links with one stop for the Tab key: arrow keys move within it, so that the controls are a few Tabs away.

const linksOf = (list: Element) => [...list.querySelectorAll<HTMLAnchorElement>('a')];

/** Makes the present entry of a list, or else its first, the one that the Tab key stops at. */
export function followPresent(list: Element): void {
  const links = linksOf(list);
  const stop = links.find((link) => link.hasAttribute('aria-current')) ?? links[0];
  for (const link of links) link.tabIndex = link === stop ? 0 : -1;
}

/** Moves the focus within a list with the arrow keys, Home and End. */
export function roving(list: HTMLElement): void {
  followPresent(list);
  list.addEventListener('keydown', (event) => {
    const links = linksOf(list);
    const at = links.indexOf(event.target as HTMLAnchorElement);
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: -1,
    }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    links.at(to % links.length)?.focus();
  });
}
