// The editor of the visitor's own loss, fetched when a lab first opens it.
import { loadsOnce } from '../run/loading.ts';

export const importPanel = /* @__PURE__ */ loadsOnce(() => import('../own-loss/panel.ts'));

/** What draws the editor. */
export type Panel = Awaited<ReturnType<typeof importPanel>>;
