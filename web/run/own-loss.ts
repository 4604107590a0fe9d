// Losses that were typed as formulas: what the page knows of each, as of an entry of the catalog.
import type { Experiment, LossDescriptor, ParameterValue } from 'loss-playground/engine';
import type { FormulaReader } from '../formulas/describe.ts';
import { untilLoaded } from './loading.ts';

/** Described losses by their formula. A description follows from the formula alone. */
const described = new Map<unknown, LossDescriptor>();

/** An entry of the catalog; for the user's own loss, what its formula says. */
export const asDescribed = (
  entry: LossDescriptor,
  params: Record<string, ParameterValue> | undefined,
): LossDescriptor => (entry.own && described.get(params?.formula)) || entry;

/** Describes the loss of an experiment that is about to be shown, if its user wrote it. */
export async function describeLoss(engine: FormulaReader, { loss }: Pick<Experiment, 'loss'>): Promise<void> {
  if (engine.catalog.losses.some(({ id, own }) => own && id === loss?.id))
    await (await untilLoaded(() => import('../formulas/describe.ts'))).describe(engine, loss, described);
}
