import type { LitElement } from 'lit';

/** What a link does that leads to a part of the same lab: scrolls to it, and the address stays. */
export const reveal = (lab: LitElement, selector: string) => (event: Event) => {
  event.preventDefault();
  lab.renderRoot.querySelector(selector)?.scrollIntoView();
};
