/** What lies in the database. Its version is the number of upgrade steps; a step once released never changes. */
import { raised } from './errors.js';
import { commitFunction } from './commit-function.js';
import { claimFunction, findFunction } from './functions.js';

/**
 * `docs.doc` numbers documents for the other tables: indexes of numbers are small and quick. It is drawn from `doc_seq` by the commit, which knows by its locks
 * what is new. `entries` repeats what a document is found by, so that the next commit can tell what changed; it stands apart, so that documents are narrow to read
 * and written without it. `rows.number` stands for tenant and index (`index-number.ts`), `tokens.term` for tenant, collection and token (`terms.ts`). `docs.seq` names the commit that wrote it, and
 * `leases.seq` the one that a lease holds for. Names are compared by their bytes. Bodies are text: `jsonb` takes no zero letter and no lone surrogate.
 * An era lasts as long as transactions are numbered upwards: restored elsewhere, the numbers begin anew.
 */
const steps: readonly ((schema: string) => string)[] = [
  (schema) => `
    CREATE SEQUENCE ${schema}.commit_seq;
    CREATE SEQUENCE ${schema}.doc_seq;
    CREATE TABLE ${schema}.docs (
      doc bigint NOT NULL, tenant text COLLATE "C" NOT NULL, collection text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
      version bigint NOT NULL, seq bigint NOT NULL, body text NOT NULL, PRIMARY KEY (tenant, collection, id)
    ) WITH (fillfactor = 85);
    CREATE UNIQUE INDEX docs_doc ON ${schema}.docs (doc);
    CREATE TABLE ${schema}.entries (doc bigint PRIMARY KEY, rows text, tokens text);
    CREATE TABLE ${schema}.rows (
      number bigint NOT NULL, row bytea NOT NULL, doc bigint NOT NULL, PRIMARY KEY (number, row) INCLUDE (doc)
    );
    CREATE TABLE ${schema}.tokens (term bigint NOT NULL, id text COLLATE "C" NOT NULL, PRIMARY KEY (term, id));
    CREATE TABLE ${schema}.commits (
      tenant text COLLATE "C" NOT NULL, era integer NOT NULL, xid xid8 NOT NULL, seq bigint NOT NULL, changes text NOT NULL, PRIMARY KEY (tenant, era, xid, seq)
    );
    CREATE TABLE ${schema}.commands (tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, result text NOT NULL, until float8 NOT NULL, PRIMARY KEY (tenant, id));
    CREATE INDEX commands_until ON ${schema}.commands (until);
    CREATE TABLE ${schema}.leases (doc bigint NOT NULL, name text COLLATE "C" NOT NULL, seq bigint NOT NULL, owner text NOT NULL, until float8 NOT NULL, PRIMARY KEY (doc, name));
    CREATE INDEX leases_until ON ${schema}.leases (until);
    CREATE TABLE ${schema}.blobs (tenant text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL, size bigint NOT NULL, upload text COLLATE "C" NOT NULL, PRIMARY KEY (tenant, hash));
    CREATE TABLE ${schema}.pieces (tenant text COLLATE "C" NOT NULL, upload text COLLATE "C" NOT NULL, n integer NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (tenant, upload, n));
    ALTER TABLE ${schema}.pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
    ${commitFunction(schema)}
    ${claimFunction(schema)}
    ${findFunction(schema)}
  `,
];

/**
 * Runs the steps that the schema has not seen, in one statement that keeps others out. Fails with `RQ001` when it has seen more.
 * Makes nothing that is there, so that a user without the right to create may open what an administrator made.
 */
export const migration = (schema: string): string => `
  DO $migration$
  DECLARE
    v_version integer;
    v_cluster text := '';
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('migration of ${schema}', 0));
    IF to_regnamespace('${schema}') IS NULL THEN
      CREATE SCHEMA ${schema};
    END IF;
    IF to_regclass('${schema}.meta') IS NULL THEN
      CREATE TABLE ${schema}.meta (version integer NOT NULL, era integer NOT NULL, cluster text NOT NULL);
      INSERT INTO ${schema}.meta VALUES (0, 0, '');
    END IF;
    SELECT version INTO v_version FROM ${schema}.meta;
    IF v_version > ${steps.length} THEN
      RAISE EXCEPTION 'schema ${schema} is at version %, this version knows ${steps.length}', v_version USING ERRCODE = '${raised.newer}';
    END IF;
    ${steps.map((step, i) => `IF v_version < ${i + 1} THEN ${step(schema)} UPDATE ${schema}.meta SET version = ${i + 1}; END IF;`).join('\n')}
    BEGIN
      SELECT system_identifier::text INTO v_cluster FROM pg_control_system();
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
    UPDATE ${schema}.meta SET era = era + 1, cluster = v_cluster WHERE cluster <> v_cluster;
  END $migration$
`;
