// The page's keyboard shortcuts, which `#help-panel` lists. The focused element comes first: a field keeps its keys, a
// button its Space, and a picture or chart that handles an arrow key prevents its default.
import type { Lab } from '../labs/lab-element.ts';
import { isPresenting } from './presentation.ts';

export interface Shortcuts {
  labs: ArrayLike<HTMLAnchorElement>;
  shown(): Lab | null;
  /** Begins or ends the presentation. */
  present(): void;
}

const typed = 'input:not([type=range], [type=checkbox]), select, textarea, [contenteditable]';
const pressed = 'button, a, summary, input, [role=button]';

function helpPanel(): void {
  document.querySelector<HTMLElement>('#help-panel')?.togglePopover();
}

export function shortcuts({ labs, shown, present }: Shortcuts): void {
  const actions: Record<string, (lab: Lab | null) => void> = {
    ' ': (lab) => lab?.keys?.toggle(),
    ArrowRight: (lab) => lab?.keys?.move(1),
    ArrowLeft: (lab) => lab?.keys?.move(-1),
    'Shift+ArrowRight': (lab) => lab?.keys?.move(10),
    'Shift+ArrowLeft': (lab) => lab?.keys?.move(-10),
    Home: (lab) => lab?.keys?.first(),
    End: (lab) => lab?.keys?.last(),
    // Screen remotes have these two keys.
    PageDown: (lab) => lab?.keys?.move(10),
    PageUp: (lab) => lab?.keys?.move(-10),
    r: (lab) => lab?.keys?.first(),
    w: (lab) => lab?.shadowRoot?.querySelector('.below')?.scrollIntoView(),
    g: () => location.assign('guide/'),
    p: present,
    Escape: present,
    '?': helpPanel,
  };
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const [target] = event.composedPath();
    const focused = target instanceof Element ? target : null;
    if (focused?.matches(typed)) return;
    if (event.key === ' ' && focused?.matches(pressed)) return;
    // A slider has its own arrow keys.
    if (/^(Arrow|Home|End|Page)/.test(event.key) && focused?.matches('input, [role=slider]')) return;
    const lab = labs[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && lab) {
      lab.click();
      return;
    }
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = actions[event.shiftKey && name.startsWith('Arrow') ? `Shift+${name}` : name];
    if (!action) return;
    if (/^(Page|Escape)/.test(name) && !isPresenting()) return;
    event.preventDefault();
    action(shown());
  });
}
