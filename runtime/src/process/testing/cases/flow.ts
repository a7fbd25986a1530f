import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** Sequence, exclusive and parallel gateways. */
export const flowCases: readonly CoreCase[] = [
  {
    name: 'does one step after another',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'ends at once where nobody is asked',
    route: 'start -> end',
    play: [['start', 'end:completed']],
  },
  {
    name: 'takes the first branch whose condition holds',
    route: 'start -> x; x -> a if =amount > 1000; x -> b if =amount > 100; x -> c if =amount > 10; x -> d else; a -> end; b -> end; c -> end; d -> end',
    play: [['start', 'b:boris']],
  },
  {
    name: 'takes the default branch when no condition holds',
    route: 'start -> x; x -> a if =amount > 1000; x -> b else; a -> end; b -> end',
    play: [['start', 'b:boris']],
    check: ({ last }) => assertSame(last.trace.some((trace) => trace.code === 'branch.default'), true, 'the default branch is explained'),
  },
  {
    name: 'stops with an incident that names the gateway when no branch applies',
    route: 'start -> x; x -> a if =amount > 1000; x -> b if =urgent; a -> end; b -> end',
    play: [['start', '!no-flow:x'], ['retry', '!no-flow:x'], ['retry', 'a:boris', { world: { data: { amount: 2000, urgent: false } } }]],
  },
  {
    name: 'stops with an incident when a condition names what does not exist',
    route: 'start -> x; x -> a if =amuont > 100; x -> b else; a -> end; b -> end',
    play: [['start', '!feel.missing:x']],
  },
  {
    name: 'takes an empty field for no reason to branch off',
    route: 'start -> x; x -> a if =note = "yes"; x -> b if =chosen > 5; x -> c else; a -> end; b -> end; c -> end',
    play: [['start', 'c:boris']],
  },
  {
    name: 'reckons with an empty field without stopping',
    route: 'start -> x; x -> a if =chosen + 10 > 5; x -> b else; a -> end; b -> end',
    play: [['start', 'b:boris']],
  },
  {
    name: 'takes a step that is not done yet for one without outcome',
    route: 'start -> x; x -> a if =steps.b.outcome = "approve"; x -> b else; a -> end; b -> end',
    play: [['start', 'b:boris']],
  },
  {
    name: 'branches on the outcome of a step',
    route: 'start -> a -> x; x -> b if =steps.a.outcome = "approve"; x -> bad else; bad end rejected; b -> end',
    play: [['start', 'a:boris'], ['boris reject a', 'end:rejected']],
  },
  {
    name: 'branches on request, initiator and date',
    route: 'start -> x; x -> a if =request.kind = "work" and initiator.unit = "east" and today = "2026-03-02"; x -> b else; a -> end; b -> end',
    play: [['start', 'a:boris']],
  },
  {
    name: 'waits at a parallel join for every branch',
    route: 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'nests parallel blocks',
    route: 'start -> and1; and1 -> a -> and4; and1 -> and2; and2 -> b -> and3; and2 -> c -> and3; and3 -> and4 -> end',
    play: [['start', 'a:boris b:boris c:boris'], ['boris approve c', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'joins branches of different length',
    route: 'start -> and1; and1 -> a -> b -> and2; and1 -> and2; and1 -> c -> and2; and2 -> end',
    play: [['start', 'a:boris c:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'opens what follows a parallel join once, however long its branches run by themselves',
    route: 'start -> and1; and1 -> p -> q -> and2; and1 -> r -> and2; and1 -> and2; and2 -> c -> end; p notification dina; q notification dina; r notification dina',
    play: [['start', '>p:dina >r:dina >q:dina c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'does a step twice when two tokens come to it',
    route: 'start -> and1; and1 -> a -> x3; and1 -> b -> x3; x3 -> c -> end',
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris c:boris'],
      ['boris approve c', 'c:boris'],
      ['boris approve c', 'end:completed'],
    ],
  },
  {
    name: 'takes one token from each flow at a parallel join and leaves the rest waiting',
    route: 'start -> and1; and1 -> a -> x3; and1 -> b -> x3; x3 -> and2; and1 -> c -> and2; and2 -> d -> end',
    play: [
      ['start', 'a:boris b:boris c:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris'],
      ['boris approve c', 'd:boris'],
      ['boris approve d', ''],
    ],
    check: ({ state }) => assertSame(state.tokens.map(({ node }) => node), ['and2'], 'the spare token waits at the join'),
  },
  {
    name: 'loses no token when two come to a join at once and one waits there',
    route: 'start -> and1; and1 -> a -> x3; and1 -> b -> and3; and3 -> x3; and3 -> x4; x3 -> and2; x4 -> and2 -> d -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'd:boris'], ['boris approve d', '']],
    check: ({ state }) => assertSame(state.tokens.map(({ node }) => node), ['and2'], 'the spare token waits at the join'),
  },
  {
    name: 'goes back into a parallel block from behind it',
    route: 'start -> x1 -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> x2; x2 -> x1 if =steps.c.outcome = "reject"; x2 -> end else',
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'c:boris'],
      ['boris reject c', 'a:boris b:boris'],
      ['boris approve b', 'a:boris'],
      ['boris approve a', 'c:boris'],
      ['boris approve c', 'end:completed'],
    ],
    check: ({ state }) => assertSame(state.steps.c?.round, 2, 'the second round is counted'),
  },
  {
    name: 'goes back within one branch of a parallel block',
    route: 'start -> and1; and1 -> x1 -> a -> x2; x2 -> x1 if =steps.a.outcome = "reject"; x2 -> and2 else; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris'], ['boris reject a', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'passes rework any number of times',
    route: 'start -> x1 -> a -> x2; x2 -> r if =steps.a.outcome = "reject"; x2 -> end else; r rework initiator; r -> x1',
    play: [
      ['start', 'a:boris'],
      ['boris reject a', 'r:anna'],
      ['anna resubmit r', 'a:boris'],
      ['boris reject a', 'r:anna'],
      ['anna resubmit r', 'a:boris'],
      ['boris approve a', 'end:completed'],
    ],
    check: ({ state }) => assertSame([state.steps.a?.round, state.steps.r?.round], [3, 2], 'rounds are counted'),
  },
  {
    name: 'leaves a loop when a condition counts its rounds',
    route: 'start -> x1 -> a -> x2; x2 -> x1 if =steps.a.outcome = "reject" and steps.a.round < 2; x2 -> b else; b -> end',
    play: [['start', 'a:boris'], ['boris reject a', 'a:boris'], ['boris reject a', 'b:boris']],
  },
];
