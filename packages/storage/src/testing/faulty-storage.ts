import { RequestryError } from '@requestry/model';
import type { StorageAdapter } from '../contract.js';
import { wrapStores } from './wrap.js';

export type StorageVerb = 'get' | 'commit' | 'scan' | 'search' | 'count' | 'feed' | 'claim';

/** A call as a plan sees it; counted from 1, over all verbs (`n`) and over its own (`nth`). */
export interface StorageCall {
  readonly verb: StorageVerb;
  readonly n: number;
  readonly nth: number;
}

/** `before`: nothing was done. `after`: it was done, the reply is lost. Undefined: the call goes through. */
export type Fault = 'before' | 'after' | undefined;

/** Says for each call whether it fails. */
export type FaultPlan = (call: StorageCall) => Fault;

/** Fails one call only: the nth of all, or the nth of a verb. */
export function failCall(n: number, fault: Fault, verb?: StorageVerb): FaultPlan {
  return (call) => ((verb ? call.verb === verb && call.nth === n : call.n === n) ? fault : undefined);
}

/** Fails each call from the nth on, as after a crash. The nth fails as told, the others before anything is done. */
export function failFrom(n: number, fault: Fault = 'before'): FaultPlan {
  return (call) => (call.n === n ? fault : call.n > n ? 'before' : undefined);
}

export interface FaultyStorage extends StorageAdapter {
  /** Every call so far, failed or not. */
  readonly calls: readonly StorageCall[];
}

/** An adapter that fails by plan, with `STORAGE_UNAVAILABLE`. `open`, `close`, `now` and `watch` never fail. */
export function faultyStorage(adapter: StorageAdapter, plan: FaultPlan): FaultyStorage {
  const calls: StorageCall[] = [];
  const through = async <Result>(verb: StorageVerb, work: () => Promise<Result>): Promise<Result> => {
    const call = { verb, n: calls.length + 1, nth: calls.filter((each) => each.verb === verb).length + 1 };
    calls.push(call);
    const fault = plan(call);
    if (fault === 'before') throw new RequestryError('STORAGE_UNAVAILABLE', `call ${call.n} (${verb}) failed on purpose`);
    const result = await work();
    if (fault === 'after') throw new RequestryError('STORAGE_UNAVAILABLE', `the reply to call ${call.n} (${verb}) was lost on purpose`);
    return result;
  };
  const wrapped = wrapStores(adapter, (store) => ({
    get: (keys) => through('get', () => store.get(keys)),
    commit: (batch) => through('commit', () => store.commit(batch)),
    scan: (scan) => through('scan', () => store.scan(scan)),
    ...(store.search ? { search: (search) => through('search', () => store.search!(search)) } : {}),
    ...(store.count ? { count: (groups, most) => through('count', () => store.count!(groups, most)) } : {}),
    feed: (after, limit) => through('feed', () => store.feed(after, limit)),
  }));
  return { ...wrapped, claim: (request) => through('claim', () => adapter.claim(request)), calls };
}
