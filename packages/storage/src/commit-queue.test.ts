import { describe, expect, it } from 'vitest';
import { CommitQueue, type Sendable, type Sender } from './commit-queue.js';
import type { Commit } from './contract.js';

interface Sent extends Sendable {
  readonly name: string;
}

const batch = (name: string, locks: Readonly<Record<string, 'x' | 's'>>): Sent => ({ name, locks: new Map(Object.entries(locks)), ops: { length: 1 }, size: 1 });
const done: Commit = { ok: true, seq: '1', versions: [1] };

/** A store whose calls end when they are told to. */
function heldStore(mostCalls = 2): { readonly sender: Sender<Sent>; readonly calls: string[]; readonly end: (() => void)[] } {
  const calls: string[] = [];
  const end: (() => void)[] = [];
  const call = <Answer>(names: readonly string[], answer: Answer): Promise<Answer> => {
    calls.push(names.join('+'));
    return new Promise((resolve) => end.push(() => resolve(answer)));
  };
  return { calls, end, sender: { mostCalls, fits: (ops) => ops <= 3, send: (batches) => call(batches.map(({ name }) => name), batches.map(() => done)), sendAlone: ({ name }) => call([name], done) } };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('commits on their way', () => {
  it('go at once while there is room, then together', async () => {
    const { sender, calls, end } = heldStore();
    const queue = new CommitQueue(sender);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) void queue.commit(batch(name, { [name]: 'x' }));
    expect(calls).toEqual(['a', 'b']);
    end[0]!();
    await settle();
    expect(calls.slice(2)).toEqual(['c+d+e']);
    end[1]!();
    await settle();
    expect(calls.slice(3)).toEqual(['f']);
  });

  it('never touch one document at the same time, readers together excepted', async () => {
    const { sender, calls, end } = heldStore();
    const queue = new CommitQueue(sender);
    void queue.commit(batch('writes', { doc: 'x' }));
    void queue.commit(batch('writes again', { doc: 'x' }));
    void queue.commit(batch('reads', { doc: 's' }));
    void queue.commit(batch('reads too', { doc: 's' }));
    expect(calls).toEqual(['writes']);
    end[0]!();
    await settle();
    expect(calls.slice(1)).toEqual(['writes again']);
    end[1]!();
    await settle();
    expect(calls.slice(2)).toEqual(['reads+reads too']);
  });

  it('let a writer in although readers keep coming', async () => {
    const { sender, calls, end } = heldStore();
    const queue = new CommitQueue(sender);
    void queue.commit(batch('read 1', { doc: 's' }));
    void queue.commit(batch('write', { doc: 'x' }));
    void queue.commit(batch('read 2', { doc: 's' }));
    void queue.commit(batch('another', { other: 'x' }));
    await settle();
    expect(calls).toEqual(['read 1', 'another']);
    end[0]!();
    await settle();
    expect(calls.slice(2)).toEqual(['write']);
    end[2]!();
    await settle();
    expect(calls.slice(3)).toEqual(['read 2']);
  });
});
