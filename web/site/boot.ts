// Comes first and needs no other file: says what did not arrive as long as the page's own script cannot. A script of its
// own, since a strict policy forbids one in the HTML.
import { download, patience } from '../engine/module/download.ts';

const { documentElement: root } = document;
const sheets = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
const addresses = () => [
  ...Array.from(document.querySelectorAll<HTMLScriptElement>('script[type=module]'), ({ src }) => src),
  ...Array.from(document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]'), ({ href }) => href),
  ...sheets().map(({ href }) => href),
];

/** A style sheet that failed is an empty one in some browsers. */
const arrived = ({ sheet }: HTMLLinkElement) => (sheet?.cssRules.length ?? 0) > 0;
/** main.ts sets the mark when it starts. */
const isComplete = () => root.hasAttribute('data-started') && sheets().every(arrived);
/** What the page's script threw. */
let thrown = '';
let shown = false;

function show(words: string): void {
  const section = document.querySelector<HTMLElement>('.trouble');
  const [text, button] = [section?.querySelector('p'), section?.querySelector('button')];
  if (!section || !text || !button) return;
  shown = true;
  text.textContent = words;
  // Nothing is lost: there is no run yet. A browser keeps a script that failed until the page is loaded again.
  button.onclick = () => location.reload();
  section.hidden = false;
  document.querySelector<HTMLElement>('.loading')?.setAttribute('hidden', '');
}

/** All that could arrive has arrived. */
async function explain(): Promise<void> {
  if (isComplete()) return;
  const answers = await Promise.allSettled(addresses().map((address) => download(new URL(address))));
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [(answer.reason as Error).message] : [],
  );
  if (isComplete()) return;
  if (reasons.length > 0) show(reasons.join(' '));
  else if (!root.hasAttribute('data-started')) show(`The page met an error and could not start. ${thrown}`);
}

/** Something has not arrived and has not failed either; looks again until it has. */
function explainSilence(): void {
  if (isComplete()) return;
  setTimeout(explainSilence, patience());
  if (document.querySelector<HTMLElement>('.trouble')?.hidden === false) return;
  const silent = addresses().filter((address) => performance.getEntriesByName(address).length === 0);
  const names = silent.map((address) => new URL(address).pathname.split('/').at(-1)).join(', ');
  show(
    `${names || 'A file'} has not arrived for ${Math.ceil(patience() / 1000)} s. The connection is slow or was interrupted.`,
  );
}

addEventListener('error', ({ message }) => {
  thrown ||= message ?? '';
});
addEventListener('online', () => shown && location.reload());
if (document.readyState === 'complete') void explain();
else addEventListener('load', () => void explain());
setTimeout(explainSilence, patience());
// A browser shows nothing while it waits for a style sheet: after a while the page appears without it.
setTimeout(() => {
  for (const link of sheets()) {
    if (arrived(link)) continue;
    link.media = 'print';
    link.addEventListener('load', () => {
      link.media = 'all';
      const section = document.querySelector<HTMLElement>('.trouble');
      if (section && isComplete() && section.textContent?.includes('has not arrived')) section.hidden = true;
    });
  }
}, patience() / 10);
