// Messages of the page outside its labs: what is loading, what could not be loaded, an error.
import { missing } from '../run/loading.ts';

const main = document.querySelector('main') as HTMLElement;
const loading = document.querySelector('.loading') as HTMLElement;
const trouble = document.querySelector('.trouble') as HTMLElement;
const words = trouble.querySelector('p') as HTMLElement;
const [button, close] = trouble.querySelectorAll('button') as unknown as [
  HTMLButtonElement,
  HTMLButtonElement,
];

/** Says what is loading, if it takes long; null when it is there. */
export function showLoading(what: string | null): void {
  loading.hidden = what === null;
  if (what !== null) loading.textContent = `${what}…`;
}

/** Whether there is nothing on the stage yet, so that messages take its place. */
export function showEmpty(isEmpty: boolean): void {
  main.classList.toggle('empty', isEmpty);
}

function showTrouble(text: string, action: string, act: () => void): void {
  words.textContent = text;
  button.textContent = action;
  button.onclick = act;
  trouble.hidden = false;
  loading.hidden = true;
}

/** The page cannot go on as it is. */
export function showError(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  showTrouble(`The page met an error: ${reason.replace(/\.$/, '')}.`, 'Reload', () => location.reload());
}

function showMissing(): void {
  const { messages } = missing;
  if (messages.length > 0) showTrouble(messages.join(' '), 'Try again', () => missing.retry());
  else trouble.hidden = true;
}

/** What other scripts on the page do wrong, as those of a browser's extensions, is not the page's error. */
const isOwn = (error: unknown): error is Error =>
  error instanceof Error && error.stack?.includes(new URL('.', document.baseURI).href) === true;

/** Shows messages from now on. */
export function followTrouble(): void {
  trouble.hidden = true;
  close.onclick = () => {
    trouble.hidden = true;
  };
  missing.addEventListener('change', showMissing);
  addEventListener('error', ({ error }) => isOwn(error) && showError(error));
  addEventListener('unhandledrejection', ({ reason }) => isOwn(reason) && showError(reason));
}
