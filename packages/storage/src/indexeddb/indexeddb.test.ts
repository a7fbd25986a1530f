import 'fake-indexeddb/auto';
import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { describeStorage } from '@requestry/storage/testing';
import { describe, it } from 'vitest';
import { lifeCases } from './life-cases.js';

let databases = 0;

describeStorage(
  {
    name: 'IndexedDB, simulated',
    pause: true,
    open: (hooks) => indexedDbStorage(`kit-${++databases}`, hooks),
    reopen: (hooks) => indexedDbStorage(`kit-${databases}`, hooks),
  },
  { describe, it },
);

describe('IndexedDB, simulated', () => {
  for (const { name, run } of lifeCases) it(name, () => run(`life-${++databases}`));
});
