import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storageAt } from '@requestry/server';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'requestry-store-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Id of a process that has ended. */
const ended = (): number => spawnSync(process.execPath, ['-e', '']).pid;

const hasSqlite = await import('node:sqlite' as string).then(() => true, () => false);

describe('a store by its address', () => {
  it('refuses what is no address', async () => {
    await expect(storageAt('mysql://host')).rejects.toMatchObject({ code: 'INVALID' });
  });

  it.skipIf(hasSqlite)('opens a file whose last host was killed and left its lock behind (left out where Node has SQLite of its own, which leaves none)', async () => {
    const file = join(home, 'store.db');
    const first = await storageAt(`sqlite:${file}`);
    await first.storage.open();
    await first.storage.tenant('main').commit({ ops: [{ op: 'put', collection: 'org', id: 'main', body: { kept: true } }] });
    await first.storage.close();
    await first.close();
    mkdirSync(`${file}.lock`);
    writeFileSync(`${file}.hosts`, String(ended()));
    const { storage, close } = await storageAt(`sqlite:${file}`);
    await storage.open();
    expect((await storage.tenant('main').get([{ collection: 'org', id: 'main' }]))[0]?.body).toEqual({ kept: true });
    await storage.close();
    await close();
    expect(existsSync(`${file}.hosts`)).toBe(false);
  });

  it.skipIf(hasSqlite)('leaves the lock of a host that is alive', async () => {
    const file = join(home, 'store.db');
    mkdirSync(`${file}.lock`);
    writeFileSync(`${file}.hosts`, String(process.ppid));
    const { close } = await storageAt(`sqlite:${file}`).catch(() => ({ close: () => Promise.resolve() }));
    expect(existsSync(`${file}.lock`)).toBe(true);
    rmSync(`${file}.lock`, { recursive: true });
    await close();
  });
});
