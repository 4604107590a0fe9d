// What stands on a page in each frame, in views that show a run.
import type { Page } from 'playwright-core';

/** What is painted of one step. */
export interface Painted {
  /** The step of the reading; NaN where there is none. */
  step: number;
  reading: string;
  /** The step that the chart's labels are of, and their values. */
  legend: string;
  /** The objective and the costs in one line. */
  sum: string;
  /** Correct predictions in each confusion matrix. */
  right: number[];
  /** What stands above twin pictures. */
  titles: string[];
  /** The batch loss, the objective and the costs as columns. */
  columns: string;
  /** The pictures by name, each as a number that changes with it. */
  pictures: Record<string, number>;
}

/** Reads the view at the end of a path through shadow roots, those in it included. Runs in the page. */
function read(path: readonly string[]): Painted {
  const parts = new Map<string, Element[]>();
  const drawn =
    'mix-up-table, decision-field, xy-plot, embedding-map:not([still]), token-bars, surprise-columns, example-losses, column-bars';
  const kinds = {
    reading: '.reading',
    sub: 'figure[part=chart] .sub',
    label: '.labels li',
    sum: '.sum .words',
    twin: '.twin .sub',
    worked: '.put-in',
    found: 'ol[aria-label="Nearest emoji"]',
    drawn,
  };
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      for (const [kind, selector] of Object.entries(kinds))
        if (element.matches(selector)) parts.set(kind, [...(parts.get(kind) ?? []), element]);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  let root: ParentNode | null | undefined = document;
  for (const tag of path) root = root?.querySelector(`${tag}:not([hidden])`)?.shadowRoot;
  if (root) visit(root);
  const words = (kind: string) =>
    (parts.get(kind) ?? [])
      .map((element) => {
        const copy = element.cloneNode(true) as Element;
        for (const meaning of copy.querySelectorAll('.meaning')) meaning.remove();
        return copy.textContent?.replace(/\s+/g, ' ').trim();
      })
      .join('; ');
  const plain = (_: string, value: unknown) => (ArrayBuffer.isView(value) ? Object.values(value) : value);
  const hash = (text: string) => {
    let sum = 0;
    for (let index = 0; index < text.length; index++) sum = (31 * sum + text.charCodeAt(index)) | 0;
    return sum;
  };
  const pictures: Record<string, number> = {};
  for (const kind of ['found', 'worked']) if (words(kind)) pictures[kind] = hash(words(kind));
  const columns: string[] = [];
  const right: number[] = [];
  for (const [index, element] of (parts.get('drawn') ?? []).entries()) {
    const { data, tokens } = element as unknown as { data?: unknown; tokens?: unknown };
    pictures[`${element.localName} ${index}`] = hash(JSON.stringify(data ?? tokens ?? null, plain));
    const cells = [...(element.shadowRoot?.querySelectorAll('.right') ?? [])];
    if (cells.length > 0) right.push(cells.reduce((sum, cell) => sum + Number(cell.textContent), 0));
    if (element.localName === 'column-bars')
      columns.push(
        ...[...(element.shadowRoot?.querySelectorAll('.strong') ?? [])].map((one) => one.textContent ?? ''),
      );
  }
  const reading = words('reading');
  const [, step] = /Step ([\d,]+)|Before the first step/.exec(reading) ?? [null, 'NaN'];
  return {
    step: Number((step ?? '0').replaceAll(',', '')),
    reading,
    legend: `${words('sub')} ${words('label')}`,
    sum: words('sum'),
    right,
    titles: words('twin') ? words('twin').split('; ') : [],
    columns: columns.join(' '),
    pictures,
  };
}

/** What is painted in each of the frames to come. */
export const paintedFrames = (page: Page, path: readonly string[], frames: number): Promise<Painted[]> =>
  page.evaluate(`(async () => {
    const read = ${read};
    const seen = [];
    const { port1, port2 } = new MessageChannel();
    for (let frame = 0; frame < ${frames}; frame++) {
      // The message is heard after the frame is painted.
      await new Promise((done) => {
        port1.onmessage = done;
        requestAnimationFrame(() => port2.postMessage(null));
      });
      seen.push(read(${JSON.stringify(path)}));
    }
    return seen;
  })()`);
