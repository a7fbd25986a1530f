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
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(incoming);
  return new Request(new URL(incoming.url ?? '/', origin), { method, headers, signal: gone.signal, ...(body ? { body, duplex: 'half' } : {}) } as RequestInit);
}

/** The body as it comes, piece by piece as it is read. Whoever does not want the rest leaves the caller connected, so that the answer reaches them: what still comes is dropped. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        const { done, value } = await pieces.next();
        if (done) stream.close();
        else stream.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      },
      cancel: async () => {
        await pieces.return?.();
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

/** How long a caller who was refused is let send the rest, milliseconds: many read no answer before they have sent all. */
const patience = 5_000;

/** Waits until nothing more comes, though not for long. */
export function drained(incoming: IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    for (const event of ['end', 'close', 'error']) incoming.once(event, () => (clearTimeout(timer), resolve()));
    incoming.resume();
  });
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
