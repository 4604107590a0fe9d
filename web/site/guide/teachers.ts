// The class link builder of the page for teachers.
import catalog from 'virtual:catalog';
import { dataOf, kindIn, settableKind, settingFault, tasksOf } from '../../guide/class-data.ts';
import { encodeClass, namesDataFault } from '../../guide/class-link.ts';
import type { Outline, OutlineChapter } from '../../guide/outline.ts';
import { toNode } from '../../guide/tree.ts';
import { copiesText } from './copy-field.ts';

/** The id of the field that chooses a chapter. */
const chapterField = 'class-chapter';

const ownData = '';
const pastedData = 'pasted';

export class ClassLinkBuilder {
  readonly #form: HTMLFormElement;
  readonly #outline: Outline;
  /** '' where the form has none. */
  #link = '';

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#outline = JSON.parse(form.dataset.outline ?? '[]') as Outline;
    const copy = form.querySelector('.copy') as HTMLButtonElement;
    const place = form.querySelector('.result-line') as HTMLElement;
    copiesText(copy, { words: 'Class link', place, text: () => this.#link });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', ({ target }) => this.#changed((target as HTMLElement).id));
    this.#changed(chapterField);
  }

  #field<Field extends HTMLElement = HTMLInputElement>(id: string): Field {
    return this.#form.querySelector(`#${id}`) as Field;
  }

  get #chapter(): OutlineChapter | undefined {
    return this.#outline.find(({ id }) => id === this.#field(chapterField).value);
  }

  #changed(id: string): void {
    if (id === chapterField) this.#listData();
    this.#field('class-pasted')
      .closest('label')
      ?.toggleAttribute('hidden', this.#field('class-data').value !== pastedData);
    const made = this.#made();
    this.#link = 'link' in made ? made.link : '';
    const output = this.#field<HTMLAnchorElement>('class-link');
    output.textContent = this.#link;
    if (this.#link) output.href = this.#link;
    else output.removeAttribute('href');
    this.#field('class-fault').textContent = 'fault' in made ? made.fault : '';
    (this.#form.querySelector('.copy') as HTMLButtonElement).disabled = !this.#link;
  }

  /** The data sets that fit the chapter. */
  #listData(): void {
    const chapter = this.#chapter;
    const kind = chapter && settableKind(catalog, chapter);
    const tasks = kind ? tasksOf(catalog, kind) : [];
    const options = [
      [ownData, 'those of the chapter'],
      ...tasks.map(({ id, title }) => [id, title]),
      ...(kind ? [[pastedData, 'those of a playground link']] : []),
    ];
    this.#field('class-data').replaceChildren(
      ...options.map(([value, words = '']) => toNode(['option', { value: value || undefined }, words])),
    );
    const [first] = this.#field<HTMLSelectElement>('class-data').options;
    if (first) first.value = ownData;
  }

  /** The link that the form describes; or what is wrong, '' where nothing was chosen yet. */
  #made(): { link: string } | { fault: string } {
    const chapter = this.#chapter;
    const kind = chapter && kindIn(catalog, chapter);
    if (!chapter || !kind) return { fault: 'This chapter has no run whose seed or data can be set.' };
    const typed = this.#field('class-seed').value.trim();
    const seed = typed ? Number(typed) : undefined;
    if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
      return { fault: `“${typed}” is not a valid seed. Enter a whole number from 0 up.` };
    const chosen = this.#field('class-data').value;
    const pasted = this.#field('class-pasted').value;
    if (chosen === pastedData && !pasted.trim()) return { fault: 'Paste a playground link.' };
    const read = chosen === pastedData ? dataOf(catalog, kind, pasted) : null;
    if (read && 'fault' in read) return read;
    const data = read ? read.data : chosen && `task=${chosen}`;
    if (seed === undefined && !data)
      return {
        fault: chapter.namesData ? `Choose a seed. ${namesDataFault}` : 'Choose a seed, data, or both.',
      };
    const setting = { ...(seed === undefined ? {} : { seed }), ...(data ? { data } : {}) };
    const fault = settingFault(catalog, chapter, setting);
    if (fault) return { fault };
    return { link: new URL(`${chapter.id}.html#${encodeClass(chapter.id, setting)}`, location.href).href };
  }
}
