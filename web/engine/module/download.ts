// A file from a server, or the reason why it did not come: a status, a web page in its place, a connection that went silent.

/** A file that could not be loaded; `message` names it and the reason. Its name crosses from worker to page. */
export class DownloadError extends Error {
  override name = 'DownloadError';

  constructor(
    address: URL,
    readonly reason: string,
  ) {
    super(`${address.pathname.split('/').at(-1)} could not be loaded: ${reason}.`);
  }
}

/** Why a file is of no use although all of it has arrived. */
export const damaged = 'the file is damaged';
const unreachable = 'the server cannot be reached';

/**
 * Milliseconds without a byte after which a download counts as interrupted. A page on a very slow network may set the
 * global `lossPlaygroundPatience`.
 */
export const patience = (): number =>
  Number((globalThis as { lossPlaygroundPatience?: number }).lossPlaygroundPatience ?? 20_000);

/** None of the project's files begins as HTML does, whatever type the server reports. */
const isWebPage = async (type: string | null, content: Blob): Promise<boolean> =>
  type?.startsWith('text/html') === true || (await content.slice(0, 64).text()).trimStart().startsWith('<');

/** The bytes of a response; `arrived` is called for each part. */
async function collect(response: Response, arrived: () => void): Promise<Blob> {
  const parts: BlobPart[] = [];
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value as Uint8Array<ArrayBuffer>);
    arrived();
  }
  return new Blob(parts);
}

/** The content of a file; rejects with a DownloadError. */
export async function download(address: URL): Promise<Blob> {
  const cancel = new AbortController();
  const limit = patience();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => cancel.abort(), limit);
  };
  wait();
  try {
    const response = await fetch(address, { signal: cancel.signal });
    if (!response.ok) throw new DownloadError(address, `the server answered with status ${response.status}`);
    const content = await collect(response, wait);
    if (await isWebPage(response.headers.get('content-type'), content))
      throw new DownloadError(
        address,
        'the server answered with a web page. The network may require you to sign in',
      );
    return content;
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw new DownloadError(
      address,
      cancel.signal.aborted ? `nothing has arrived for ${Math.ceil(limit / 1000)} s` : unreachable,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** The value in a JSON file's content. */
export async function jsonOf(address: URL, content: Blob): Promise<unknown> {
  const text = await content.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new DownloadError(address, damaged);
  }
}

/** A JSON file. */
export const downloadJson = async (address: URL): Promise<unknown> =>
  jsonOf(address, await download(address));

/**
 * Resolves once a script can be imported. Browsers keep a failed import, also that of a script it imports, and one that
 * went silent never ends; so a script is loaded before it is imported, which then finds it in the browser's cache. What a
 * page's policy lets it import it may not be allowed to fetch: without an answer the import decides, unless offline.
 */
export async function scriptArrives(address: URL): Promise<void> {
  try {
    await download(address);
  } catch (error) {
    if ((error as DownloadError).reason !== unreachable || navigator.onLine === false) throw error;
  }
}
