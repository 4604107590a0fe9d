// The picture of a search task: the results for a query, and a map of all documents.
import { html } from 'lit';
import { plural } from '../charts/format.ts';
import { loadsOnce } from '../run/loading.ts';
import type { Picture, Subject } from './picture.ts';

const importPicture = /* @__PURE__ */ loadsOnce(() => import('./search-picture.ts'));

export function search({ session, task }: Subject): Picture {
  void importPicture();
  return {
    title: `nearest ${plural(task.document ?? 'document')}, with distances`,
    draw: async () => ({
      picture: html`<search-picture .session=${session}></search-picture>`,
    }),
  };
}
