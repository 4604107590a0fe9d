// A choice among the entries of the catalog, with its parameters.

export type ParameterValue = number | boolean | string | number[];

/** A choice from the catalog; an absent parameter takes the default of its descriptor. */
export interface Spec {
  id: string;
  params?: Record<string, ParameterValue>;
}

export interface CompleteSpec {
  id: string;
  params: Record<string, ParameterValue>;
}
