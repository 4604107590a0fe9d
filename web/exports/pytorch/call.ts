// The catalog's calls of PyTorch, with values in their placeholders.
import type {
  Catalog,
  Descriptor,
  ParameterDescriptor,
  ParameterValue,
  PyTorch,
} from 'loss-playground/engine';

type Values = Record<string, ParameterValue>;

/** Values of placeholders that are not parameters. */
export interface RunWords {
  /** The trained parameters. */
  parameters?: string;
  /** The planned length. */
  steps?: string;
  /** The optimizer's learning rate. */
  lr?: string;
}

/** A name, and then texts for some of its values: `{t_max|0=None}`. */
const placeholder = /\{(\w+)((?:\|[^{}|]*)*)\}/g;

/** A value as Python writes it. */
function python(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  return String(value);
}

/** Weights are a tensor, of numbers with a point: PyTorch takes no whole ones. */
export const weightTensor = (list: readonly number[]) =>
  `torch.tensor([${list.map((value) => (/^-?\d+$/.test(String(value)) ? `${value}.0` : String(value))).join(', ')}])`;

/** The entry that a choice among entries of another list names. */
function chosen(catalog: Catalog, { choices }: ParameterDescriptor, value: ParameterValue) {
  const list = Object.values(catalog).find(
    (entries: Descriptor[]) => choices?.every((choice) => entries.some(({ id }) => id === choice)) ?? false,
  );
  return list?.find(({ id }: Descriptor) => id === value);
}

/** The PyTorch equivalent of an entry, which the small catalog does not contain. */
export function pytorchOf({ id, pytorch }: Descriptor): PyTorch {
  if (!pytorch) throw new Error(`The catalog has no PyTorch equivalent of ${id}. Load catalog.json first.`);
  return pytorch;
}

/** Text of an entry with its placeholders replaced. */
export function filled(
  text: string,
  catalog: Catalog,
  { params }: Descriptor,
  values: Values,
  run: RunWords = {},
): string {
  const words = new Map(Object.entries(run));
  const replaced = (whole: string, name: string, cases: string) => {
    const word = words.get(name);
    if (word !== undefined) return word;
    const param = params.find(({ id }) => id === name);
    const value = values[name];
    if (!param || value === undefined) return whole;
    const texts = new Map(cases.split('|').map((text) => text.split(/=(.*)/s, 2) as [string, string]));
    if (param.type === 'numbers') return texts.get(String(value)) ?? weightTensor(value as number[]);
    return texts.get(String(value)) ?? chosen(catalog, param, value)?.pytorch?.call ?? python(value);
  };
  // Twice, since the text for a value may be a placeholder itself.
  return text.replace(placeholder, replaced).replace(placeholder, replaced).trim();
}
