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
  new ResizeObserver(() => showPresent(row)).observe(row);
}

/** Brings the present lab to the middle of the row, as far as it goes; the page itself stays where it is. */
export function showPresent(row: HTMLElement): void {
  const present = row.querySelector<HTMLElement>('[aria-current]');
  if (present)
    row.scrollLeft = present.offsetLeft - row.offsetLeft - (row.clientWidth - present.offsetWidth) / 2;
  tellHidden(row);
}
