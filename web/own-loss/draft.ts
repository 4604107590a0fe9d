// A text that is not in use, for instance an invalid one, is kept while the editor is closed.
let draft: { formula: string; text: string } | null = null;

/** Keeps what the editor showed while a formula was in use. */
export function keepDraft(formula: string, text: string): void {
  draft = { formula, text };
}

/** What the editor showed last while this formula was in use, otherwise the formula. */
export const draftOf = (formula: string): string => (draft?.formula === formula ? draft.text : formula);
