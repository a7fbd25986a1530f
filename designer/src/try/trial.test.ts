import { describe, expect, it } from 'vitest';
import type { Org } from '@requestry/model';
import { fromRouteDoc } from '@requestry/route';
import type { RouteDoc } from '@requestry/route';
import { insertStep, setStep, setTimer } from '../route-tab/doc-edits.js';
import { blankDoc } from '../route-tab/session.js';
import { act, isOverdue, isStuck, moveClock, nextMoment, openTasks, startTrial, trialPosition } from './trial.js';
import type { Trial } from './trial.js';

const org: Org = {
  units: [{ id: 'sales', title: 'Sales', head: 'boris' }],
  people: [{ id: 'anna', name: 'Anna', unit: 'sales' }, { id: 'boris', name: 'Boris', unit: 'sales' }],
  roles: [], groups: [], substitutions: [],
};
const monday = Date.UTC(2026, 2, 2, 9);

function tried(change: (doc: RouteDoc) => RouteDoc = (doc) => doc): Trial {
  const doc = insertStep(blankDoc('leave', 'Leave', 'Submitted'), { index: 0 }, 'approval').doc;
  const { trial } = startTrial({ route: fromRouteDoc(change(doc)), kind: undefined, org, initiator: 'anna', data: {}, now: monday, zone: 'UTC' });
  if (!trial) throw new TypeError('the route cannot run');
  return trial;
}

describe('a trial run', () => {
  it('waits for whom the rule names, with the reason', () => {
    const [task] = openTasks(tried());
    expect(task?.people).toEqual(['boris']);
    expect(task?.why?.code).toBe('who.initiatorHead');
  });

  it('ends as the decision says and tells the initiator', () => {
    const trial = tried();
    const ended = act(trial, { type: 'complete', task: openTasks(trial)[0]?.id ?? '', outcome: 'reject', by: 'boris' });
    expect(ended.state.end?.state).toBe('rejected');
    expect(ended.mails.at(-1)?.effect).toMatchObject({ to: ['anna'], event: 'request-ended' });
  });

  it('lets timers go off when the clock passes them', () => {
    const trial = tried((doc) => setTimer(doc, 'approval', { id: 'late', event: { type: 'timer', kind: 'duration', value: 'PT5H' }, interrupting: true, target: { to: 'next' } }));
    expect(nextMoment(trial)).toBe(monday + 5 * 3_600_000);
    expect(moveClock(trial, monday + 4 * 3_600_000).state.status).toBe('active');
    expect(moveClock(trial, monday + 6 * 3_600_000).state.end?.state).toBe('completed');
  });

  it('tells that a step is overdue when the clock passes its due moment, after its reminder', () => {
    const trial = tried((doc) => setStep(doc, 'approval', { due: 'PT4H', reminders: [{ before: 'PT1H' }] }));
    const task = (at: Trial) => openTasks(at)[0] ?? { id: '', step: '', people: [] };
    const next = nextMoment(trial) ?? 0;
    expect(new Date(next).toISOString()).toBe(new Date(monday + 3 * 3_600_000).toISOString());
    expect(isOverdue(moveClock(trial, next), task(moveClock(trial, next)))).toBe(false);
    const late = moveClock(trial, monday + 24 * 3_600_000);
    expect(late.facts.map(({ event }) => event.type).filter((type) => /remind|overdue/.test(type))).toEqual(['step-reminded', 'step-overdue']);
    expect(isOverdue(late, task(late))).toBe(true);
    expect(late.mails.map(({ effect }) => effect.event)).toEqual(expect.arrayContaining(['task-reminder', 'task-overdue']));
    expect(nextMoment(late)).toBeUndefined();
  });

  it('shows where the route stops when nobody can be found', () => {
    const trial = tried((doc) => setStep(doc, 'approval', { who: { rule: 'role', role: 'nobody-has-it' } }));
    expect(trial.state.incidents?.[0]).toMatchObject({ element: 'approval' });
    expect(isStuck(trial)).toBe(false);
  });

  it('knows what was passed and where it stands', () => {
    const { passed, current } = trialPosition(tried());
    expect(passed).toContain('approval');
    expect(current).toEqual(['approval']);
  });

  it('reminds of a step, tells that it is overdue and decides it without anybody, each at its time', () => {
    const trial = tried((doc) => setStep(doc, 'approval', { due: 'PT4H', reminders: [{ before: 'PT1H' }], escalations: [{ action: 'decide', outcome: 'approve', after: 'PT2H' }] }));
    const rung = ({ facts }: Trial): readonly string[] => facts.flatMap(({ event }) => ('alarm' in event ? [event.type] : []));
    expect(rung(moveClock(trial, monday + 3 * 3_600_000))).toEqual(['step-reminded']);
    expect(rung(moveClock(trial, monday + 4 * 3_600_000))).toEqual(['step-reminded', 'step-overdue']);
    const ended = moveClock(trial, monday + 8 * 3_600_000);
    expect([ended.state.end?.state, rung(ended).at(-1)]).toEqual(['completed', 'step-escalated']);
  });

  it('leaves a step with its performer that may not be decided without anybody, and says why', () => {
    const trial = tried((doc) => setStep(doc, 'approval', { due: 'PT4H', escalations: [{ action: 'decide', outcome: 'approve' }] }));
    const held = moveClock(trial, monday + 6 * 3_600_000, (_trial, step, outcome) => [{ code: 'decision.type-required', params: { step: step.id, outcome } }]);
    expect([held.state.status, openTasks(held).map(({ people }) => people)]).toEqual(['incident', [['boris']]]);
    expect(held.facts.flatMap(({ event }) => (event.type === 'incident-raised' ? [event.trace?.because] : []))).toEqual([[{ code: 'decision.type-required', params: { step: 'approval', outcome: 'approve' } }]]);
    expect(act(held, { type: 'complete', task: openTasks(held)[0]?.id ?? '', outcome: 'approve', by: 'boris' }).state.end?.state).toBe('completed');
  });
});
