// What the shapes lab shows, and its address: `loss=huber_loss&loss.delta=2&with=l1_loss&at.target=0&v=1`.
import type { Catalog, Descriptor, LossDescriptor, ParameterValue } from 'loss-playground/engine';
import { numberOf, readPairs, writePairs } from '../../run/address-pairs.ts';
import { type Probe, probeOf } from './probe.ts';

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
  drawable(catalog).filter((loss) => probeOf(loss)?.kind === probe.kind && loss !== shown[0]?.loss);

export function choose(catalog: Catalog, id: string, others: readonly string[] = []): Choice {
  const list = drawable(catalog);
  const first = list.find((loss) => loss.id === id) ?? (list[0] as LossDescriptor);
  const probe = probeOf(first) as Probe;
  const fitting = others
    .map((other) => list.find((loss) => loss.id === other))
    .filter((loss) => loss && loss !== first && probeOf(loss)?.kind === probe.kind) as LossDescriptor[];
  return {
    probe,
    shown: [first, ...fitting].map((loss) => ({ loss, params: defaults(loss) })),
    held: Object.fromEntries(probe.held.map((entry) => [entry.id, entry.default])),
  };
}

/** What opens where the address says nothing: three ways to judge a miss. */
const first = { id: 'mse_loss', others: ['l1_loss', 'huber_loss'] };

export function readChoice(catalog: Catalog, address: string): Choice {
  const pairs = readPairs(address);
  const id = pairs.get('loss');
  const choice = id
    ? choose(catalog, id, pairs.get('with')?.split(','))
    : choose(catalog, first.id, first.others);
  choice.shown.forEach(({ loss, params }, index) => {
    for (const entry of loss.params) {
      const given = pairs.get(`${index === 0 ? 'loss' : loss.id}.${entry.id}`);
      if (given === undefined) continue;
      if (entry.type === 'number' || entry.type === 'integer')
        params[entry.id] = numberOf(given, Number(entry.default), entry.min, entry.max);
      else if (entry.type === 'boolean') params[entry.id] = given === 'true';
      else if (entry.choices?.includes(given)) params[entry.id] = given;
    }
  });
  for (const { id: name, default: preset, min, max } of choice.probe.held)
    choice.held[name] = numberOf(pairs.get(`at.${name}`), preset, min, max);
  return choice;
}

export function choiceAddress({ shown, probe, held }: Choice): string {
  const pairs: [string, string][] = [];
  shown.forEach(({ loss, params }, index) => {
    if (index === 0) pairs.push(['loss', loss.id]);
    for (const entry of loss.params)
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
