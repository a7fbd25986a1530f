import type { PieceStore } from '../blobs.js';
import type { Database } from './schema.js';
import { transact } from './transact.js';

/** Files of one tenant, a record per piece. */
export function indexedDbPieces(use: <Result>(work: (database: Database) => Promise<Result>) => Promise<Result>, tenant: string): PieceStore {
  const piecesOf = (upload: string) => IDBKeyRange.bound([tenant, upload], [tenant, upload, []]);
  return {
    write: (upload, n, bytes) => use(async (database) => void (await database.put('pieces', { tenant, upload, n, bytes }))),
    read: (upload, n) => use(async (database) => (await database.get('pieces', [tenant, upload, n]))?.bytes),
    drop: (upload) => use((database) => database.delete('pieces', piecesOf(upload))),
    find: (hash) => use((database) => database.get('blobs', [tenant, hash])),
    keep: ({ hash, size }, upload) =>
      use((database) => {
        const transaction = database.transaction('blobs', 'readwrite');
        return transact(transaction, async () => {
          if (await transaction.store.get([tenant, hash])) return false;
          await transaction.store.put({ tenant, hash, size, upload });
          return true;
        });
      }),
    remove: (hash, upload) =>
      use((database) => {
        const transaction = database.transaction(['blobs', 'pieces'], 'readwrite');
        return transact(transaction, async () => {
          const blob = await transaction.objectStore('blobs').get([tenant, hash]);
          if (!blob || (upload ?? blob.upload) !== blob.upload) return false;
          await Promise.all([transaction.objectStore('blobs').delete([tenant, hash]), transaction.objectStore('pieces').delete(piecesOf(blob.upload))]);
          return true;
        });
      }),
  };
}

/** Forgets pieces of uploads that were broken off. */
export async function forgetUploads(database: Database, before: string): Promise<void> {
  const transaction = database.transaction(['blobs', 'pieces'], 'readwrite', { durability: 'relaxed' });
  await transact(transaction, async () => {
    const kept = new Set((await transaction.objectStore('blobs').getAll()).map(({ upload }) => upload));
    const keys = await transaction.objectStore('pieces').getAllKeys();
    await Promise.all(keys.filter(([, upload]) => upload < before && !kept.has(upload)).map((key) => transaction.objectStore('pieces').delete(key)));
  });
}
