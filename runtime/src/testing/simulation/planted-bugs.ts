import type { Batch, Commit, Op, StorageAdapter, Store } from '@requestry/storage';
import { nativeCore, type Advance, type ExecutionCore } from '../../process/index.js';
import type { SimulationOptions } from './simulate.js';

/** An adapter that commits in another way. */
const committing = (commit: (store: Store, batch: Batch) => Promise<Commit>) => (storage: StorageAdapter): StorageAdapter => ({
  ...storage,
  tenant: (id) => {
    const store = storage.tenant(id);
    return { ...store, commit: (batch) => commit(store, batch) };
  },
});

/** An engine whose transitions lack something. */
const advancing = (change: (advance: Advance) => Advance): ExecutionCore => ({ ...nativeCore, advance: (...given) => change(nativeCore.advance(...given)) });

const blind = (op: Op): Op => (op.op === 'put' ? (({ if: _if, ...rest }) => rest)(op) : op);

/** Mistakes that a runtime or a store might have. Simulation is worth as much as it finds of them. */
export const plantedBugs: Readonly<Record<string, SimulationOptions>> = {
  'a commit in two halves': {
    decorate: committing(async (store, { ops, ...rest }) => {
      const commit = await store.commit({ ops: ops.slice(0, 2), ...rest });
      if (commit.ok && ops.length > 2) await store.commit({ ops: ops.slice(2) });
      return commit;
    }),
  },
  'no expected version': { decorate: committing((store, { ops, ...rest }) => store.commit({ ops: ops.map(blind), ...rest })) },
  'a key that is not remembered': { decorate: committing((store, { command: _command, ...rest }) => store.commit(rest)) },
  'a key that is remembered after the write': {
    decorate: committing(async (store, { command, ...rest }) => {
      const known = command && (await store.commit({ ops: [{ op: 'check', collection: 'requests', id: '-', if: 1 }], command }));
      if (known && !known.ok && known.reason === 'duplicate') return known;
      const commit = await store.commit(rest);
      if (commit.ok && command) await store.commit({ ops: [], command });
      return commit;
    }),
  },
  'a conflict taken for success': {
    decorate: committing(async (store, batch) => {
      const commit = await store.commit(batch);
      return commit.ok || commit.reason === 'duplicate' ? commit : { ok: true, seq: '0', versions: [] };
    }),
  },
  'bytes that nobody was told of': {
    decorate: (storage) => ({
      ...storage,
      tenant: (id) => {
        const store = storage.tenant(id);
        const { blobs } = store;
        return { ...store, ...(blobs ? { blobs: { ...blobs, put: (bytes, { before: _before, ...expected } = {}) => blobs.put(bytes, expected) } } : {}) };
      },
    }),
  },
  'a timer that stays behind': { core: advancing((advance) => ({ ...advance, events: advance.events.filter(({ type }) => type !== 'timer-disarmed') })) },
  'people who are not told': { decorate: committing((store, { ops, ...rest }) => store.commit({ ops: ops.filter(({ collection }) => collection !== 'notifications'), ...rest })) },
};
