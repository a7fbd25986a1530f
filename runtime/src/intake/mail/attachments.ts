import type { FileRef, MailAttachment } from '@requestry/model';
import type { Context } from '../../context.js';

/** Keeps what a letter brought, where the store keeps files; elsewhere only the names are known. Bytes that are there already are not kept twice. */
export async function keepAttachments(context: Context, attachments: readonly MailAttachment[]): Promise<readonly FileRef[]> {
  const files: FileRef[] = [];
  for (const { name, type, content } of attachments) {
    const info = { name: safeName(name), type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'application/octet-stream', size: content.byteLength };
    const kept = await context.store.blobs?.put(streamOf(content), { size: content.byteLength });
    files.push({ ...info, ...(kept ? { sha256: kept.hash } : {}) });
  }
  return files;
}

/** A name without a path and without what does not print, 150 characters at most. */
function safeName(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').replace(/^\.+/, '').trim();
  return clean === '' ? 'file' : clean.slice(-150);
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (stream) => {
      stream.enqueue(bytes);
      stream.close();
    },
  });

/** Lines that name the files which could not be kept. */
export const namedFiles = (files: readonly FileRef[]): string =>
  files.filter(({ sha256 }) => sha256 === undefined).map(({ name, size }) => `[${name}, ${Math.max(1, Math.round(size / 1024))} KB]`).join('\n');
