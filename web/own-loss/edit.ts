// Changes of a text that the visitor can undo.
import type { FormulaPlace } from 'loss-playground/engine';

/**
 * Replaces a part of the text as if it were typed: the browser's undo takes it back, and the field reports its input.
 * The focus is then in the field, after the replacement.
 */
export function edit(field: HTMLTextAreaElement, { begin, end }: FormulaPlace, by: string): void {
  if (field.value.slice(begin, end) === by) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(begin, end);
  // Deprecated, but nothing else adds to the history of a field.
  if (document.execCommand('insertText', false, by)) return;
  field.setRangeText(by, begin, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** The same; the focus stays where it is. */
export function editAside(field: HTMLTextAreaElement, place: FormulaPlace, by: string): void {
  const focused = (field.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
  edit(field, place, by);
  focused?.focus({ preventScroll: true });
}
