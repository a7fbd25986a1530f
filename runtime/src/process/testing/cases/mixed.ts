import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const amount = (value: number) => ({ data: { amount: value, urgent: false, note: null } });

/** Gateways, timers, loops, modes and ends together, as real routes have them. */
export const mixedCases: readonly CoreCase[] = [
  {
    name: 'chooses between a parallel block and a single step',
    route: 'start -> x1; x1 -> and1 if =amount > 1000; x1 -> c else; and1 -> a -> and2; and1 -> b -> and2; and2 -> x2; c -> x2 -> end',
    world: amount(5000),
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'takes the single step beside a parallel block',
    route: 'start -> x1; x1 -> and1 if =amount > 1000; x1 -> c else; and1 -> a -> and2; and1 -> b -> and2; and2 -> x2; c -> x2 -> end',
    play: [['start', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'chooses in one branch of a parallel block while the other is open',
    route: 'start -> and1; and1 -> x1; x1 -> a if =amount > 1000; x1 -> x2 else; a -> x2 -> and2; and1 -> b -> and2; and2 -> end',
    world: amount(5000),
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'passes over a stage in one branch of a parallel block',
    route: 'start -> and1; and1 -> x1; x1 -> a if =amount > 1000; x1 -> x2 else; a -> x2 -> and2; and1 -> b -> and2; and2 -> c -> end',
    play: [['start', 'b:boris'], ['boris approve b', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'passes over stages one after another',
    route: 'start -> x1; x1 -> a if =amount > 100; x1 -> x2 else; a -> x2; x2 -> b if =amount > 1000; x2 -> x3 else; b -> x3; x3 -> c if =amount > 300; x3 -> x4 else; c -> x4 -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'splits into two parallel blocks one after another',
    route: 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> and3; and3 -> c -> and4; and3 -> d -> and4; and4 -> end',
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'c:boris d:boris'],
      ['boris approve d', 'c:boris'],
      ['boris approve c', 'end:completed'],
    ],
  },
  {
    name: 'joins and splits at one gateway',
    route: 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> and3; and2 -> d -> and3; and3 -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris d:boris'], ['boris approve c', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'joins three branches of which one is empty',
    route: 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and1 -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'leaves an inclusive split along every way that applies, to ends of their own',
    route: 'bad end rejected; start -> or1; or1 -> a if =amount > 100; or1 -> b if =amount > 200; or1 -> c else; a -> end1; b -> bad; c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:rejected']],
  },
  {
    name: 'leaves an inclusive split by default when nothing applies, to an end of its own',
    route: 'start -> or1; or1 -> a if =amount > 1000; or1 -> b else; a -> end1; b -> end2',
    play: [['start', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'reads the data of a decision in the choice that sends it back',
    route: 'r rework initiator; start -> x1 -> a -> x2; x2 -> r if =steps.a.outcome = "reject" and amount > 100; x2 -> end else; r -> x1',
    play: [
      ['start', 'a:boris'],
      ['boris reject a', 'r:anna'],
      ['anna resubmit r', 'a:boris', { data: { amount: 50 } }],
      ['boris reject a', 'end:completed'],
    ],
  },
  {
    name: 'goes back over several steps',
    route: 'r rework initiator; start -> x1 -> a -> b -> c -> x2; x2 -> r if =steps.c.outcome = "reject"; x2 -> end else; r -> x1',
    play: [
      ['start', 'a:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'c:boris'],
      ['boris reject c', 'r:anna'],
      ['anna resubmit r', 'a:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'c:boris'],
      ['boris approve c', 'end:completed'],
    ],
    check: ({ state }) => assertSame([state.steps.a?.round, state.steps.c?.round], [2, 2], 'rounds are counted'),
  },
  {
    name: 'goes back to different steps from one choice',
    route: 'start -> x1 -> a -> x2 -> b -> x3; x3 -> x1 if =steps.b.outcome = "reject" and steps.b.round = 1; x3 -> x2 if =steps.b.outcome = "reject"; x3 -> end else',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris reject b', 'a:boris'], ['boris approve a', 'b:boris'], ['boris reject b', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'sends a shared step back and asks everybody again',
    route: 'a approval group:pair mode=all; start -> x1 -> a -> x2; x2 -> x1 if =steps.a.outcome = "reject"; x2 -> end else',
    play: [
      ['start', 'a:boris a:fiona'],
      ['boris approve a', 'a:fiona'],
      ['fiona reject a', 'a:boris a:fiona'],
      ['fiona approve a', 'a:boris'],
      ['boris approve a', 'end:completed'],
    ],
  },
  {
    name: 'begins the turn anew after rework',
    route: 'a approval group:pair mode=inTurn; r rework initiator; start -> x1 -> a -> x2; x2 -> r if =steps.a.outcome = "reject"; x2 -> end else; r -> x1',
    play: [['start', 'a:boris'], ['boris approve a', 'a:fiona'], ['fiona reject a', 'r:anna'], ['anna resubmit r', 'a:boris'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'shares steps in both branches of a parallel block, each in its own mode',
    route: 'a approval group:board mode=quorum:2; b approval group:pair mode=inTurn; start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end',
    play: [
      ['start', 'a:boris a:dina a:fiona b:boris'],
      ['boris approve b', 'a:boris a:dina a:fiona b:fiona'],
      ['dina approve a', 'a:boris a:fiona b:fiona'],
      ['boris approve a', '-a:fiona b:fiona'],
      ['fiona approve b', 'end:completed'],
    ],
  },
  {
    name: 'stops the other branch by a terminating end behind a choice',
    route: 'stop end rejected terminate; start -> and1; and1 -> a -> x1; x1 -> stop if =steps.a.outcome = "reject"; x1 -> end1 else; and1 -> b -> end2',
    play: [['start', 'a:boris b:boris'], ['boris reject a', '-b:boris end:rejected']],
  },
  {
    name: 'lets the other branch go on when the terminating end is not chosen',
    route: 'stop end rejected terminate; start -> and1; and1 -> a -> x1; x1 -> stop if =steps.a.outcome = "reject"; x1 -> end1 else; and1 -> b -> end2',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'ends all by a terminating end that a timer leads to',
    route: 'stop end cancelled terminate; t timer on=a duration=P5D; start -> a -> end; t -> stop',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris end:cancelled']],
  },
  {
    name: 'ends all by a terminating end beside a step that goes on',
    route: 'stop end cancelled terminate; t timer on=a duration=P5D keep; start -> a -> end; t -> stop',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris end:cancelled']],
  },
  {
    name: 'comes back to the step by its own timer after somebody has looked',
    route: 't timer on=a duration=P1D; start -> x1 -> a -> end; t -> b -> x1',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris b:boris'], ['boris approve b', 'a:boris @t'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'goes one way when a step is done and another when its time is up, to one step',
    route: 't timer on=a duration=P1D; start -> a -> x1 -> c -> end; t -> b -> x1',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris b:boris'], ['boris approve b', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'waits in one branch of a parallel block while the other is done',
    route: 'w wait duration=P1D; start -> and1; and1 -> w -> and2; and1 -> a -> and2; and2 -> b -> end',
    play: [['start', 'a:boris @w'], ['boris approve a', '@w'], ['fire w', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'reminds beside both branches of a parallel block',
    route: 't1 timer on=a duration=PT1H keep; t2 timer on=b duration=PT2H keep; n1 notification dina; n2 notification dina; start -> and1; and1 -> a -> end1; and1 -> b -> end2; t1 -> n1 -> end3; t2 -> n2 -> end4',
    play: [['start', 'a:boris b:boris @t1 @t2'], ['fire t2', '>n2:dina a:boris b:boris @t1'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'skips steps on both sides of a choice',
    route: `a approval boris skip='=amount > 1'; b approval fiona skip='=amount > 1'; start -> a -> x1; x1 -> b if =steps.a.outcome = "approve"; x1 -> c else; b -> d -> end; c -> end`,
    play: [['start', '~a ~b d:boris']],
  },
  {
    name: 'skips all of a parallel block',
    route: `a approval boris skip='=amount > 1'; b approval fiona skip='=amount > 1'; start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> end`,
    play: [['start', '~a ~b c:boris']],
  },
  {
    name: 'sets fields on the way back, so that the loop is left',
    route: `s action set='n:=n + 1'; start -> x1 -> a -> x2; x2 -> s if =steps.a.outcome = "reject" and n < 2; x2 -> end else; s -> x1`,
    world: { data: { n: 0 } },
    play: [['start', 'a:boris'], ['boris reject a', 's* a:boris'], ['boris reject a', 's* a:boris'], ['boris reject a', 'end:completed']],
  },
];
