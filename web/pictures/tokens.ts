// The picture of a next-token task: the predicted next token, and texts that the model writes.
import { html } from 'lit';
import { loadsOnce } from '../run/loading.ts';
import type { Picture, Subject } from './picture.ts';

const importPicture = /* @__PURE__ */ loadsOnce(() => import('./token-picture.ts'));

export function tokens({ session }: Subject): Picture {
  void importPicture();
  return {
    title: 'probability of each next letter',
    draw: async () => ({
      picture: html`<token-picture .session=${session}></token-picture>`,
    }),
  };
}
