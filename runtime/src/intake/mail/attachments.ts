import { safeFileName, type FileRef, type MailAttachment } from '@requestry/model';
import type { Context } from '../../context.js';
import { streamOf } from '../../files/bytes.js';
import { keepFor } from '../../files/keep-file.js';

/** Bytes of all attachments of a letter are bounded; those of letters that wait to be hung up are not bounded besides. */
const unbounded = Number.MAX_SAFE_INTEGER;

/** Who brings what came with a letter. */
export const letterBringer = (letter: string): string => `letter/${letter}`;

/** Keeps what a letter brought, where the store keeps files; elsewhere only the names are known. Bytes that are there already are not kept twice. */
export async function keepAttachments(context: Context, letter: string, attachments: readonly MailAttachment[]): Promise<readonly FileRef[]> {
  const files: FileRef[] = [];
  for (const { name, type, content } of attachments) {
    if (context.store.blobs) files.push(await keepFor(context, letterBringer(letter), { name, content: streamOf(content) }, { ...context.files, largest: unbounded, waiting: unbounded }));
    else files.push({ name: safeFileName(name), type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'application/octet-stream', size: content.byteLength });
  }
  return files;
}

/** Lines that name the files which could not be kept. */
export const namedFiles = (files: readonly FileRef[]): string =>
  files.filter(({ sha256 }) => sha256 === undefined).map(({ name, size }) => `[${name}, ${Math.max(1, Math.round(size / 1024))} KB]`).join('\n');
