// The effect of a change of settings, with buttons to restart or undo.
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeAction, ChangeNotice } from '../run/changes.ts';

const words: Record<ChangeAction, string> = { restart: 'Restart from step 0', undo: 'Undo' };

export type ChangeHandlers = Record<ChangeAction, () => void>;

/** The notice and its buttons; nothing if nothing was changed. */
export function changeNotice(
  notice: ChangeNotice | null,
  handlers: ChangeHandlers,
): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  return html`<p class="notice change" role="status"><span class="happened" title=${notice.words}>${notice.words}</span>
    ${notice.actions.map((action) => html`<button class="plain" type="button" @click=${handlers[action]}>${words[action]}</button>`)}</p>`;
}
