// The labs of the page, each with an address that sets it up quickly.
import type { Page } from 'playwright-core';
import { momentWhen } from './moment.ts';

/** An address of each lab, and words that stand on it when it is ready. */
export const labs: Record<string, { address: string; ready: (page: Page) => Promise<unknown> }> = {
  Shapes: { address: 'lab=shapes', ready: (page) => page.getByText(/Outlier, at 3/).waitFor() },
  Race: {
    address: 'lab=race&on=quadratic&steps=60&seeds=3&v=1',
    ready: (page) => page.getByText('The race is over.').waitFor({ state: 'attached' }),
  },
  Landscape: {
    address: 'lab=landscape&task=xor&steps=60&v=1',
    ready: (page) => page.getByText('All places are measured.').waitFor({ state: 'attached' }),
  },
  'Two losses': {
    address: 'lab=two-losses&steps=60&v=1',
    ready: (page) => page.getByText('Both are trained.').waitFor({ state: 'attached' }),
  },
  Reference: {
    address: 'lab=reference&of=losses&id=huber_loss&v=1',
    ready: (page) => page.getByRole('slider', { name: /Huber loss and its slope/ }).waitFor(),
  },
  'Reference of an optimizer': {
    address: 'lab=reference&of=optimizers&id=adam&v=1',
    ready: (page) => page.getByRole('img', { name: /Adam on the quadratic bowl/ }).waitFor(),
  },
};

/** The labs that have tests of their own, which open them in all widths. */
export const otherLabs: typeof labs = {
  'Train on digits': {
    address: 'at=60&task=digits&v=1',
    ready: (page) => momentWhen(page, ({ step }) => step === 60),
  },
  'Train on houses': {
    address: 'at=60&task=houses&v=1',
    ready: (page) => momentWhen(page, ({ step }) => step === 60),
  },
  'Train on a plane': {
    address: 'at=60&task=circle&v=1',
    ready: (page) => momentWhen(page, ({ step }) => step === 60),
  },
  Anatomy: {
    address: 'lab=anatomy&at=40&task=circle&v=1',
    ready: (page) => page.locator('anatomy-section .equation').waitFor(),
  },
  Triplet: { address: 'lab=triplet', ready: (page) => page.getByText('Before the first step').waitFor() },
  'Next token': {
    address: 'lab=next-token&task=names&task.examples=400&schedule=constant&steps=60&evaluate_every=30&v=1',
    ready: (page) => page.getByText('finished: training cost').waitFor({ state: 'attached' }),
  },
};
