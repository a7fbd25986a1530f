/** A process that writes to a shared store: each turn takes the counter one further and leaves a document of its own. Says each acknowledged turn. */
import fs from 'node:fs';
import type { StorageAdapter } from '../../contract.js';
import { postgresStorage } from '../../postgres/index.js';
import { rollBackUnfinished, sqliteStorage, wasmSqlite } from '../../sqlite/index.js';

export interface WriterTask {
  readonly name: string;
  readonly turns: number;
  readonly file?: string;
  readonly driver?: 'wasm' | 'native';
  readonly url?: string;
  readonly schema?: string;
}

async function storageFor({ file, driver, url, schema }: WriterTask): Promise<StorageAdapter> {
  if (url) {
    const { default: pg } = await import('pg');
    return postgresStorage(new pg.Pool({ connectionString: url, max: 4 }), { schema });
  }
  if (driver === 'native') {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as { DatabaseSync: new (file: string) => Parameters<typeof sqliteStorage>[0] };
    return sqliteStorage(new DatabaseSync(file!), { busyTimeoutMs: 60_000 });
  }
  const { default: wasm } = await import('node-sqlite3-wasm');
  const database = new wasm.Database(file);
  rollBackUnfinished(database, fs);
  return sqliteStorage(wasmSqlite(database), { busyTimeoutMs: 60_000 });
}

const counter = { collection: 'c', id: 'counter' };

async function write(task: WriterTask): Promise<void> {
  const store = (await storageFor(task)).tenant('main');
  for (let turn = 1; turn <= task.turns; turn++) {
    const id = `${task.name}-${turn}`;
    for (let applied = false; !applied; ) {
      const [doc] = await store.get([counter]);
      const ops = [
        { op: 'put', ...counter, body: ((doc?.body as number | undefined) ?? 0) + 1, if: doc?.version ?? 'absent' },
        { op: 'put', collection: 'c', id, body: turn, entries: [['own', task.name, turn]], if: 'absent' },
      ] as const;
      const result = await store.commit({ ops, command: { id, result: turn } });
      applied = result.ok || result.reason === 'duplicate';
    }
    process.stdout.write(`${turn}\n`);
  }
}

await write(JSON.parse(process.argv[2]!) as WriterTask);
process.exit(0);
