import type { StorageCase } from '../case.js';
import { blobCases } from './blobs.js';
import { claimCases } from './claims.js';
import { commandCases } from './commands.js';
import { conflictCases } from './conflicts.js';
import { documentCases } from './documents.js';
import { feedCases } from './feed.js';
import { lifeCases } from './life.js';
import { orderCases } from './order.js';
import { pageCases } from './pages.js';
import { raceCases } from './races.js';
import { searchCases } from './search.js';
import { togetherCases } from './together.js';

/** Everything the kit knows about storage, as data. */
export const storageCases: readonly StorageCase[] = [
  ...documentCases,
  ...conflictCases,
  ...commandCases,
  ...orderCases,
  ...pageCases,
  ...feedCases,
  ...raceCases,
  ...togetherCases,
  ...claimCases,
  ...lifeCases,
  ...blobCases,
  ...searchCases,
];
