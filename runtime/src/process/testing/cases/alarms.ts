import { standardCalendar, type Substitution } from '@requestry/model';
import { nextAlarm } from '../../alarms.js';
import { firm } from '../people.js';
import type { CoreCase, Told } from '../play.js';
import { assertSame } from '../same.js';

const later = (at: string) => ({ world: { now: Date.parse(at) } });
const next = ({ compiled, state, world }: Told): string | null => {
  const at = nextAlarm(compiled, state, world);
  return at === undefined ? null : new Date(at).toISOString();
};
/** Four working hours after the start. */
const late = later('2026-03-02T12:00:00Z');
const dues = ({ events }: Told) => events.flatMap((event) => ('due' in event && event.due !== undefined ? [`${event.type} ${event.due}`] : []));
const told = ({ last }: Told) => last.effects.flatMap((effect) => (effect.type === 'notify' ? [`${effect.event}:${effect.to.join(',')}`] : []));

const boss = { ...firm, roles: [...firm.roles, { id: 'admin', title: 'Administrator', rights: ['administer'] }], people: [...firm.people, { id: 'adam', name: 'Adam', roles: ['admin'] }] };
const away: Substitution = { id: 's', who: 'leo', forWhom: 'dina', from: '2026-03-01', to: '2026-03-10' };

