import type { FoundBlob, PieceStore } from '../blobs.js';
import { storedName } from '../names.js';
import type { Connection } from './connection.js';

/** Files of one tenant, a row per piece. */
export function sqlitePieces(connection: Connection, tenantId: string): PieceStore {
  const tenant = storedName(tenantId);
  const dropPieces = (upload: string) => connection.run('DELETE FROM rq_pieces WHERE tenant = ? AND upload = ?', tenant, upload);
  const found = (hash: string) => connection.all<FoundBlob>('SELECT size, upload FROM rq_blobs WHERE tenant = ? AND hash = ?', tenant, storedName(hash))[0];
  return {
    write: (upload, n, bytes) => connection.write(() => connection.run('INSERT INTO rq_pieces (tenant, upload, n, bytes) VALUES (?, ?, ?, ?)', tenant, upload, n, bytes)),
    read: (upload, n) => connection.read(() => connection.all<{ bytes: Uint8Array }>('SELECT bytes FROM rq_pieces WHERE tenant = ? AND upload = ? AND n = ?', tenant, upload, n)[0]?.bytes),
    drop: (upload) => connection.write(() => dropPieces(upload)),
    find: (hash) => connection.read(() => found(hash)),
    keep: ({ hash, size }, upload) =>
      connection.write(() => {
        if (found(hash)) return false;
        connection.run('INSERT INTO rq_blobs (tenant, hash, size, upload) VALUES (?, ?, ?, ?)', tenant, hash, size, upload);
        return true;
      }),
    remove: (hash, upload) =>
      connection.write(() => {
        const blob = found(hash);
        if (!blob || (upload ?? blob.upload) !== blob.upload) return false;
        connection.run('DELETE FROM rq_blobs WHERE tenant = ? AND hash = ?', tenant, storedName(hash));
        dropPieces(blob.upload);
        return true;
      }),
  };
}
