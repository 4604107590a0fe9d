// A button that copies a link; where the browser forbids that, the link stands selected in a field beside it.
import { toNode } from '../../guide/tree.ts';
import { copied, sayCopied } from '../copying.ts';

/** The field goes after `place`. */
export function copiesText(
  button: HTMLButtonElement,
  { words, place, text }: { words: string; place: Element; text: () => string },
): void {
  const field = toNode([
    'label',
    { class: 'copy-field' },
    `${words}: press Ctrl+C or ⌘C to copy it.`,
    ['input', { readonly: true, spellcheck: 'false' }],
  ]) as HTMLLabelElement;
  button.addEventListener('click', async () => {
    const value = text();
    if (await copied(value)) {
      field.remove();
      sayCopied(button);
      return;
    }
    place.after(field);
    const input = field.control as HTMLInputElement;
    input.value = value;
    input.focus();
    input.select();
  });
}
