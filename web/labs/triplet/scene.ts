// The points of the triplet lab, and their address: `loss=triplet_margin_loss&loss.margin=0.5&p=1,0.2&n=0.4,-0.4;1,1&v=1`.
import type { Catalog, LossDescriptor, ParameterValue } from 'loss-playground/engine';
import { numberOf, readPairs, writePairs } from '../../run/address-pairs.ts';
import { measuresTriplets } from '../../run/triplet-distances.ts';

export interface Place {
  x: number;
  y: number;
}

/** Which negatives of the anchor teach. */
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

/** A place inside the plane, to two decimals. */
export function settle({ x, y }: Place): Place {
  const inside = (value: number) => Number(Math.min(reach, Math.max(-reach, value)).toFixed(2));
  return { x: inside(x), y: inside(y) };
}

function readPlace(text: string | undefined, fallback: Place): Place {
  const [x, y] = text?.split(',') ?? [];
  return { x: numberOf(x, fallback.x, -reach, reach), y: numberOf(y, fallback.y, -reach, reach) };
}

export function readScene(catalog: Catalog, address: string): Scene {
  const pairs = readPairs(address);
  const list = tripletLosses(catalog);
  const loss = list.find(({ id }) => id === pairs.get('loss')) ?? (list[0] as LossDescriptor);
  const params = defaultsOf(loss);
  for (const entry of loss.params) {
    const given = pairs.get(`loss.${entry.id}`);
    if (entry.type === 'number')
      params[entry.id] = numberOf(given, Number(entry.default), entry.min, entry.max);
    else if (entry.type === 'boolean' && given) params[entry.id] = given === 'true';
    else if (given && entry.choices?.includes(given)) params[entry.id] = given;
  }
  const listed = pairs.get('n')?.split(';').slice(0, mostNegatives);
  return {
    loss,
    params,
    mining: minings.find((name) => name === pairs.get('mining')) ?? 'all',
    anchor: readPlace(pairs.get('a'), anchor),
    positive: readPlace(pairs.get('p'), positive),
    negatives: listed?.map((text) => readPlace(text, anchor)) ?? negatives.map((place) => ({ ...place })),
  };
}

export function sceneAddress({ loss, params, mining, ...places }: Scene): string {
  const write = ({ x, y }: Place) => `${x},${y}`;
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
