/** The focused element, also inside shadow roots. */
export function focusedWithin(root: ShadowRoot): HTMLElement | null {
  const focused = root.activeElement as HTMLElement | null;
  return focused?.shadowRoot?.activeElement ? focusedWithin(focused.shadowRoot) : focused;
}
