// The points of the triplet lab, and their address: `loss=triplet_margin_loss&loss.margin=0.5&p=1,0.2&n=0.4,-0.4;1,1&v=1`.
import {
  type Catalog,
  ExperimentError,
  type LossDescriptor,
  type ParameterValue,
} from 'loss-playground/engine';
import { choice, integer } from '../../engine/api/checks.ts';
import { show } from '../../engine/api/errors.ts';
import { writePairs } from '../../run/address-pairs.ts';
import { inRange, OwnLink } from '../../run/own-link.ts';
import { asDescribed } from '../../run/own-loss.ts';
import { formulaIn } from '../../run/own-loss-link.ts';
import { measuresTriplets, ofTriplets } from '../../run/triplet-distances.ts';

export interface Place {
  x: number;
  y: number;
}

/** Which negatives the miner picks. */
export const minings = ['all', 'hardest', 'semi-hard'] as const;
export type Mining = (typeof minings)[number];

export interface Scene {
  loss: LossDescriptor;
  params: Record<string, ParameterValue>;
  mining: Mining;
  anchor: Place;
  positive: Place;
  negatives: Place[];
}

/** Half the width of the plane that is shown. */
export const reach = 3;
export const mostNegatives = 9;

const anchor = { x: 0.15, y: 0.1 };
const positive = { x: 1.17, y: 0.34 };
const negatives: Place[] = [
  { x: -0.62, y: -0.45 },
  { x: 0.52, y: -1.41 },
  { x: 1.7, y: -0.78 },
  { x: -1.94, y: 0.5 },
  { x: 1.9, y: 1.8 },
  { x: -1.5, y: -1.94 },
];

export const tripletLosses = (catalog: Catalog): LossDescriptor[] => catalog.losses.filter(measuresTriplets);

export const defaultsOf = (loss: LossDescriptor): Record<string, ParameterValue> =>
  Object.fromEntries(loss.params.map((entry) => [entry.id, entry.default]));

const inside = (value: number): number => Math.min(reach, Math.max(-reach, value));

/** A place inside the plane. */
export const keptInside = ({ x, y }: Place): Place => ({ x: inside(x), y: inside(y) });

/** A place inside the plane, to two decimals. */
export function settle({ x, y }: Place): Place {
  const short = (value: number) => Number(inside(value).toFixed(2));
  return { x: short(x), y: short(y) };
}

const range = { type: 'number', min: -reach, max: reach } as const;

function placeOf(text: string): Place {
  const coordinates = text.split(',');
  if (coordinates.length !== 2) throw new ExperimentError('place', show(text), 'two numbers, x,y');
  const [x = 0, y = 0] = coordinates.map((one) => inRange('place', one, range));
  return { x, y };
}

/** Of as many negatives as there can be. */
function negativesOf(text: string): string {
  integer('negatives', text.split(';').length, { max: mostNegatives });
  return text;
}

/** Losses of triplets, and the visitor's own, whose formula may be one. */
export const choosable = (catalog: Catalog): LossDescriptor[] =>
  catalog.losses.filter((loss) => measuresTriplets(loss) || loss.own);

/** The loss of an address; a typed one has to be a formula of triplets. */
function lossIn(catalog: Catalog, link: OwnLink): Pick<Scene, 'loss' | 'params'> {
  const [first] = tripletLosses(catalog) as [LossDescriptor];
  const formula = formulaIn(catalog, link);
  const found = link.entry('loss', first, choosable(catalog));
  const loss =
    formula === undefined
      ? found
      : link.checked('loss.formula', first, () => tripletFormula(asDescribed(found, { formula }), formula));
  const parameters = loss.params.map(
    (entry) => [entry.id, link.parameter(`loss.${entry.id}`, entry)] as const,
  );
  return { loss, params: Object.fromEntries(parameters) };
}

/** A loss that was typed, if it is a formula of triplets. */
function tripletFormula(loss: LossDescriptor, formula: string): LossDescriptor {
  if (ofTriplets(loss)) return loss;
  throw new ExperimentError(
    'loss.params.formula',
    show(formula),
    'a formula of anchor, positive and negative',
  );
}

/** The points of an address, and what of the address is left out. */
export function readScene(catalog: Catalog, address: string): Scene & { note: string | null } {
  const link = new OwnLink(address);
  const listed = link.value('n', null, negativesOf)?.split(';') ?? [];
  const given = listed.flatMap((text) => link.checked(text, null, () => placeOf(text)) ?? []);
  const scene: Scene = {
    ...lossIn(catalog, link),
    mining: link.value<Mining>('mining', 'all', (text) => choice('mining', text, minings)),
    anchor: link.value('a', anchor, placeOf),
    positive: link.value('p', positive, placeOf),
    negatives: given.length > 0 ? given : negatives.map((place) => ({ ...place })),
  };
  return { ...scene, note: link.note };
}

export function sceneAddress({ loss, params, mining, ...places }: Scene): string {
  const write = ({ x, y }: Place) => `${Number(x.toFixed(4))},${Number(y.toFixed(4))}`;
  return writePairs([
    ['loss', loss.id],
    ...loss.params
      .filter(({ id, default: preset }) => params[id] !== preset)
      .map(({ id }) => [`loss.${id}`, String(params[id])] as const),
    ...(mining === 'all' ? [] : [['mining', mining] as const]),
    ['a', write(places.anchor)],
    ['p', write(places.positive)],
    ['n', places.negatives.map(write).join(';')],
    ['v', '1'],
  ]).replaceAll('%3B', ';');
}
