/** Something that a visitor brings and that cannot be taken: where, counted as an editor counts, and why. */
export class DataError extends Error {}
