// Losses that were typed as formulas: what the page knows of each, as of an entry of the catalog.
import type { Experiment, LossDescriptor, ParameterValue, WorkerEngine } from 'loss-playground/engine';
import { untilLoaded } from './loading.ts';

/** Described losses by their formula. A description follows from the formula alone. */
const described = new Map<string, LossDescriptor>();

type Params = Record<string, ParameterValue> | undefined;

/** The formula of the user's own loss; undefined of other losses. */
export const formulaOf = ({ own, params: [first] }: LossDescriptor, params: Params): string | undefined =>
  own ? String(params?.formula || first?.default) : undefined;

/** An entry of the catalog; for the user's own loss, what its formula says. */
export const asDescribed = (entry: LossDescriptor, params: Params): LossDescriptor =>
  described.get(formulaOf(entry, params) ?? '') ?? entry;

/** Describes the loss of an experiment that is about to be shown, if its user wrote it. */
export async function describeLoss(engine: WorkerEngine, { loss }: Pick<Experiment, 'loss'>): Promise<void> {
  const entry = engine.catalog.losses.find(({ id }) => id === loss?.id);
  const formula = entry && formulaOf(entry, loss?.params);
  if (formula === undefined || described.has(formula)) return;
  const [description, { written }] = await Promise.all([
    engine.describeFormula(formula),
    untilLoaded(() => import('../formulas/written.ts')),
  ]);
  if (description.loss) described.set(formula, { ...description.loss, ...written(description) });
}

/** An engine whose runs have losses that the page knows. */
export const describingEngine = <Engine extends WorkerEngine>(engine: Engine): Engine => ({
  ...engine,
  async createRun(experiment, options) {
    await describeLoss(engine, experiment);
    return engine.createRun(experiment, options);
  },
});
