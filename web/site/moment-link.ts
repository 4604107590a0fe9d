// "Link to this moment": copies the address of what is shown, with its step. The visitor's own
// table or text is in the link only if the visitor asks for that.
import { whole } from '../charts/format.ts';
import { copied, sayCopied } from './copying.ts';

/** The addresses of the current state. */
export interface Linkable {
  /** The part of the address after the page, with the step. */
  hash: string;
  /** The same with the visitor's own data in it; '' if that is too long for a link, null if there is no such data. */
  withData: string | null;
}

/** Says what a link leaves out; nothing if it is complete. */
export function omission({ withData }: Linkable): string {
  if (withData === null) return '';
  if (withData === '')
    return 'The link does not contain your data, which is too large for a link. To share it, save “Experiment” as a file.';
  return 'The link does not contain your data. Other people need the link with the data.';
}

const plainClick = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** Makes a link of the page copy its address when it is selected; beside it a button copies the link with data. */
export class MomentLink {
  readonly #link: HTMLAnchorElement;
  readonly #linkable: () => Linkable | null;
  readonly #dataButton = document.createElement('button');
  /** Characters of the link with data that the button copies. */
  #size = 0;
  readonly #note = document.createElement('span');

  constructor(link: HTMLAnchorElement, linkable: () => Linkable | null) {
    this.#link = link;
    this.#linkable = linkable;
    this.#dataButton.type = 'button';
    this.#dataButton.id = 'link-with-data';
    this.#note.id = 'link-note';
    this.#note.setAttribute('role', 'status');
    link.after(this.#note);
    // Pointing at the link or focusing it updates the step in it.
    for (const type of ['pointerenter', 'focus', 'pointerdown'])
      link.addEventListener(type, () => this.renew());
    link.addEventListener('click', (event) => {
      if (plainClick(event)) void this.#take(event, link, 'hash');
    });
    this.#dataButton.addEventListener(
      'click',
      (event) => void this.#take(event, this.#dataButton, 'withData'),
    );
    this.renew();
  }

  /** Follows the current state. */
  renew(): void {
    const linkable = this.#linkable();
    if (linkable) this.#link.href = linkable.hash;
    const size = linkable?.withData?.length ?? 0;
    if (this.#size !== size) this.#dataButton.textContent = `Copy link with data (${whole(size)} characters)`;
    this.#size = size;
    if (size === 0) this.#dataButton.remove();
    else if (!this.#dataButton.isConnected) this.#link.after(this.#dataButton);
    if (!linkable || linkable.withData === null) this.#note.textContent = '';
  }

  async #take(event: Event, button: HTMLElement, part: keyof Linkable) {
    this.renew();
    const linkable = this.#linkable();
    const hash = linkable?.[part];
    if (!linkable || !hash) return;
    event.preventDefault();
    this.#note.textContent = part === 'hash' ? omission(linkable) : '';
    if (await copied(new URL(hash, location.href).href)) sayCopied(button);
    else this.#showInAddressBar(hash);
  }

  #showInAddressBar(hash: string) {
    history.replaceState(null, '', hash);
    this.#note.textContent = 'The link is in the address bar: copy it from there.';
  }
}
