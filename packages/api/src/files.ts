import { RequestryError, type FileContent, type FileQuery, type NewFile } from '@requestry/model';
import { nameHeader, type Services } from './operations.js';

/** Bytes of a caller are never shown as a page of ours: saved, not opened; whatever opens them anyway runs nothing. */
const headers = {
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'accept-ranges': 'bytes',
};

/** The file that a request brings: its body, named by a header. No form of a foreign page can set one, so that none can send a file unasked. */
export function fileIn(request: Request): NewFile {
  const name = decoded(request.headers.get(nameHeader));
  if (name === undefined) throw new RequestryError('INVALID', `The header ${nameHeader} names the file`, { issues: [{ code: 'api.file-name', path: '/name', params: { header: nameHeader } }] });
  return { name, content: request.body ?? new Blob([]) };
}

/** Bytes of the header: a name of a few hundred letters. */
const longestName = 4_000;

function decoded(text: string | null): string | undefined {
  if (text === null || text === '' || text.length > longestName) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Answers with a file, or the part of it that is asked for: 200, 206, 304, 416. */
export async function answerFile(request: Request, services: Pick<Services, 'readFile'>, query: Pick<FileQuery, 'file' | 'request'>): Promise<Response> {
  const etag = `"${query.file}"`;
  const range = rangeIn(request, etag);
  const found = await services.readFile({ ...query, ...range }, { signal: request.signal }).catch((error: unknown) => sizeOf(error));
  if (typeof found === 'number') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${found}` } });
  if (matches(request.headers.get('if-none-match'), etag)) {
    await found.content.cancel().catch(() => undefined);
    return new Response(null, { status: 304, headers: { ...headers, etag } });
  }
  return contentOf(found, etag, range !== undefined && found.file.size > 0);
}

function contentOf({ file, start, end, content }: FileContent, etag: string, part: boolean): Response {
  return new Response(content, {
    status: part ? 206 : 200,
    headers: {
      ...headers,
      etag,
      'content-type': file.type,
      'content-length': String(end - start),
      'content-disposition': disposition(file.name),
      ...(part ? { 'content-range': `bytes ${start}-${end - 1}/${file.size}` } : {}),
    },
  });
}

/** The size of the file that has no such part. */
function sizeOf(error: unknown): number {
  const issue = error instanceof RequestryError ? error.issues.find(({ code }) => code === 'file.range') : undefined;
  if (typeof issue?.params?.size !== 'number') throw error;
  return issue.params.size;
}

/** One part; several at once are answered with the whole, as is a part of a file that was another. */
function rangeIn(request: Request, etag: string): { readonly start: number; readonly end?: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range')?.trim() ?? '') ?? [];
  const condition = request.headers.get('if-range');
  if ((from === '' && to === '') || (condition !== null && condition.trim() !== etag)) return undefined;
  if (from === '') return Number(to) === 0 ? { start: Number.MAX_SAFE_INTEGER } : { start: -clamped(to) };
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return { start: clamped(from), ...(to === '' ? {} : { end: clamped(to) + 1 }) };
}

const clamped = (digits: string): number => Math.min(Number(digits), Number.MAX_SAFE_INTEGER - 1);

const matches = (condition: string | null, etag: string): boolean => condition !== null && condition.split(',').some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));

/** `Content-Disposition` by RFC 6266: the name in ASCII for old readers, and as it is (RFC 8187). */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`;
}

/** What stands there; undefined when nothing does that can be read. */
export function nameIn(header: string | null): string | undefined {
  const [, text] = /;\s*filename\*=UTF-8''([^;]*)/i.exec(header ?? '') ?? [];
  return decoded(text ?? null);
}

const extended = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '_')).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
