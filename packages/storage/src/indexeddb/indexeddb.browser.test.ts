import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { describeStorage } from '@requestry/storage/testing';
import { lifeCases } from './life-cases.js';

let databases = 0;
const nameOf = (n: number) => `requestry-kit-${n}`;

after(() => {
  for (let n = 1; n <= databases; n++) indexedDB.deleteDatabase(nameOf(n));
});

describeStorage({
  name: 'IndexedDB',
  pause: true,
  open: (hooks) => indexedDbStorage(nameOf(++databases), hooks),
  reopen: (hooks) => indexedDbStorage(nameOf(databases), hooks),
});

describe('IndexedDB', () => {
  for (const { name, run } of lifeCases) it(name, () => run(nameOf(++databases)));
});
