import { RequestryError, type FileContent, type FileQuery, type FileRef, type NewFile, type Transfer } from '@requestry/model';
import { noAnswer, type Send } from './exchange.js';
import { nameIn } from './files.js';
import { nameHeader } from './operations.js';
import { errorOf, type Problem } from './problem.js';

/** Where a file goes, and what is said with it. */
export interface Upload {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a file. Where the page itself sends and somebody follows it, by `XMLHttpRequest`: nothing else tells how much is through. */
export async function sendFile(send: Send, { path, headers: own = {} }: Upload, { name, content }: NewFile, transfer: Transfer = {}): Promise<FileRef> {
  const headers = { accept: 'application/json', 'content-type': 'application/octet-stream', [nameHeader]: encodeURIComponent(wellFormed(name)), ...(await send.headers()), ...own };
  const url = `${send.url}${path}`;
  const { signal, progress } = transfer;
  signal?.throwIfAborted();
  if (progress && content instanceof Blob && send.ownFetch && typeof XMLHttpRequest === 'function') return viaXhr(url, headers, content, transfer);
  const response = await send.fetch(url, { method: 'POST', headers, credentials: 'same-origin', body: content, ...(signal ? { signal } : {}), ...(content instanceof Blob ? {} : { duplex: 'half' }) } as RequestInit).catch(failed(signal));
  if (response.ok && content instanceof Blob) progress?.(content.size);
  return answered(response.status, await response.text().catch(failed(signal)));
}

/** Half of a letter cannot be sent. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '');

const failed = (signal: AbortSignal | undefined) => (cause: unknown): never => {
  signal?.throwIfAborted();
  throw noAnswer(cause);
};

function viaXhr(url: string, headers: Readonly<Record<string, string>>, content: Blob, { signal, progress }: Transfer): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => progress?.(Math.min(loaded, content.size)));
    request.addEventListener('load', () => {
      try {
        resolve(answered(request.status, request.responseText));
      } catch (error) {
        reject(error instanceof Error ? error : noAnswer(error));
      }
    });
    request.addEventListener('error', () => reject(noAnswer(undefined)));
    request.addEventListener('abort', () => reject(signal?.reason instanceof Error ? signal.reason : new DOMException('Stopped', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(content);
  });
}

function answered(status: number, text: string): FileRef {
  const body = parsed(text);
  if (status < 200 || status > 299) throw errorOf(body as Partial<Problem> | undefined, status);
  if (body === undefined) throw new RequestryError('STORAGE_UNAVAILABLE', `The server answered ${status} without JSON`);
  return body as FileRef;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads a file, or a part of it. */
export async function fetchFile(send: Send, { file, request, start, end }: FileQuery, { signal }: Pick<Transfer, 'signal'> = {}): Promise<FileContent> {
  const query = request === undefined ? '' : `?request=${encodeURIComponent(request)}`;
  const range = await rangeOf(send, { file, ...(request === undefined ? {} : { request }) }, start, end);
  const response = await send.fetch(`${send.url}/files/${encodeURIComponent(file)}${query}`, { method: 'GET', headers: { accept: '*/*', ...range, ...(await send.headers()) }, credentials: 'same-origin', cache: 'no-store', ...(signal ? { signal } : {}) }).catch(failed(signal));
  if (response.status === 416) throw noRange(response);
  if (!response.ok) throw errorOf((await response.json().catch(() => undefined)) as Partial<Problem> | undefined, response.status);
  return contentIn(response, file);
}

/** A part counted from its end needs the size when it does not reach the end. */
async function rangeOf(send: Send, query: FileQuery, start: number | undefined, end: number | undefined): Promise<Readonly<Record<string, string>>> {
  if (start === undefined && end === undefined) return {};
  if ((end ?? 1) > 0 && ((start ?? 0) >= 0 || end === undefined)) {
    const from = start ?? 0;
    if (end !== undefined && end <= from) throw new RequestryError('INVALID', 'The part ends before it begins', { issues: [{ code: 'file.range', path: '/start' }] });
    return { range: from < 0 ? `bytes=${from}` : `bytes=${from}-${end === undefined ? '' : end - 1}` };
  }
  const whole = await fetchFile(send, query);
  await whole.content.cancel().catch(() => undefined);
  const at = (given: number): number => (given < 0 ? Math.max(0, whole.file.size + given) : given);
  return rangeOf(send, query, at(start ?? 0), at(end ?? whole.file.size));
}

function noRange(response: Response): RequestryError {
  const size = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0);
  return new RequestryError('INVALID', `The file has ${size} bytes`, { issues: [{ code: 'file.range', path: '/start', params: { size } }] });
}

function contentIn(response: Response, sha256: string): FileContent {
  const [, from, to, all] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  const size = Number(all ?? response.headers.get('content-length') ?? 0);
  const file: FileRef = { name: nameIn(response.headers.get('content-disposition')) ?? 'file', type: response.headers.get('content-type') ?? 'application/octet-stream', size, sha256 };
  return { file, start: Number(from ?? 0), end: to === undefined ? size : Number(to) + 1, content: response.body ?? new Blob([]).stream() };
}
