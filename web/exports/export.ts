/** Something to take away from a lab. */
export interface Export {
  /** What the visitor reads, for instance `CSV`. */
  words: string;
  /** Name of the file. */
  file: string;
  make(): Blob | Promise<Blob>;
}
