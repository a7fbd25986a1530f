import { describeStorage, type StorageHooks } from '@requestry/storage/testing';
import { ClassicLevel } from 'classic-level';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { levelStorage } from './level-storage.js';

const folder = await mkdtemp(join(tmpdir(), 'requestry-level-'));
let databases = 0;
const newDatabase = () => new ClassicLevel(join(folder, String(++databases)));
let database = newDatabase();

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const onDatabase = ({ now, pause }: StorageHooks) => levelStorage(database, { now, pause });

describeStorage(
  {
    name: 'level',
    open: async (hooks) => {
      await database.close();
      database = newDatabase();
      return onDatabase(hooks);
    },
    reopen: onDatabase,
    pause: true,
    blobs: false,
    search: false,
  },
  { describe, it },
);
