import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };

/** Only our own files run or are shown. */
export const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers `GET` with files of the folders, by the start of their path; the longest one that fits counts. A path may also be that of one file. Nothing else is ever read. */
export function staticFiles(folders: Readonly<Record<string, string>>): (request: Request) => Promise<Response | undefined> {
  const mounts = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const mount = mounts.find(([start]) => pathname.startsWith(start));
    if (!mount || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const [start, folder] = mount;
    const file = fileIn(folder, pathname.slice(start.length));
    const content = file && (await readFile(file).catch(() => undefined));
    if (!file || !content) return undefined;
    return new Response(request.method === 'HEAD' ? null : content, { headers: headersOf(file) });
  };
}

function fileIn(folder: string, path: string): string | undefined {
  if (path === '' && extname(folder) !== '') return folder;
  try {
    const file = join(folder, decodeURIComponent(path) || 'index.html');
    return file.startsWith(join(folder, sep)) && !file.includes('\0') ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Chunks carry their content's hash in their name, so they never change. */
function headersOf(file: string): Record<string, string> {
  return {
    'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': /-[\w-]{8}\.js$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