/** Around the due moment of a step: reminders, escalations, rests that move it. */
export const alarmCases: readonly CoreCase[] = [
  {
    name: 'reminds before the due moment, by working time, and once',
    route: 'a approval boris due=P2D remind=P1D,PT4H; start -> a -> end',
    play: [['start', 'a:boris'], ['wake', 'a:boris', later('2026-03-03T06:59:00Z')], ['wake', '.a:boris a:boris', later('2026-03-03T07:00:00Z')], ['wake', 'a:boris']],
    check: (all) => assertSame(next(all), '2026-03-03T12:00:00.000Z', 'four working hours before'),
  },
  {
    name: 'after a long silence reminds no more of what is overdue',
    route: 'a approval boris due=P2D remind=P1D,PT4H; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['wake', '..a:boris,dina a:boris', later('2026-03-20T07:00:00Z')], ['wake', 'a:boris'], ['boris approve a', 'b:boris']],
    check: (all) => assertSame([next(all), all.state.tokens.some(({ due, rung }) => due !== undefined || rung !== undefined)], [null, false], 'nothing of it is remembered'),
  },
  {
    name: 'does not remind when the moment to remind has passed before the step opens',
    route: 'a approval boris due=PT2H remind=P1D; start -> a -> end',
    play: [['start', 'a:boris'], ['wake', 'a:boris']],
    check: (all) => assertSame(next(all), '2026-03-02T09:00:00.000Z', 'only that it is overdue'),
  },
  {
    name: 'tells performers and those over them when a step is overdue and says nothing of what happens then',
    route: 'a approval leo due=PT4H; start -> a -> end',
    play: [['start', 'a:leo'], ['wake', '..a:leo,erik a:leo', late]],
    check: (all) => assertSame(told(all), ['task-overdue:leo,erik'], 'who is told'),
  },
  {
    name: 'tells the one above when the head of a unit is late',
    route: 'a approval erik due=PT4H; start -> a -> end',
    play: [['start', 'a:erik'], ['wake', '..a:erik,boris a:erik', late]],
  },
  {
    name: 'tells only the performers when the step says what happens then',
    route: 'a approval leo due=PT4H escalate=notify:dina@PT1H; start -> a -> end',
    play: [['start', 'a:leo'], ['wake', '..a:leo a:leo', late], ['wake', '!notify:a:dina a:leo', later('2026-03-02T13:00:00Z')]],
    check: (all) => assertSame(told(all), ['task-escalated:dina'], 'who is told'),
  },
  {
    name: 'adds whoever may decide in place of the one who is late',
    route: 'a approval boris due=PT4H escalate=add:dina; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['wake', '..a:boris !add:a:dina a:boris|dina', late], ['dina approve a', 'b:boris']],
  },
  {
    name: 'adds to every open task of several who all have to decide',
    route: 'a approval group:pair mode=all due=PT4H escalate=add:dina; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['wake', '..a:fiona !add:a:dina a:fiona|dina', late], ['dina approve a', 'end:completed']],
  },
  {
    name: 'hands the step over to somebody else, with all its tasks and turns',
    route: 'a approval group:board mode=inTurn due=PT4H escalate=handOver:leo; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['wake', '..a:boris !handOver:a:leo a:leo', late], ['leo approve a', 'b:boris']],
  },
  {
    name: 'hands several open tasks over as one',
    route: 'a approval group:pair mode=all due=PT4H escalate=handOver:role:lawyer; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['wake', '..a:boris,fiona -a:fiona !handOver:a:lara,leo a:lara|leo', late], ['leo approve a', 'end:completed']],
  },
  {
    name: 'hands over to the substitute of who is away',
    route: 'a approval boris due=PT4H escalate=handOver:dina; start -> a -> end',
    world: { org: { ...firm, substitutions: [away] } },
    play: [['start', 'a:boris'], ['wake', '..a:boris !handOver:a:leo a:leo', late]],
  },
  {
    name: 'decides a step that nobody has decided, and says that nobody did',
    route: 'a approval group:pair mode=all due=PT4H escalate=decide:approve@P1D; start -> a -> b -> end',
    play: [['start', 'a:boris a:fiona'], ['wake', '..a:boris,fiona a:boris a:fiona', late], ['wake', '!decide:a: -a:boris -a:fiona b:boris', later('2026-03-03T12:00:00Z')]],
    check: ({ state, events }) => {
      const done = events.find((event) => event.type === 'step-completed');
      assertSame([state.steps.a?.outcome, state.steps.a?.by, done?.trace?.code], ['approve', undefined, 'escalation.decide'], 'what is known of it');
    },
  },
  {
    name: 'decides against the request too',
    route: 'a approval boris due=PT4H escalate=decide:reject; x -> b if =steps.a.outcome = "approve"; x -> c else; start -> a -> x; b -> end; c -> end',
    play: [['start', 'a:boris'], ['wake', '..a:boris !decide:a: -a:boris c:boris', late]],
  },
  {
    name: 'tells administrators of an escalation that reaches nobody',
    route: 'a approval boris due=PT4H escalate=handOver:field:chosen; start -> a -> end',
    world: { org: boss },
    play: [['start', 'a:boris'], ['wake', '..a:boris !handOver:a: a:boris', late]],
    check: (all) => assertSame(told(all), ['task-overdue:boris', 'escalation-failed:adam'], 'who is told'),
  },
  {
    name: 'tells administrators of a step that nobody can do',
    route: 'a approval nobody; start -> a -> end',
    world: { org: boss },
    play: [['start', '!no-performer:a']],
    check: (all) => assertSame(told(all), ['incident-raised:adam'], 'who is told'),
  },
  {
    name: 'escalates by an expression over the fields',
    route: `a approval boris due=PT4H escalate='handOver:=if amount > 100 then "dina" else "leo"'; start -> a -> end`,
    play: [['start', 'a:boris'], ['wake', '..a:boris !handOver:a:dina a:dina', late]],
  },
  {
    name: 'reminds and escalates only while the step is open, and for whoever has it then',
    route: 'a approval boris due=P2D remind=P1D escalate=notify:dina; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['give a leo', 'a:leo'], ['wake', '.a:leo a:leo', later('2026-03-03T07:00:00Z')], ['leo approve a', 'b:boris'], ['wake', 'b:boris', later('2026-03-09T07:00:00Z')]],
  },
  {
    name: 'whoever comes next in turn has an own due moment with own reminders',
    route: 'a approval group:pair mode=inTurn due=P2D remind=P1D; start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'a:fiona', later('2026-03-03T07:00:00Z')], ['wake', '.a:fiona a:fiona', later('2026-03-04T07:00:00Z')]],
    check: (all) => assertSame(next(all), '2026-03-05T07:00:00.000Z', 'overdue'),
  },
  {
    name: 'a step that is put off is due later by the working time that it has rested, and its reminders wait',
    route: 'a approval boris due=P2D remind=PT4H; start -> a -> end',
    play: [
      ['start', 'a:boris'],
      ['postpone a', 'a:(boris)', later('2026-03-02T08:00:00Z')],
      ['wake', 'a:(boris)', later('2026-03-04T07:30:00Z')],
      ['resume a', 'a:boris', later('2026-03-04T08:00:00Z')],
    ],
    check: (all) => {
      assertSame(dues(all), ['step-opened 2026-03-04T07:00:00.000Z', 'due-moved 2026-03-06T07:00:00.000Z'], 'due moments');
      assertSame(next(all), '2026-03-05T12:00:00.000Z', 'reminder');
    },
  },
  {
    name: 'what was overdue when it was put off stays so, and does not escalate twice',
    route: 'a approval boris due=PT2H escalate=notify:dina; start -> a -> end',
    play: [
      ['start', 'a:boris'],
      ['wake', '..a:boris !notify:a:dina a:boris', later('2026-03-02T09:00:00Z')],
      ['postpone a 2026-03-06T07:00:00Z', 'a:(boris) @a'],
      ['fire a', 'a:boris', later('2026-03-06T07:00:00Z')],
      ['wake', 'a:boris'],
    ],
  },
  {
    name: 'a request at rest is due later, step by step',
    route: 'a approval boris due=P1D remind=PT1H; start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris'], ['suspend', 'a:boris b:boris suspended'], ['wake', 'a:boris b:boris suspended', later('2026-03-05T07:00:00Z')], ['resume', 'a:boris b:boris', later('2026-03-09T07:00:00Z')]],
    check: (all) => assertSame(dues(all), ['step-opened 2026-03-03T07:00:00.000Z', 'due-moved 2026-03-10T07:00:00.000Z'], 'five working days later'),
  },
  {
    name: 'counts the working time of those who do a step, not of those who ask',
    route: 'a approval lara due=PT2H; b approval boris due=PT2H; start -> a -> b -> end',
    world: {
      calendars: [standardCalendar('Europe/Moscow'), { ...standardCalendar('Asia/Vladivostok'), id: 'far' }],
      org: { ...firm, units: firm.units.map((unit) => (unit.id === 'support' ? { ...unit, calendar: 'far' } : unit)) },
    },
    play: [['start', 'a:lara'], ['lara approve a', 'b:boris']],
    check: (all) => assertSame(dues(all), ['step-opened 2026-03-03T00:00:00.000Z', 'step-opened 2026-03-02T09:00:00.000Z'], 'Vladivostok has gone home, Moscow has not'),
  },
  {
    name: 'counts the initiator’s working time when performers have different ones',
    route: 'a approval group:pair mode=all due=PT2H; start -> a -> end',
    world: {
      calendars: [standardCalendar('Europe/Moscow'), { ...standardCalendar('Asia/Vladivostok'), id: 'far' }],
      org: { ...firm, units: firm.units.map((unit) => (unit.id === 'support' ? { ...unit, calendar: 'far' } : unit)) },
    },
    play: [['start', 'a:boris a:fiona']],
    check: (all) => assertSame(dues(all), ['step-opened 2026-03-02T09:00:00.000Z'], 'one moment for both'),
  },
  {
    name: 'looks at conditions again when time has passed, though no field has changed',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['postpone a =today()>=date("2026-03-05")', 'a:(boris)'], ['wake', 'a:(boris)', later('2026-03-04T07:00:00Z')], ['wake', 'a:boris', later('2026-03-05T07:00:00Z')]],
  },
];
