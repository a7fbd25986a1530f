import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A request of Node as a web-standard one. Its signal aborts when the caller goes away. */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Request {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Request(new URL(incoming.url ?? '/', origin), { method, headers, signal: gone.signal, ...(body ? { body, duplex: 'half' } : {}) } as RequestInit);
}

/** Sends a web-standard answer. Stops reading it when the caller goes away. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) return void outgoing.end();
  outgoing.flushHeaders();
  const stream = Readable.fromWeb(response.body as NodeReadableStream);
  outgoing.on('close', () => stream.destroy());
  await new Promise<void>((resolve) => {
    stream.on('error', () => outgoing.destroy());
    outgoing.on('close', resolve);
    stream.pipe(outgoing);
  });
}
