/** A download of a lab. */
export interface Export {
  /** The label, for example `CSV`. */
  words: string;
  /** Name of the file. */
  file: string;
  make(): Blob | Promise<Blob>;
}
