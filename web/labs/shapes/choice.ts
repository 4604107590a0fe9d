// What the shapes lab shows, and its address: `loss=huber_loss&loss.delta=2&with=l1_loss&at.target=0&v=1`.
import type {
  Catalog,
  Descriptor,
  LossDescriptor,
  ParameterDescriptor,
  ParameterValue,
} from 'loss-playground/engine';
import { known } from '../../engine/api/checks.ts';
import { writePairs } from '../../run/address-pairs.ts';
import { type Probe, probeOf } from '../../run/loss-probe.ts';
import { OwnLink } from '../../run/own-link.ts';
import { asDescribed } from '../../run/own-loss.ts';
import { formulaIn } from '../../run/own-loss-link.ts';

export interface Shown {
  loss: LossDescriptor;
  params: Record<string, ParameterValue>;
}

export interface Choice {
  /** The first decides the axis. */
  shown: Shown[];
  probe: Probe;
  held: Record<string, number>;
}

export const defaults = ({ params }: Descriptor): Record<string, ParameterValue> =>
  Object.fromEntries(params.map((entry) => [entry.id, entry.default]));

/** Losses that can be drawn. */
export const drawable = (catalog: Catalog): LossDescriptor[] =>
  catalog.losses.filter((loss) => probeOf(loss));

/** Losses that share an axis with the first. */
export const besides = (catalog: Catalog, { probe, shown }: Choice): LossDescriptor[] =>
  drawable(catalog).filter((loss) => probeOf(loss)?.kind === probe.kind && loss.id !== shown[0]?.loss.id);

/** A choice of losses; `given` are parameters of the first, which describe it if it was typed as a formula. */
export function choose(
  catalog: Catalog,
  id: string,
  others: readonly string[] = [],
  given: Shown['params'] = {},
): Choice {
  const list = drawable(catalog);
  const found = list.find((loss) => loss.id === id) ?? (list[0] as LossDescriptor);
  const first = asDescribed(found, given);
  const probe = probeOf(first) as Probe;
  const fitting = others
    .map((other) => list.find((loss) => loss.id === other))
    .filter((loss) => loss && loss !== found && probeOf(loss)?.kind === probe.kind) as LossDescriptor[];
  return {
    probe,
    shown: [first, ...fitting].map((loss) => ({
      loss,
      params: { ...defaults(loss), ...(loss === first ? given : {}) },
    })),
    held: Object.fromEntries(probe.held.map((entry) => [entry.id, entry.default])),
  };
}

/** The default state: three ways to rate an error. */
const first = { id: 'mse_loss', others: ['l1_loss', 'huber_loss'] };

/** More than there are losses. */
const mostNamed = 200;

/** A list of weights stays at its default: what is drawn is one prediction. */
const isDrawn = ({ type }: ParameterDescriptor) => type !== 'numbers';

/** Losses of an address that can be drawn beside another. */
function readBesides(link: OwnLink, list: readonly LossDescriptor[]): string[] {
  const named = link.text('with')?.split(',').slice(0, mostNamed) ?? [];
  return named.flatMap((id) => link.checked(id, [], () => [known('loss.id', id, list).id]));
}

/** What an address shows, and what of the address is left out. */
export function readChoice(catalog: Catalog, address: string): Choice & { note: string | null } {
  const link = new OwnLink(address);
  const list = drawable(catalog);
  const id = link.value('loss', null, (text) => known('loss.id', text, list).id);
  const others = readBesides(link, list);
  const formula = formulaIn(catalog, link);
  const choice = id
    ? choose(catalog, id, others, formula === undefined ? {} : { formula })
    : choose(catalog, first.id, first.others);
  choice.shown.forEach(({ loss, params }, index) => {
    for (const entry of loss.params.filter(isDrawn))
      params[entry.id] = link.parameter(`${index === 0 ? 'loss' : loss.id}.${entry.id}`, entry);
  });
  for (const { id: name, default: preset, min, max } of choice.probe.held)
    choice.held[name] = link.number(`at.${name}`, preset, { type: 'number', min, max }, name);
  return { ...choice, note: link.note };
}

export function choiceAddress({ shown, probe, held }: Choice): string {
  const pairs: [string, string][] = [];
  shown.forEach(({ loss, params }, index) => {
    if (index === 0) pairs.push(['loss', loss.id]);
    for (const entry of loss.params.filter(isDrawn))
      if (params[entry.id] !== entry.default)
        pairs.push([`${index === 0 ? 'loss' : loss.id}.${entry.id}`, String(params[entry.id])]);
  });
  if (shown.length > 1)
    pairs.push([
      'with',
      shown
        .slice(1)
        .map(({ loss }) => loss.id)
        .join(','),
    ]);
  for (const entry of probe.held)
    if (held[entry.id] !== entry.default) pairs.push([`at.${entry.id}`, String(held[entry.id])]);
  return writePairs([...pairs, ['v', '1']]);
}
