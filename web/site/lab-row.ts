// The row of labs, which scrolls sideways where the window is narrow.

/** Says at which ends of the row labs are out of sight; the style sheet shows it. */
function tellHidden(row: HTMLElement): void {
  const { scrollLeft, scrollWidth, clientWidth } = row;
  const before = scrollLeft > 1 ? 'before ' : '';
  row.dataset.hidden = `${before}${scrollLeft + clientWidth < scrollWidth - 1 ? 'after' : ''}`;
}

/** Keeps telling what is out of sight, and the present lab in sight when the window changes. */
export function keepRow(row: HTMLElement): void {
  row.addEventListener('scroll', () => tellHidden(row), { passive: true });
  // A browser leaves a link where it is as long as part of it is in sight. A press must not move what is pressed.
  row.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.matches(':focus-visible')) bringToMiddle(row, target);
  });
  new ResizeObserver(() => showPresent(row)).observe(row);
}

/** Scrolls the row until a lab is in its middle, as far as it goes; the page itself stays where it is. */
function bringToMiddle(row: HTMLElement, lab: HTMLElement): void {
  row.scrollLeft = lab.offsetLeft - row.offsetLeft - (row.clientWidth - lab.offsetWidth) / 2;
}

/** Brings the present lab into sight. */
export function showPresent(row: HTMLElement): void {
  const present = row.querySelector<HTMLElement>('[aria-current]');
  if (present) bringToMiddle(row, present);
  tellHidden(row);
}
