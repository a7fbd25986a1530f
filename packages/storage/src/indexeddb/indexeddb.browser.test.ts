import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { describeStorage } from '@requestry/storage/testing';

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
