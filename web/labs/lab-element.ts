// What the page asks of a lab: one view, at home in an address.
import type { WorkerEngine } from 'loss-playground/engine';
import type { Export } from '../exports/export.ts';

/**
 * A view of the page. It emits `address` when the visitor has changed what is shown; the event's `detail` says whether
 * that is worth a step in the browser's history.
 */
export interface Lab extends HTMLElement {
  engine: WorkerEngine;
  /** Which of its views a lab shows, where it has several. */
  view?: string;
  /** What is shown, as the part of the page's address that belongs to the lab. */
  readonly address: string;
  readonly exports: Export[];
  /** Shows what an address says; one that cannot be read opens the default and is told on the page. */
  open(address: string): Promise<void>;
  /** Redraws what depends on the catalog, whose explanations may come later. */
  requestUpdate?(): void;
  /** Nobody looks any more: what goes on is paused. */
  leave(): void;
}

/** Tells the page that a lab shows something else now. */
export function announceAddress(lab: Lab, lasting: boolean): void {
  lab.dispatchEvent(new CustomEvent<boolean>('address', { detail: lasting }));
}
