/** What the suite measures of ours. The command alone has no public door: a service also reads the view that it answers with. */
import { OrgCache, openContext } from '../../runtime/src/context.js';
import { completeTask } from '../../runtime/src/commands/complete-task.js';
import { newId } from '../../runtime/src/ids.js';
import { KindCache } from '../../runtime/src/kinds.js';
import { nativeCore } from '../../runtime/src/process/index.js';
import type { StorageAdapter } from '@requestry/storage';

export { createRuntime } from '@requestry/runtime';
export { memoryStorage } from '@requestry/storage';
export { postgresStorage } from '@requestry/storage/postgres';
export { sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';
export { system } from '@requestry/templates/internal';

type Completion = Parameters<typeof completeTask>[1];

/** Completing tasks over a store: read, decide, commit. */
export function completer(storage: StorageAdapter): (user: string, command: Completion) => Promise<string> {
  const source = { storage, core: nativeCore, clock: Date.now, newId: () => newId(), kinds: new KindCache(nativeCore), orgs: new OrgCache() };
  return async (user, command) => completeTask(await openContext(source, { user }), command);
}
