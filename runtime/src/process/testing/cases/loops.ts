import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const people = { data: { people: ['boris', 'dina', 'fiona'], amount: 500 } };

/** Activities that are repeated: for each of a list, so many times, while a condition holds. */
export const loopCases: readonly CoreCase[] = [
  {
    name: 'does a step for each of a list at once',
    route: 'a approval field:who each==people as=who; start -> a -> b -> end',
    world: people,
    play: [['start', 'a:boris a:dina a:fiona'], ['dina approve a', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'b:boris']],
  },
  {
    name: 'does a step for each of a list one after another',
    route: 'a approval field:who each==people as=who serial; start -> a -> b -> end',
    world: people,
    play: [['start', 'a:boris'], ['boris approve a', 'a:dina'], ['dina approve a', 'a:fiona'], ['fiona approve a', 'b:boris']],
  },
  {
    name: 'does a step so many times as a number says',
    route: 'a approval boris times=2; start -> a -> b -> end',
    play: [['start', 'a:boris a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'does a step so many times as an expression says',
    route: `a approval boris times='=amount / 250' serial; start -> a -> b -> end`,
    play: [['start', 'a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'keeps the list as it was when the step began',
    route: 'a approval field:who each==people as=who serial; start -> a -> end',
    world: people,
    play: [['start', 'a:boris'], ['boris approve a', 'a:dina', { world: { data: { people: [] } } }], ['dina approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'passes by a step whose list is empty',
    route: 'a approval field:who each==people as=who; t timer on=a duration=P1D; t -> end1; start -> a -> b -> end',
    world: { data: { people: [] } },
    play: [['start', 'b:boris']],
  },
  {
    name: 'takes a list that is not filled for an empty one',
    route: 'a approval field:who each==note as=who; start -> a -> b -> end',
    play: [['start', 'b:boris']],
  },
  {
    name: 'stops with an incident where there is no list, and goes on when there is',
    route: 'a approval field:who each==amount as=who; start -> a -> end',
    play: [['start', '!loop-without-list:a'], ['retry', 'a:dina', { world: { data: { amount: ['dina'] } } }], ['dina approve a', 'end:completed']],
  },
  {
    name: 'stops with an incident where the list would be endless',
    route: 'a approval boris times=501; start -> a -> end',
    play: [['start', '!too-many-instances:a']],
  },
  {
    name: 'stops with an incident where the list names what does not exist',
    route: 'a approval boris each==nope; start -> a -> end',
    play: [['start', '!feel.missing:a']],
  },
  {
    name: 'has enough when a condition over the instances holds',
    route: `a approval field:who each==people as=who until='=nrOfCompletedInstances / nrOfInstances > 0.5'; start -> a -> b -> end`,
    world: people,
    play: [['start', 'a:boris a:dina a:fiona'], ['dina approve a', 'a:boris a:fiona'], ['boris approve a', '-a:fiona b:boris']],
    check: ({ events }) => assertSame(events.flatMap((event) => (event.type === 'task-cancelled' ? [event.trace.code] : [])), ['loop.enough'], 'why the third is not asked'),
  },
  {
    name: 'knows how many instances are still under way',
    route: `a approval field:who each==people as=who until='=nrOfActiveInstances <= 1'; start -> a -> b -> end`,
    world: people,
    play: [['start', 'a:boris a:dina a:fiona'], ['dina approve a', 'a:boris a:fiona'], ['boris approve a', '-a:fiona b:boris']],
  },
  {
    name: 'stops one after another when somebody rejects',
    route: `a approval field:who each==people as=who serial until='=steps.a.outcome = "reject"'; start -> a -> b -> end`,
    world: people,
    play: [['start', 'a:boris'], ['boris approve a', 'a:dina'], ['dina reject a', 'b:boris']],
  },
  {
    name: 'an enough that cannot be told is an incident that keeps what was decided',
    route: `a approval field:who each==people as=who until='=nope'; start -> a -> b -> end`,
    world: people,
    play: [
      ['start', 'a:boris a:dina a:fiona'],
      ['dina approve a', 'a:boris a:fiona !feel.missing:a'],
      ['retry', '-a:boris -a:fiona b:boris', { world: { data: { ...people.data, nope: true } } }],
    ],
    check: ({ state }) => assertSame(state.steps.a?.round, 1, 'nobody was asked twice'),
  },
  {
    name: 'a timer on the border of a repeated step interrupts all instances',
    route: 'a approval field:who each==people as=who; t timer on=a duration=P1D; start -> a -> b -> end; t -> c -> end1',
    world: people,
    play: [['start', 'a:boris a:dina a:fiona @t'], ['dina approve a', 'a:boris a:fiona @t'], ['fire t', '-a:boris -a:fiona c:boris']],
  },
  {
    name: 'a message on the border of a repeated step comes once',
    route: 'a approval field:who each==people as=who; m timer on=a message=stop; start -> a -> b -> end; m -> c -> end1',
    world: people,
    play: [['start', 'a:boris a:dina a:fiona'], ['message stop', '-a:boris -a:dina -a:fiona c:boris']],
  },
  {
    name: 'instances share a step among several people too',
    route: 'a approval group:pair mode=all times=2; start -> a -> end',
    play: [['start', 'a:boris a:boris a:fiona a:fiona'], ['boris approve a', 'a:boris a:fiona a:fiona'], ['fiona approve a', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'instances that are skipped are done',
    route: `a approval field:who each==people as=who skip='=who = "dina"' serial; start -> a -> end`,
    world: people,
    play: [['start', 'a:boris'], ['boris approve a', '~a a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'does a subprocess for each of a list, each with its own item',
    route: 'sub subprocess each==people as=who; in sub: start2 -> a -> b -> end2; in sub: a approval field:who; in sub: b approval dina; start -> sub -> c -> end',
    world: people,
    play: [
      ['start', 'a:boris a:dina a:fiona'],
      ['fiona approve a', 'a:boris a:dina b:dina'],
      ['boris approve a', 'a:dina b:dina b:dina'],
      ['dina approve b', 'a:dina b:dina'],
      ['dina approve b', 'a:dina'],
      ['dina approve a', 'b:dina'],
      ['dina approve b', 'c:boris'],
    ],
  },
  {
    name: 'branches inside an instance read its item',
    route: `sub subprocess each==people as=who serial; in sub: start2 -> x2; in sub: x2 -> a if =who = "dina"; in sub: x2 -> b else; in sub: a -> end2; in sub: b -> end3; start -> sub -> c -> end`,
    world: people,
    play: [['start', 'b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'c:boris']],
  },
  {
    name: 'an error in one instance interrupts all',
    route: 'sub subprocess each==people as=who; in sub: a approval field:who; in sub: start2 -> a -> x2; in sub: x2 -> bad if =steps.a.outcome = "reject"; in sub: x2 -> end2 else; in sub: bad end rejected error=broken; e timer on=sub error=broken; start -> sub -> c -> end; e -> d -> end1',
    world: people,
    play: [['start', 'a:boris a:dina a:fiona'], ['boris approve a', 'a:dina a:fiona'], ['dina reject a', '-a:fiona d:boris']],
  },
  {
    name: 'an action for each of a list adds up',
    route: `s action each==people as=who set='total:=total + 1' serial; start -> s -> x; x -> a if =total = 3; x -> b else; a -> end; b -> end`,
    world: { data: { ...people.data, total: 0 } },
    play: [['start', 's* s* s* a:boris']],
  },
  {
    name: 'what an instance sets of its own stays its own',
    route: `sub subprocess each==people as=who; in sub: s action set='who:="leo",loopCounter:=7'; in sub: a approval field:who; in sub: start2 -> s -> a -> end2; start -> sub -> end`,
    world: { data: { people: ['boris'] } },
    play: [['start', 'a:leo'], ['leo approve a', 'end:completed']],
  },
  {
    name: 'repeats a step while a condition holds',
    route: `a approval boris repeat='=steps.a.outcome = "reject"'; start -> a -> b -> end`,
    play: [['start', 'a:boris'], ['boris reject a', 'a:boris'], ['boris reject a', 'a:boris'], ['boris approve a', 'b:boris']],
    check: ({ state }) => assertSame(state.steps.a?.round, 3, 'rounds are counted'),
  },
  {
    name: 'repeats a step at most so often',
    route: `a approval boris repeat='=steps.a.outcome = "reject"' most=2; start -> a -> b -> end`,
    play: [['start', 'a:boris'], ['boris reject a', 'a:boris'], ['boris reject a', 'b:boris']],
  },
  {
    name: 'repeats a step so often without any condition',
    route: 'a approval boris most=2; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'asks before the first time when told to',
    route: `a approval boris repeat='=amount > 1000' before; start -> a -> b -> end`,
    play: [['start', 'b:boris']],
  },
  {
    name: 'repeats a subprocess while a condition holds',
    route: `sub subprocess repeat='=steps.a.outcome = "reject"'; in sub: start2 -> a -> end2; t timer on=sub duration=P1D; t -> end1; start -> sub -> b -> end`,
    play: [['start', 'a:boris @t'], ['boris reject a', 'a:boris @t'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'repeats an action while a condition holds',
    route: `s action set='amount:=amount - 200' repeat='=amount > 0'; start -> s -> a -> end`,
    play: [['start', 's* s* s* a:boris']],
  },
  {
    name: 'repeats waiting for messages',
    route: 'r receive message=part times=2; start -> r -> a -> end',
    play: [['start', '?r ?r'], ['message part', '?r'], ['message part', 'a:boris']],
  },
];
