// Presentation mode: full screen, large type, no navigation. Started by a button, the key P, or `?present` in the address.

const root = document.documentElement;
const changed = new EventTarget();

export const isPresenting = (): boolean => root.hasAttribute('data-presenting');

function present(on: boolean): void {
  root.toggleAttribute('data-presenting', on);
  changed.dispatchEvent(new Event('change'));
}

/** Calls back now and whenever the presentation begins or ends. */
export function onPresentation(tell: (presenting: boolean) => void): void {
  changed.addEventListener('change', () => tell(isPresenting()));
  // Leaving full screen by the browser's own means ends the presentation too.
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && isPresenting()) present(false);
  });
  if (new URLSearchParams(location.search).has('present')) present(true);
}

/** Begins or ends the presentation; if full screen is not allowed, it fills the window. */
export function togglePresentation(): void {
  const on = !isPresenting();
  present(on);
  const done = on ? root.requestFullscreen?.() : document.fullscreenElement && document.exitFullscreen();
  Promise.resolve(done).catch(() => {});
}
