// The catalog's calls of PyTorch, with values in their placeholders.
import type {
  Catalog,
  Descriptor,
  ParameterDescriptor,
  ParameterValue,
  PyTorch,
} from 'loss-playground/engine';

type Values = Record<string, ParameterValue>;

/** What placeholders that are no parameters stand for. */
export interface RunWords {
  /** What is trained. */
  parameters?: string;
  /** The planned length. */
  steps?: string;
  /** The optimizer's rate. */
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

/** The entry that a choice among entries of another list names. */
function chosen(catalog: Catalog, { choices }: ParameterDescriptor, value: ParameterValue) {
  const list = Object.values(catalog).find(
    (entries: Descriptor[]) => choices?.every((choice) => entries.some(({ id }) => id === choice)) ?? false,
  );
  return list?.find(({ id }: Descriptor) => id === value);
}

/** What the catalog says of an entry; a catalog without its explanations does not. */
export function pytorchOf({ id, pytorch }: Descriptor): PyTorch {
  if (!pytorch)
    throw new Error(`The catalog does not say what ${id} is in PyTorch. Load catalog.json first.`);
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
    return texts.get(String(value)) ?? chosen(catalog, param, value)?.pytorch?.call ?? python(value);
  };
  // Twice, since the text for a value may be a placeholder itself.
  return text.replace(placeholder, replaced).replace(placeholder, replaced).trim();
}
