import { RequestryError, type NewFile, type Transfer } from '@requestry/model';

/** The bytes of a file as they come. */
export function bytesOf(content: NewFile['content']): ReadableStream<Uint8Array> {
  if (content instanceof Blob) return content.stream() as ReadableStream<Uint8Array>;
  if (content instanceof ReadableStream) return content;
  throw new RequestryError('INVALID', 'The content of a file is a Blob or a stream', { issues: [{ code: 'form.type', path: '/content', params: { type: 'Blob' } }] });
}

/** The same bytes; fails past the limit with what `refuse` gives, and when the signal says to stop. Tells how many are through. */
export function bounded(bytes: ReadableStream<Uint8Array>, limit: number, refuse: () => RequestryError, { signal, progress }: Transfer = {}): ReadableStream<Uint8Array> {
  const reader = bytes.getReader();
  let through = 0;
  const stop = async (stream: ReadableStreamDefaultController<Uint8Array>, reason: unknown): Promise<void> => {
    stream.error(reason);
    await reader.cancel(reason).catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      if (signal?.aborted) return stop(stream, signal.reason);
      const { done, value } = await reader.read();
      if (done) return stream.close();
      through += value.byteLength;
      if (through > limit) return stop(stream, refuse());
      stream.enqueue(value);
      progress?.(through);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Bytes as a stream. */
export const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (stream) => {
      stream.enqueue(bytes);
      stream.close();
    },
  });

/** All bytes of a stream at once. */
export async function collected(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.byteLength), 0);
  return all;
}
