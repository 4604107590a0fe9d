// Of a search task: what the model finds for a query, and a map of all that can be found.
import { html } from 'lit';
import type { Picture, Subject } from './picture.ts';

export function search({ run }: Subject): Picture {
  void import('./search-picture.ts');
  let moment = 0;
  return {
    title: 'nearest first, with their distances',
    draw: async () => ({
      picture: html`<search-picture .run=${run} .moment=${++moment}></search-picture>`,
    }),
  };
}
