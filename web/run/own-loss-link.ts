// The formula of a lab's own address: `loss=expression&loss.formula=…`.
import type { Catalog, WorkerEngine } from 'loss-playground/engine';
import type { OwnLink } from './own-link.ts';
import { describeLoss } from './own-loss.ts';

/** The formula of an address, if its loss is the visitor's own. */
export function formulaIn(catalog: Catalog, link: OwnLink): string | undefined {
  const loss = catalog.losses.find(({ id }) => id === link.text('loss'));
  return loss?.own ? (link.text('loss.formula') ?? String(loss.params[0]?.default)) : undefined;
}

/** Describes the formula of an address, before it is read. */
export async function describeLink(engine: WorkerEngine, link: OwnLink): Promise<void> {
  const formula = formulaIn(engine.catalog, link);
  if (formula !== undefined)
    await describeLoss(engine, { loss: { id: link.text('loss') ?? '', params: { formula } } });
}
