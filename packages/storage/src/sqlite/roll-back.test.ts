import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rollBackUnfinished } from '@requestry/storage/sqlite';
import wasm from 'node-sqlite3-wasm';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'requestry-roll-back-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A file whose writer was killed in the middle of changing all of its rows, some of them written already. */
function killed(): string {
  const file = join(folder, 'store.db');
  const writer = `
    import wasm from 'node-sqlite3-wasm';
    const database = new wasm.Database(${JSON.stringify(file)});
    database.exec('PRAGMA cache_size = 5; CREATE TABLE t (a, b)');
    database.exec('WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000) INSERT INTO t SELECT 0, hex(zeroblob(200)) FROM c');
    database.exec('BEGIN IMMEDIATE; UPDATE t SET a = 1');
    process.kill(process.pid, 'SIGKILL');`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', writer], { cwd: import.meta.dirname });
  expect(signal).toBe('SIGKILL');
  rmSync(`${file}.lock`, { recursive: true });
  return file;
}

it('takes back what a killed process had written half', () => {
  const file = killed();
  const database = new wasm.Database(file);
  rollBackUnfinished(database, fs);
  expect(database.all('SELECT sum(a) AS changed FROM t')).toEqual([{ changed: 0 }]);
  expect(existsSync(`${file}-journal`)).toBe(false);
  database.close();
});

it('leaves alone what another process is at', () => {
  const file = killed();
  mkdirSync(`${file}.lock`);
  const database = new wasm.Database(file);
  rollBackUnfinished(database, fs);
  expect(existsSync(`${file}-journal`)).toBe(true);
  rmSync(`${file}.lock`, { recursive: true });
  database.close();
});

it('holds nothing when another process was at the file in between', () => {
  const file = join(folder, 'shared.db');
  const database = new wasm.Database(file);
  database.exec('CREATE TABLE t (a)');
  mkdirSync(`${file}.lock`);
  rollBackUnfinished(database, fs);
  rmSync(`${file}.lock`, { recursive: true });
  database.exec('BEGIN IMMEDIATE; INSERT INTO t VALUES (1); COMMIT');
  expect(existsSync(`${file}.lock`)).toBe(false);
  database.close();
});

it('leaves the file system as it was', () => {
  const { accessSync } = fs;
  const database = new wasm.Database(join(folder, 'new.db'));
  rollBackUnfinished(database, fs);
  expect(fs.accessSync).toBe(accessSync);
  database.close();
});
