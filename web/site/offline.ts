/**
 * Keeps the page for visits without a network, where the browser and the page's policy allow it. Not for a page within
 * another, for visitors who save data, or for a page that was not built (`npm run dev`).
 */
export function keepForOffline(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const isBuilt = document.querySelector('meta[name=build]') !== null;
  if (!isBuilt || window.top !== window || connection?.saveData) return;
  navigator.serviceWorker
    ?.register('service-worker.js')
    // A browser that was offline may otherwise look for a new build a minute later.
    .then((registration) => registration.update())
    .catch(() => {});
}
