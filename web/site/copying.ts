// Copies text, and says on the button that it was copied.

/** Milliseconds for which a button says that it has copied. */
const confirmation = 2000;

/** Copies text; false if the browser does not allow that. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The button says for a while that it has copied. */
export function sayCopied(button: HTMLElement): void {
  if (button.textContent !== 'Copied') button.dataset.words = button.textContent ?? '';
  button.textContent = 'Copied';
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(
    setTimeout(() => {
      button.textContent = button.dataset.words ?? '';
    }, confirmation),
  );
}
