import type { CoreCase, Told } from '../play.js';
import { assertSame } from '../same.js';

const explained = (type: string, code: string) => ({ events }: Told): void =>
  assertSame(events.flatMap((event) => (event.type === type && 'trace' in event ? [event.trace?.code] : []))[0], code, 'why');

/** Who takes part in an open step: adding, removing, delegating, asking. */
export const changeCases: readonly CoreCase[] = [
  {
    name: 'passes the responsibility to the head over the performer, with what is claimed (Y-34)',
    route: 'a approval leo; start -> a -> end',
    play: [['start', 'a:leo'], ['escalate a leo', 'a:erik'], ['leo approve a', 'end:completed']],
    check: ({ events }) => {
      const event = events.find(({ type }) => type === 'task-escalated');
      assertSame(event?.type === 'task-escalated' && [event.from, event.to, event.claims, event.conflictOfInterests], ['leo', 'erik', 'Not as agreed', true], 'what is said');
    },
  },
  { name: 'refuses to pass responsibility above the head of everything', route: 'a approval dina; start -> a -> end', play: [['start', 'a:dina'], ['escalate a dina', 'error STATE']] },
  {
    name: 'delegates a task on behalf of whose it is',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['delegate a boris leo', 'a:leo^boris'], ['leo approve a', 'end:completed']],
    check: explained('task-delegated', 'task.delegated'),
  },
  {
    name: 'a task that is delegated on is still on behalf of the first',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['delegate a boris leo', 'a:leo^boris'], ['delegate a leo fiona', 'a:fiona^boris'], ['delegate a fiona boris', 'error STATE']],
  },
  {
    name: 'a candidate delegates an offered task',
    route: 'a approval group:pair; start -> a -> end',
    play: [['start', 'a:boris|fiona'], ['delegate a fiona leo', 'a:leo^fiona']],
  },
  {
    name: 'refuses to delegate to nobody and to somebody who has left',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['delegate a boris zzz', 'error INVALID'], ['delegate a boris greg', 'error INVALID'], ['delegate zzz boris leo', 'error STATE']],
  },
  {
    name: 'whoever is added to a step of one person has to agree too',
    route: 'start -> a -> x; x -> b if =steps.a.outcome = "approve"; x -> end1 else; b -> end',
    play: [['start', 'a:boris'], ['add a leo', 'a:boris a:leo'], ['boris approve a', 'a:leo'], ['leo approve a', 'b:boris']],
    check: explained('performer-added', 'task.performer-added'),
  },
  {
    name: 'whoever is added to a step of one person may stop it',
    route: 'start -> a -> x; x -> b if =steps.a.outcome = "approve"; x -> end1 else; b -> end',
    play: [['start', 'a:boris'], ['add a leo', 'a:boris a:leo'], ['leo reject a', '-a:boris end:completed']],
  },
  {
    name: 'whoever is added where the first decides may be the first',
    route: 'a approval group:pair mode=first; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['add a leo', 'a:boris a:fiona a:leo'], ['leo approve a', '-a:boris -a:fiona end:completed']],
  },
  {
    name: 'whoever is added counts for the quorum',
    route: 'a approval group:pair mode=quorum:100%; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['add a leo', 'a:fiona a:leo'], ['fiona approve a', 'a:leo'], ['leo approve a', 'end:completed']],
  },
  {
    name: 'whoever is added in turn comes next',
    route: 'a approval group:pair mode=inTurn; start -> a -> end',
    play: [['start', 'a:boris'], ['add a leo', 'a:boris'], ['boris approve a', 'a:leo'], ['leo approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'a substitute has the task of whoever is added while away',
    route: 'start -> a -> end',
    play: [
      ['start', 'a:boris'],
      ['add a leo', 'a:boris a:lara^leo', { world: { org: { units: [], groups: [], roles: [], people: [{ id: 'boris', name: 'Boris' }, { id: 'leo', name: 'Leo' }, { id: 'lara', name: 'Lara' }], substitutions: [{ id: 's1', who: 'lara', forWhom: 'leo', from: '2026-03-01', to: '2026-03-09' }] } } }],
    ],
  },
  {
    name: 'refuses to add somebody twice, nobody, or to a step that is not open',
    route: 'a approval group:pair mode=inTurn; start -> a -> end',
    play: [['start', 'a:boris'], ['add a boris', 'error STATE'], ['add a fiona', 'error STATE'], ['add a zzz', 'error INVALID'], ['add zzz leo', 'error STATE']],
  },
  {
    name: 'takes a person off a shared step',
    route: 'a approval group:board mode=all; start -> a -> end',
    play: [['start', 'a:boris a:dina a:fiona'], ['remove a dina', '-a:dina a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
    check: explained('task-cancelled', 'task.performer-removed'),
  },
  {
    name: 'a step is decided when the last who has not decided is taken off',
    route: 'a approval group:pair mode=all; start -> a -> b -> end',
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['remove a fiona', '-a:fiona b:boris']],
  },
  {
    name: 'a quorum is reached when there are fewer to ask',
    route: 'a approval group:board mode=quorum:60%; start -> a -> b -> end',
    play: [['start', 'a:boris a:dina a:fiona'], ['boris approve a', 'a:dina a:fiona'], ['remove a dina', '-a:dina a:fiona'], ['remove a fiona', '-a:fiona b:boris']],
  },
  {
    name: 'passes the turn on when its holder is taken off',
    route: 'a approval group:board mode=inTurn; start -> a -> end',
    play: [['start', 'a:boris'], ['remove a boris', '-a:boris a:dina'], ['remove a fiona', 'a:dina'], ['dina approve a', 'end:completed']],
  },
  {
    name: 'refuses to take off the last, or somebody who is not there',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['remove a boris', 'error STATE'], ['remove a leo', 'error STATE']],
  },
  {
    name: 'asks a question beside the step, which stays where it is',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['ask a anna', 'a:anna? a:boris'], ['anna answer a', 'a:boris'], ['boris approve a', 'b:boris']],
    check: ({ events }) => {
      const asked = events.find(({ type }) => type === 'question-asked');
      assertSame(asked, { type: 'question-asked', token: '1', node: 'a', task: { id: '3', assignee: 'anna', asked: 'dina' }, question: 'Why?', by: 'dina', trace: { code: 'task.asked', params: { person: 'dina', question: 'Why?' } } }, 'the question');
    },
  },
  {
    name: 'a question that is not answered is in nobody\'s way',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['ask a anna', 'a:anna? a:boris'], ['boris approve a', '-a:anna? b:boris']],
  },
  {
    name: 'a question decides nothing among several people',
    route: 'a approval group:pair mode=all; start -> a -> b -> end',
    play: [['start', 'a:boris a:fiona'], ['ask a anna', 'a:anna? a:boris a:fiona'], ['boris approve a', 'a:anna? a:fiona'], ['fiona approve a', '-a:anna? b:boris']],
  },
  {
    name: 'an answer may fill in fields',
    route: 'start -> a -> x; x -> b if =amount > 1000; x -> end1 else; b -> end',
    play: [['start', 'a:boris'], ['ask a anna', 'a:anna? a:boris'], ['anna answer a', 'a* a:boris', { data: { amount: 2000 } }], ['boris approve a', 'b:boris']],
  },
  {
    name: 'a question that is handed over stays a question, and is nobody\'s to delegate',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['ask a anna', 'a:anna? a:boris'], ['delegate a anna leo', 'error STATE'], ['give a anna erik', 'a:boris a:erik?'], ['erik answer a', 'a:boris']],
  },
  {
    name: 'a question can be taken back and cannot be approved',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['ask a anna', 'a:anna? a:boris'], ['anna approve a', 'error INVALID'], ['remove a anna', '-a:anna? a:boris'], ['ask a zzz', 'error INVALID']],
  },
];
