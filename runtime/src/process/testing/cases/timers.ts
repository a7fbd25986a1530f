import { standardCalendar } from '@requestry/model';
import type { CoreCase, Told } from '../play.js';
import { assertSame } from '../same.js';

const armedAt = (...wanted: readonly string[]) => ({ events }: Told): void =>
  assertSame(events.flatMap((event) => (event.type === 'timer-armed' ? [event.at] : [])), wanted, 'moments of the timers');

const dueAt = (...wanted: readonly (string | undefined)[]) => ({ events }: Told): void =>
  assertSame(events.flatMap((event) => (event.type === 'step-opened' || event.type === 'turn-passed' ? [event.due] : [])), wanted, 'due moments');

/** Timers on steps and between them; when a step is due. */
export const timerCases: readonly CoreCase[] = [
  {
    name: 'interrupts the step when its timer fires',
    route: 't timer on=a duration=P1D; start -> a -> end; t -> b -> end',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris b:boris'], ['boris approve a', 'error STATE'], ['boris approve b', 'end:completed']],
    check: armedAt('2026-03-03T07:00:00.000Z'),
  },
  {
    name: 'lets the step go on beside a timer that does not interrupt',
    route: 't timer on=a duration=P1D keep; start -> a -> end; t -> b -> end',
    play: [['start', 'a:boris @t'], ['fire t', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'disarms the timer when the step is done in time',
    route: 't timer on=a duration=P1D; start -> a -> c -> end; t -> b -> end',
    play: [['start', 'a:boris @t'], ['boris approve a', 'c:boris'], ['fire t', 'error STATE']],
  },
  {
    name: 'keeps several timers on one step apart',
    route: 't1 timer on=a duration=PT1H keep; t2 timer on=a duration=P1D keep; t3 timer on=a duration=P3D; start -> a -> end; n1 notification boris; n2 notification dina; t1 -> n1 -> end1; t2 -> n2 -> end2; t3 -> b -> end',
    play: [
      ['start', 'a:boris @t1 @t2 @t3'],
      ['fire t1', '>n1:boris a:boris @t2 @t3'],
      ['fire t2', '>n2:dina a:boris @t3'],
      ['fire t3', '-a:boris b:boris'],
      ['boris approve b', 'end:completed'],
    ],
    check: armedAt('2026-03-02T08:00:00.000Z', '2026-03-03T07:00:00.000Z', '2026-03-05T07:00:00.000Z'),
  },
  {
    name: 'takes every open task of a shared step back when its timer fires',
    route: 'a approval group:board mode=all; t timer on=a duration=P1D; start -> a -> end; t -> b -> end',
    play: [['start', 'a:boris a:dina a:fiona @t'], ['dina approve a', 'a:boris a:fiona @t'], ['fire t', '-a:boris -a:fiona b:boris']],
  },
  {
    name: 'arms the timer anew each time the step is entered',
    route: 't timer on=a duration=P1D; start -> x1 -> a -> end; t -> r; r rework initiator; r -> x1',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris r:anna'], ['anna resubmit r', 'a:boris @t', { world: { now: Date.parse('2026-03-04T07:00:00Z') } }]],
    check: armedAt('2026-03-03T07:00:00.000Z', '2026-03-05T07:00:00.000Z'),
  },
  {
    name: 'fires the timer of one of two tokens in the same step',
    route: 'start -> and1; and1 -> x1; and1 -> x1; x1 -> a -> end; t timer on=a duration=P1D; t -> b -> end',
    play: [['start', 'a:boris a:boris @t @t'], ['fire t', '-a:boris a:boris b:boris @t'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'arms no timer for a step that is skipped',
    route: `a approval boris skip='=amount > 1'; t timer on=a duration=P1D; start -> a -> c -> end; t -> b -> end`,
    play: [['start', '~a c:boris']],
  },
  {
    name: 'joins a timeout with the normal way',
    route: 't timer on=a duration=P1D; start -> and1; and1 -> a -> x1 -> and2; t -> x1; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris @t'], ['boris approve b', 'a:boris @t'], ['fire t', '-a:boris end:completed']],
  },
  {
    name: 'waits for a duration by the wall clock',
    route: 'w wait duration=P1DT2H; start -> w -> a -> end',
    play: [['start', '@w'], ['fire w', 'a:boris']],
    check: armedAt('2026-03-03T09:00:00.000Z'),
  },
  {
    name: 'waits for a duration of working time',
    route: 'w wait duration=PT12H working; start -> w -> a -> end',
    play: [['start', '@w']],
    check: armedAt('2026-03-03T12:00:00.000Z'),
  },
  {
    name: 'waits months by the calendar',
    route: 'w wait duration=P1M; start -> w -> a -> end',
    play: [['start', '@w']],
    check: armedAt('2026-04-02T07:00:00.000Z'),
  },
  {
    name: 'waits for a date',
    route: 'w wait date=2026-03-09T06:00:00Z; start -> w -> a -> end',
    play: [['start', '@w'], ['fire w', 'a:boris']],
    check: armedAt('2026-03-09T06:00:00.000Z'),
  },
  {
    name: 'does not wait for a date that is past',
    route: 'w wait date=2026-03-01T06:00:00Z; start -> w -> a -> end',
    play: [['start', 'a:boris']],
  },
  {
    name: 'waits for a date that a field tells',
    route: `w wait date==plannedDate; start -> w -> a -> end`,
    world: { data: { plannedDate: '2026-03-20' } },
    play: [['start', '@w'], ['fire w', 'a:boris']],
    check: armedAt('2026-03-19T21:00:00.000Z'),
  },
  {
    name: 'stops with an incident when a timer gets no date, and goes on when it does',
    route: 'w wait date==plannedDate; start -> w -> a -> end',
    world: { data: { plannedDate: null } },
    play: [['start', '!timer-without-date:w'], ['retry', '@w', { world: { data: { plannedDate: '2026-03-20' } } }]],
  },
  {
    name: 'does not open a step whose timer gets no date, nor opens it twice when it does',
    route: 't timer on=a date==plannedDate; start -> a -> end; t -> b -> end',
    world: { data: { plannedDate: null } },
    play: [['start', '!timer-without-date:a'], ['retry', 'a:boris @t', { world: { data: { plannedDate: '2026-03-20' } } }], ['boris approve a', 'end:completed']],
  },
  {
    name: 'repeats a reminder as often as told',
    route: 't timer on=a cycle=R2/PT1H keep; n notification dina; start -> a -> end; t -> n -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-02T08:00:00Z') } }], ['fire t', '>n:dina a:boris'], ['boris approve a', 'end:completed']],
    check: armedAt('2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00.000Z'),
  },
  {
    name: 'repeats a reminder without end until the step is done',
    route: 't timer on=a cycle=R/PT1H keep; n notification dina; start -> a -> end; t -> n -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t'], ['fire t', '>n:dina a:boris @t'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'is due in working days',
    route: 'a approval boris due=P2D; start -> a -> end',
    world: { now: Date.parse('2026-03-06T10:00:00+03:00') },
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-10T07:00:00.000Z'),
  },
  {
    name: 'is due in working hours over the night',
    route: 'a approval boris due=PT4H; start -> a -> end',
    world: { now: Date.parse('2026-03-02T16:00:00+03:00') },
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-03T08:00:00.000Z'),
  },
  {
    name: 'is due when FEEL says',
    route: `a approval boris due='=now() + duration("P1D")'; start -> a -> end`,
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-03T07:00:00.000Z'),
  },
  {
    name: 'is due in the working time that FEEL gives',
    route: `a approval boris due='=if urgent then "PT2H" else "P3D"'; start -> a -> end`,
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-05T07:00:00.000Z'),
  },
  {
    name: 'has no due moment while the field for it is empty',
    route: `a approval boris due==note; start -> a -> end`,
    play: [['start', 'a:boris']],
    check: dueAt(undefined),
  },
  {
    name: 'is due at the end of the day that a field tells',
    route: `a approval boris due==note; start -> a -> end`,
    world: { data: { note: '2026-03-20' } },
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-20T20:59:00.000Z'),
  },
  {
    name: 'reads a moment without offset in the zone of the calendar',
    route: `a approval boris due==note; start -> a -> end`,
    world: { data: { note: '2026-03-20T12:00:00' } },
    play: [['start', 'a:boris']],
    check: dueAt('2026-03-20T09:00:00.000Z'),
  },
  {
    name: 'has no due moment for a length that working time does not know',
    route: `a approval boris due==note; start -> a -> end`,
    world: { data: { note: 'P1M' } },
    play: [['start', 'a:boris']],
    check: dueAt(undefined),
  },
  {
    name: 'stops with an incident when the due moment names what does not exist',
    route: `a approval boris due==nope; start -> a -> end`,
    play: [['start', '!feel.missing:a']],
  },
  {
    name: 'gives each in turn the whole time',
    route: 'a approval group:pair mode=inTurn due=P1D; start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'a:fiona', { world: { now: Date.parse('2026-03-04T07:00:00Z') } }]],
    check: dueAt('2026-03-03T07:00:00.000Z', '2026-03-05T07:00:00.000Z'),
  },
  {
    name: 'repeats by the calendar on the wall, over a change of the clocks',
    route: 't timer on=a cycle=R/P1D keep; n notification dina; start -> a -> end; t -> n -> end1',
    world: { calendar: standardCalendar('Europe/Berlin'), now: Date.parse('2026-03-27T09:00:00+01:00') },
    play: [
      ['start', 'a:boris @t'],
      ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-28T09:00:00+01:00') } }],
      ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-29T09:00:00+02:00') } }],
    ],
    check: armedAt('2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z'),
  },
  {
    name: 'an hour is an hour when the clocks change',
    route: 'w wait duration=PT24H; start -> w -> a -> end',
    world: { calendar: standardCalendar('Europe/Berlin'), now: Date.parse('2026-03-28T09:00:00+01:00') },
    play: [['start', '@w']],
    check: armedAt('2026-03-29T08:00:00.000Z'),
  },
  {
    name: 'repeats in working time, over the end of the week',
    route: 't timer on=a cycle=R/PT6H keep working; n notification dina; start -> a -> end; t -> n -> end1',
    world: { now: Date.parse('2026-03-06T10:00:00+03:00') },
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-06T17:00:00+03:00') } }]],
    check: armedAt('2026-03-06T14:00:00.000Z', '2026-03-09T12:00:00.000Z'),
  },
  {
    name: 'begins to repeat at the moment told',
    route: 't timer on=a cycle=R2/2026-03-10T09:00:00/P1W keep; n notification dina; start -> a -> end; t -> n -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-10T06:00:00Z') } }], ['fire t', '>n:dina a:boris']],
    check: armedAt('2026-03-10T06:00:00.000Z', '2026-03-17T06:00:00.000Z'),
  },
  {
    name: 'keeps the rhythm of a timer that goes off late, and leaves out what was missed',
    route: 't timer on=a cycle=R/PT1H keep; n notification dina; start -> a -> end; t -> n -> end1',
    play: [
      ['start', 'a:boris @t'],
      ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-02T08:07:00Z') } }],
      ['fire t', '>n:dina a:boris @t', { world: { now: Date.parse('2026-03-02T13:30:00Z') } }],
    ],
    check: armedAt('2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00.000Z', '2026-03-02T14:00:00.000Z'),
  },
  {
    name: 'waits years, leap years included',
    route: 'w wait duration=P4Y; start -> w -> a -> end',
    world: { now: Date.parse('2024-02-29T12:00:00+03:00') },
    play: [['start', '@w'], ['fire w', 'a:boris', { world: { now: Date.parse('2028-02-29T12:00:00+03:00') } }]],
    check: armedAt('2028-02-29T09:00:00.000Z'),
  },
  {
    name: 'a year after the last of February is the last of February',
    route: 'w wait duration=P1Y; start -> w -> a -> end',
    world: { now: Date.parse('2024-02-29T12:00:00+03:00') },
    play: [['start', '@w']],
    check: armedAt('2025-02-28T09:00:00.000Z'),
  },
  {
    name: 'a month after the last of January is the last of February',
    route: 'w wait duration=P1M; start -> w -> a -> end',
    world: { now: Date.parse('2026-01-31T12:00:00+03:00') },
    play: [['start', '@w']],
    check: armedAt('2026-02-28T09:00:00.000Z'),
  },
  {
    name: 'counts months by the day that the wall shows, not that of UTC',
    route: 'w wait duration=P1M; start -> w -> a -> end',
    world: { now: Date.parse('2026-02-01T01:00:00+03:00') },
    play: [['start', '@w']],
    check: armedAt('2026-02-28T22:00:00.000Z'),
  },
  {
    name: 'is due in working days years away',
    route: 'a approval boris due=P1000D; start -> a -> end',
    play: [['start', 'a:boris']],
    check: dueAt('2029-12-31T07:00:00.000Z'),
  },
  {
    name: 'a timer years away interrupts its step then',
    route: 't timer on=a date=2031-07-01T09:00:00+03:00; start -> a -> end; t -> b -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris b:boris', { world: { now: Date.parse('2031-07-01T09:00:00+03:00') } }]],
    check: armedAt('2031-07-01T06:00:00.000Z'),
  },
  {
    name: 'a length that leads out of time is an incident',
    route: 'w wait duration=P999999Y; start -> w -> a -> end',
    play: [['start', '!timer-without-date:w']],
  },
];
