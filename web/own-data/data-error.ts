/** Why a visitor's own data cannot be used, with the place as an editor or a spreadsheet counts it. */
export class DataError extends Error {
  /** What the page can offer to read otherwise. */
  readonly doubt: 'separator' | null;

  constructor(message: string, doubt: DataError['doubt'] = null) {
    super(message);
    this.doubt = doubt;
  }
}
