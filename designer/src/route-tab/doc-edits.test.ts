import { describe, expect, it } from 'vitest';
import { fromRouteDoc, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import type { RouteDoc } from '@requestry/route';
import {
  addBranch, changeType, duplicate, findBranch, findEntry, findTask, idsOf, idsOfEntry, insertStep, moveBranch, moveBy, moveEntry, pasteEntries, removeBranch, removeEntry,
  renameStep, setBranch, setDefaultBranch, setOutcomeTarget, setSplitKind, setStep, setTimer, tasksOf, walk, withLanguage,
} from './doc-edits.js';
import type { NewEntry } from './doc-edits.js';
import { blankDoc } from './session.js';

const made = (...kinds: readonly NewEntry[]): RouteDoc =>
  kinds.reduce<RouteDoc>((doc, kind) => insertStep(doc, { index: doc.steps.length }, kind).doc, blankDoc('leave', 'Leave', 'Submitted'));

const names = (doc: RouteDoc): string => [...walk(doc.steps)].map(({ entry, depth }) => `${'.'.repeat(depth)}${entry.id}`).join(' ');

describe('editing a list of steps', () => {
  it('gives every new thing an id nobody has', () => {
    const doc = made('approval', 'approval', 'condition', 'condition', 'wait', 'rework');
    const ids = [doc.start.id, doc.end.id, ...doc.steps.flatMap(idsOfEntry)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ends the request when a new approval is refused', () => {
    const task = findTask(made('approval'), 'approval');
    expect(task?.targets['reject']).toMatchObject({ to: 'end', end: { state: 'rejected' } });
  });

  it('returns a new acceptance to the step before it', () => {
    expect(findTask(made('execution', 'acceptance'), 'acceptance')?.targets['return']).toEqual({ to: 'step', step: 'execution' });
  });

  it('sends outcomes on that led to a removed step and says so', () => {
    const { doc, mended } = removeEntry(made('execution', 'acceptance'), 'execution');
    expect(findTask(doc, 'acceptance')?.targets).toEqual({});
    expect(mended).toEqual([{ step: 'acceptance', what: 'outcome' }]);
  });

  it('asks for a performer anew when the step that names one is removed', () => {
    const doc = setStep(made('approval', 'execution'), 'execution', { who: { rule: 'performer', step: 'approval' } });
    const removed = removeEntry(doc, 'approval');
    expect(findTask(removed.doc, 'execution')?.settings.who).toBeUndefined();
    expect(removed.mended).toEqual([{ step: 'execution', what: 'who' }]);
  });

  it('moves a step past its neighbour and out of a branch at its edge', () => {
    let doc = made('approval', 'parallel');
    const branch = idsOf(doc).has('parallel_branch') ? 'parallel_branch' : '';
    doc = moveEntry(doc, 'approval', { branch, index: 0 }).doc;
    expect(names(doc)).toBe('parallel .approval');
    doc = moveBy(doc, 'approval', 1).doc;
    expect(findEntry(doc, 'approval')?.place).toEqual({ branch: 'parallel_branch_2', index: 0 });
    doc = moveBy(doc, 'approval', 1).doc;
    expect(names(doc)).toBe('parallel approval');
  });

  it('does not move a split into its own branch', () => {
    const doc = made('condition');
    expect(moveEntry(doc, 'condition', { branch: 'condition_branch', index: 0 }).doc).toBe(doc);
  });

  it('copies a step with ids of its own, so that its ends are not shared', () => {
    const { doc, id } = duplicate(made('approval'), 'approval');
    expect(id).toBe('approval_2');
    expect(findTask(doc, 'approval_2')?.targets['reject']).toMatchObject({ id: 'end_rejected_2' });
  });

  it('keeps references among pasted steps together', () => {
    const source = made('execution', 'acceptance');
    const { doc } = pasteEntries(source, { index: 2 }, source.steps);
    expect(findTask(doc, 'acceptance_2')?.targets['return']).toEqual({ to: 'step', step: 'execution_2' });
  });

  it('adds a branch before the one taken otherwise', () => {
    const { doc, id } = addBranch(made('condition'), 'condition');
    expect(findBranch(doc, id ?? '')?.index).toBe(1);
    expect(findBranch(doc, id ?? '')?.split.branches.at(-1)?.condition).toBeUndefined();
  });

  it('puts the steps of the last branch in place of the split', () => {
    let doc = made('condition');
    doc = insertStep(doc, { branch: 'condition_branch_2', index: 0 }, 'execution').doc;
    doc = removeBranch(doc, 'condition_branch').doc;
    expect(names(doc)).toBe('execution');
  });

  it('has one branch taken otherwise, also after another is chosen', () => {
    const doc = setDefaultBranch(setBranch(made('condition'), 'condition_branch', { condition: '=amount > 5' }), 'condition_branch');
    const branches = findBranch(doc, 'condition_branch')?.split.branches ?? [];
    expect(branches.filter(({ condition }) => condition === undefined).map(({ id }) => id)).toEqual(['condition_branch']);
  });

  it('orders branches', () => {
    const doc = moveBranch(made('parallel'), 'parallel_branch', 1);
    expect(findBranch(doc, 'parallel_branch')?.index).toBe(1);
  });

  it('gives branches conditions when a parallel split becomes a choice', () => {
    const doc = setSplitKind(made('parallel'), 'parallel', 'choice');
    expect(findBranch(doc, 'parallel_branch')?.split.branches.map(({ condition }) => condition)).toEqual(['=true', undefined]);
  });

  it('drops what an outcome leads to together with the outcome', () => {
    const doc = setStep(made('approval'), 'approval', { outcomes: [{ id: 'approve', title: 'Yes' }] });
    expect(findTask(doc, 'approval')?.targets).toEqual({});
  });

  it('keeps what fits when a step becomes one of another type', () => {
    const doc = changeType(renameStep(made('approval'), 'approval', 'en', 'Ask'), 'approval', 'execution');
    expect(findTask(doc, 'approval')?.settings).toMatchObject({ type: 'execution', title: { en: 'Ask' } });
    expect(findTask(doc, 'approval')?.targets).toEqual({});
  });

  it('leaves an entry alone that an edit does not touch', () => {
    const doc = made('approval', 'execution');
    expect(setStep(doc, 'approval', { due: 'P1D' }).steps[1]).toBe(doc.steps[1]);
  });

  it('changes one language of a text and leaves out an emptied one', () => {
    expect(withLanguage('Шаг', 'en', 'Step')).toEqual({ ru: 'Шаг', en: 'Step' });
    expect(withLanguage({ ru: 'Шаг', en: 'Step' }, 'en', '')).toEqual({ ru: 'Шаг' });
  });

  it('survives being written as BPMN and read again', async () => {
    let doc = made('approval', 'condition', 'execution', 'acceptance', 'notification', 'wait');
    doc = insertStep(doc, { branch: 'condition_branch', index: 0 }, 'parallel').doc;
    doc = insertStep(doc, { branch: 'parallel_branch', index: 0 }, 'approval').doc;
    doc = setOutcomeTarget(doc, 'approval', 'reject', { to: 'rework', id: 'again', rework: { type: 'rework', who: { rule: 'initiator' } } });
    doc = setTimer(doc, 'execution', { id: 'late', event: { type: 'timer', kind: 'duration', value: 'P3D', working: true }, interrupting: true, target: { to: 'next' } });
    const { route } = await readBpmn(await writeBpmn(fromRouteDoc(doc)));
    const back = route && toRouteDoc(route);
    expect(back && names(back)).toBe(names(doc));
    expect(back && tasksOf(back).map(({ targets, timers }) => [Object.keys(targets), timers.length])).toEqual(tasksOf(doc).map(({ targets, timers }) => [Object.keys(targets), timers.length]));
  });
});
