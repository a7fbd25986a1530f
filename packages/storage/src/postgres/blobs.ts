import type { PieceStore } from '../blobs.js';
import { binaryOf, bytesOf } from '../rows.js';
import { storedName } from '../names.js';
import type { Connection } from './connection.js';

/** Files of one tenant, a row per piece. Bytes travel as base64, which every driver sends alike; each statement may be sent twice. */
export function postgresPieces(connection: Connection, schema: string, tenantId: string): PieceStore {
  const tenant = storedName(tenantId);
  return {
    write: async (upload, n, bytes) => {
      await connection.ask(`INSERT INTO ${schema}.pieces (tenant, upload, n, bytes) VALUES ($1, $2, $3::integer, decode($4, 'base64')) ON CONFLICT DO NOTHING`, tenant, upload, n, btoa(binaryOf(bytes)));
    },
    read: async (upload, n) => {
      const [row] = await connection.ask<{ bytes: string }>(`SELECT encode(bytes, 'base64') AS bytes FROM ${schema}.pieces WHERE tenant = $1 AND upload = $2 AND n = $3::integer`, tenant, upload, n);
      return row && bytesOf(atob(row.bytes));
    },
    drop: async (upload) => {
      await connection.ask(`DELETE FROM ${schema}.pieces WHERE tenant = $1 AND upload = $2`, tenant, upload);
    },
    find: async (hash) => {
      const [row] = await connection.ask<{ size: string; upload: string }>(`SELECT size::text, upload FROM ${schema}.blobs WHERE tenant = $1 AND hash = $2`, tenant, storedName(hash));
      return row && { size: Number(row.size), upload: row.upload };
    },
    keep: async ({ hash, size }, upload) => {
      await connection.ask(`INSERT INTO ${schema}.blobs (tenant, hash, size, upload) VALUES ($1, $2, $3::bigint, $4) ON CONFLICT DO NOTHING`, tenant, hash, size, upload);
      const [row] = await connection.ask<{ upload: string }>(`SELECT upload FROM ${schema}.blobs WHERE tenant = $1 AND hash = $2`, tenant, hash);
      return row?.upload === upload;
    },
    remove: async (hash, upload) => {
      const [row] = await connection.ask<{ removed: string }>(
        `WITH gone AS (DELETE FROM ${schema}.blobs WHERE tenant = $1 AND hash = $2 AND upload = coalesce($3, upload) RETURNING upload), pieces AS (DELETE FROM ${schema}.pieces AS p USING gone WHERE p.tenant = $1 AND p.upload = gone.upload)
        SELECT count(*)::text AS removed FROM gone`,
        tenant,
        storedName(hash),
        upload === undefined ? null : storedName(upload),
      );
      return row!.removed !== '0';
    },
  };
}
