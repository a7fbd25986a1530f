/** What lies in the database. Its version is the number of upgrade steps; a step once released never changes. */
import type { DBSchema, IDBPDatabase, IDBPIndex } from 'idb';
import type { FeedItem } from '../contract.js';

/** `rows` are index entries: index, tenant, key, then an end mark, collection and id. `seq` names the commit that wrote it. */
export interface StoredDoc {
  readonly tenant: string;
  readonly collection: string;
  readonly id: string;
  readonly version: number;
  readonly seq: number;
  /** The body as JSON. */
  readonly text: string;
  readonly rows?: readonly Uint8Array[];
}

export interface StoredCommit {
  readonly tenant: string;
  readonly seq: number;
  readonly changes: FeedItem['changes'];
}

export interface StoredCommand {
  readonly tenant: string;
  readonly id: string;
  /** The result as JSON. */
  readonly text: string;
  readonly until: number;
}

/** Holds as long as the document is the one written by commit `seq`. */
export interface StoredLease {
  readonly index: string;
  readonly tenant: string;
  readonly collection: string;
  readonly id: string;
  readonly seq: number;
  readonly owner: string;
  readonly until: number;
}

export interface StoredBlob {
  readonly tenant: string;
  readonly hash: string;
  readonly size: number;
  readonly upload: string;
}

export interface StoredPiece {
  readonly tenant: string;
  readonly upload: string;
  readonly n: number;
  readonly bytes: Uint8Array;
}

export interface Schema extends DBSchema {
  docs: { key: [tenant: string, collection: string, id: string]; value: StoredDoc; indexes: { rows: Uint8Array<ArrayBuffer> } };
  commits: { key: [tenant: string, seq: number]; value: StoredCommit };
  commands: { key: [tenant: string, id: string]; value: StoredCommand; indexes: { until: number } };
  leases: { key: [index: string, tenant: string, collection: string, id: string]; value: StoredLease };
  blobs: { key: [tenant: string, hash: string]; value: StoredBlob };
  pieces: { key: [tenant: string, upload: string, n: number]; value: StoredPiece };
}

export type Database = IDBPDatabase<Schema>;
export type RowsIndex = IDBPIndex<Schema, ['docs'], 'docs', 'rows'>;

const steps: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('docs', { keyPath: ['tenant', 'collection', 'id'] }).createIndex('rows', 'rows', { multiEntry: true });
    database.createObjectStore('commits', { keyPath: ['tenant', 'seq'] });
    database.createObjectStore('commands', { keyPath: ['tenant', 'id'] }).createIndex('until', 'until');
    database.createObjectStore('leases', { keyPath: ['index', 'tenant', 'collection', 'id'] });
  },
  (database) => {
    database.createObjectStore('blobs', { keyPath: ['tenant', 'hash'] });
    database.createObjectStore('pieces', { keyPath: ['tenant', 'upload', 'n'] });
  },
];

export const schemaVersion = steps.length;

/** Runs the steps that the database has not seen. */
export function upgrade(database: Database, from: number): void {
  for (const step of steps.slice(from)) step(database);
}
