import type { FoundBlob, PieceStore } from './blobs.js';

/** Files of one tenant in memory. `take` is told of bytes that come, negative when they go; it may refuse. */
export function memoryPieces(take: (bytes: number) => void): PieceStore {
  const uploads = new Map<string, Uint8Array[]>();
  const blobs = new Map<string, FoundBlob>();
  const drop = (upload: string): void => {
    take(-(uploads.get(upload) ?? []).reduce((sum, piece) => sum + piece.length, 0));
    uploads.delete(upload);
  };
  return {
    write: async (upload, n, bytes) => {
      take(bytes.length);
      const pieces = uploads.get(upload) ?? [];
      pieces[n] = bytes.slice();
      uploads.set(upload, pieces);
    },
    read: async (upload, n) => uploads.get(upload)?.[n],
    drop: async (upload) => drop(upload),
    find: async (hash) => blobs.get(hash),
    keep: async ({ hash, size }, upload) => {
      if (blobs.has(hash)) return false;
      blobs.set(hash, { size, upload });
      return true;
    },
    remove: async (hash, upload) => {
      const blob = blobs.get(hash);
      if (!blob || (upload ?? blob.upload) !== blob.upload) return false;
      drop(blob.upload);
      return blobs.delete(hash);
    },
  };
}
