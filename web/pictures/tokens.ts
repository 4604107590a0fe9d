// Of a next-token task: what comes after a beginning, and what the model writes.
import { html } from 'lit';
import type { Picture, Subject } from './picture.ts';

export function tokens({ run }: Subject): Picture {
  void import('./token-picture.ts');
  let moment = 0;
  return {
    title: 'probability of each next letter',
    draw: async () => ({
      picture: html`<token-picture .run=${run} .moment=${++moment}></token-picture>`,
    }),
  };
}
