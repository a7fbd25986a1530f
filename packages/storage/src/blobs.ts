/** Files in pieces: what adapters share that keep them as rows of a table. */
import { RequestryError } from '@requestry/model';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BlobInfo, BlobStore, ExpectedBlob } from './contract.js';

/** Every piece has this size but the last. */
export const pieceSize = 256 * 1024;

/** Pieces lie under the name of the upload that brought them; a blob says which upload has its bytes. */
export interface PieceStore {
  write(upload: string, n: number, bytes: Uint8Array): Promise<void>;
  read(upload: string, n: number): Promise<Uint8Array | undefined>;
  /** Forgets the pieces of an upload. */
  drop(upload: string): Promise<void>;
  find(hash: string): Promise<FoundBlob | undefined>;
  /** Lets the upload be the blob, unless there is one already. Says whether it is. */
  keep(blob: BlobInfo, upload: string): Promise<boolean>;
  /** Forgets a blob and its pieces, at once, if the upload is the given one. Says whether there was one. */
  remove(hash: string, upload?: string): Promise<boolean>;
}

export interface FoundBlob {
  readonly size: number;
  readonly upload: string;
}

/** Uploads older than this that are no blob were broken off. */
const longestUploadMs = 24 * 60 * 60 * 1000;

/** Names of uploads sort by time; all that are less than this one and no blob may be forgotten. */
export function oldestUpload(now = Date.now()): string {
  return uploadAt(now - longestUploadMs);
}

export function blobStore(pieces: PieceStore): BlobStore {
  return {
    put: (bytes, expected = {}) => put(pieces, bytes, expected),
    stat: async (hash) => {
      const found = await pieces.find(hash);
      return found ? { hash, size: found.size, upload: found.upload } : null;
    },
    get: async (hash, range = {}) => {
      const found = await pieces.find(hash);
      return found ? streamOf(pieces, found, range) : null;
    },
    delete: (hash, upload) => pieces.remove(hash, upload),
  };
}

async function put(pieces: PieceStore, bytes: ReadableStream<Uint8Array>, expected: ExpectedBlob): Promise<BlobInfo> {
  const upload = `${uploadAt(Date.now())}-${crypto.randomUUID()}`;
  try {
    const info = await receive(pieces, upload, bytes);
    for (const name of ['size', 'hash'] as const) {
      if (expected[name] !== undefined && expected[name] !== info[name]) throw new RequestryError('INVALID', `the ${name} of the file is ${info[name]}, not ${expected[name]}`);
    }
    await expected.before?.(info);
    if (!(await pieces.keep(info, upload))) await pieces.drop(upload);
    return info;
  } catch (error) {
    await pieces.drop(upload).catch(() => undefined);
    throw error;
  }
}

async function receive(pieces: PieceStore, upload: string, bytes: ReadableStream<Uint8Array>): Promise<BlobInfo> {
  const hash = sha256.create();
  let size = 0;
  let n = 0;
  for await (const piece of inPieces(bytes)) {
    hash.update(piece);
    size += piece.length;
    await pieces.write(upload, n++, piece);
  }
  return { hash: bytesToHex(hash.digest()), size };
}

/** The same bytes in pieces of one size. */
async function* inPieces(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = bytes.getReader();
  let piece = new Uint8Array(pieceSize);
  let filled = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (let at = 0; at < read.value.length; ) {
      const part = read.value.subarray(at, at + pieceSize - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < pieceSize) continue;
      yield piece;
      piece = new Uint8Array(pieceSize);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.slice(0, filled);
}

function streamOf(pieces: PieceStore, { size, upload }: FoundBlob, { start = 0, end = size }: { readonly start?: number; readonly end?: number }): ReadableStream<Uint8Array> {
  const last = Math.min(end, size);
  let at = Math.max(0, start);
  return new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      if (at >= last) return stream.close();
      const n = Math.floor(at / pieceSize);
      const piece = await pieces.read(upload, n);
      if (piece?.length !== Math.min(pieceSize, size - n * pieceSize)) throw new RequestryError('STORAGE_UNAVAILABLE', `piece ${n} of a file is gone or damaged`);
      const part = piece.slice(at - n * pieceSize, last - n * pieceSize);
      at += part.length;
      stream.enqueue(part);
    },
  });
}

function uploadAt(ms: number): string {
  return Math.max(0, ms).toString(36).padStart(10, '0');
}
