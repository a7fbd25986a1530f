/** What lies in the database. Its version is the number of upgrade steps; a step once released never changes. */
import { RequestryError } from '@requestry/model';
import type { SqliteDatabase } from './client.js';

/**
 * `rq_docs` has no bodies, so that lists without them touch few pages; `rq_bodies` has the version too, so that lists with them need no `rq_docs`.
 * `rq_rows` are the index entries as bytes, `rq_indexes` the numbers that stand there for tenant and index. `rq_tokens` says which documents have a token: `term` is a number for
 * tenant, collection and token (`terms.ts`), so that no word outlives the documents that have it. `rq_found` repeats what a document is found by, so that the next commit can tell
 * what changed. `rq_tenants` counts commits. A number of `rq_docs` is never given again, so a lease names one version of one document.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE rq_docs (doc INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (tenant, collection, id));
  CREATE TABLE rq_bodies (doc INTEGER PRIMARY KEY, version INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE TABLE rq_found (doc INTEGER PRIMARY KEY, entries TEXT, terms TEXT);
  CREATE TABLE rq_indexes (number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (tenant, name));
  CREATE TABLE rq_rows (number INTEGER NOT NULL, row BLOB NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (number, row)) WITHOUT ROWID;
  CREATE TABLE rq_tokens (term INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (term, id)) WITHOUT ROWID;
  CREATE TABLE rq_tenants (tenant TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE rq_commits (tenant TEXT NOT NULL, seq INTEGER NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (tenant, seq)) WITHOUT ROWID;
  CREATE TABLE rq_commands (tenant TEXT NOT NULL, id TEXT NOT NULL, result TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (tenant, id)) WITHOUT ROWID;
  CREATE INDEX rq_commands_until ON rq_commands (until);
  CREATE TABLE rq_leases (name TEXT NOT NULL, doc INTEGER NOT NULL, version INTEGER NOT NULL, owner TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (name, doc)) WITHOUT ROWID;
  CREATE TABLE rq_blobs (tenant TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, upload TEXT NOT NULL, PRIMARY KEY (tenant, hash)) WITHOUT ROWID;
  CREATE TABLE rq_pieces (tenant TEXT NOT NULL, upload TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (tenant, upload, n));
  `,
];

/** Runs the steps that the database has not seen; inside a transaction that keeps others out. Rejects with `SCHEMA_NEWER` when it has seen more. */
export function migrate(database: SqliteDatabase): void {
  database.exec('CREATE TABLE IF NOT EXISTS rq_schema (version INTEGER NOT NULL)');
  const [row] = database.prepare('SELECT version FROM rq_schema').all() as { version: number }[];
  const version = row?.version ?? 0;
  if (version > steps.length) throw new RequestryError('SCHEMA_NEWER', `the database is at schema ${version}, this version knows ${steps.length}`);
  for (const step of steps.slice(version)) database.exec(step);
  if (!row) database.prepare('INSERT INTO rq_schema (version) VALUES (?)').run(steps.length);
  else if (version < steps.length) database.prepare('UPDATE rq_schema SET version = ?').run(steps.length);
}
