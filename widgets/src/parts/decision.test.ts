import { describe, expect, it } from 'vitest';
import type { TaskView } from '@requestry/model';
import { Attempt } from './attempt.js';
import { asksComment, commonOutcomes, needsCard } from './decision.js';

const approve = { id: 'approve', title: 'Approve', commentRequired: false };
const reject = { id: 'reject', title: 'Reject', effect: 'stop', commentRequired: false } as const;
const task = (more: Partial<TaskView> = {}): TaskView => ({ id: 't', access: {}, outcomes: [approve, reject], complete: { allowed: true }, ...more }) as unknown as TaskView;

describe('decisions', () => {
  it('need the card only when they lead on and something has to be filled in', () => {
    const filling = task({ access: { '*': 'read', result: 'required' } });
    expect(needsCard(filling, approve)).toBe(true);
    expect(needsCard(filling, reject)).toBe(false);
    expect(needsCard(task({ access: { '*': 'read' } }), approve)).toBe(false);
  });

  it('ask for words when they say no', () => {
    expect(asksComment(reject)).toBe(true);
    expect(asksComment(approve)).toBe(false);
    expect(asksComment({ ...approve, commentRequired: true })).toBe(true);
  });

  it('are common to tasks when every one offers them under the same name', () => {
    const strict = task({ outcomes: [{ ...approve, commentRequired: true }] });
    expect(commonOutcomes([task(), strict])).toEqual([{ ...approve, commentRequired: true }]);
    expect(commonOutcomes([task(), task({ outcomes: [{ ...approve, title: 'Accept' }] })])).toEqual([]);
    expect(commonOutcomes([task(), task({ complete: { allowed: false } })])).toEqual([]);
  });
});

describe('Attempt', () => {
  it('keeps its key while the same command is repeated, and takes a new one for another or after success', () => {
    const attempt = new Attempt();
    const first = attempt.keyFor({ outcome: 'approve' });
    expect(attempt.keyFor({ outcome: 'approve' })).toBe(first);
    const other = attempt.keyFor({ outcome: 'reject' });
    expect(other).not.toBe(first);
    attempt.done();
    expect(attempt.keyFor({ outcome: 'reject' })).not.toBe(other);
  });
});
