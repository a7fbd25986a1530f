import type { CoreCase } from '../play.js';

const block = (more: string): string => `
  start -> or1
  or1 -> a if =amount > 100
  or1 -> b if =urgent
  or1 -> c if =note = "yes"
  or1 -> d else
  a -> or2; b -> or2; c -> or2; d -> or2
  or2 -> z
  ${more}
`;

const filled = (urgent: boolean, note: string) => ({ data: { amount: 500, urgent, note } });

/** The inclusive gateway and its join by reachability. */
export const inclusiveCases: readonly CoreCase[] = [
  {
    name: 'takes the only inclusive branch that applies',
    route: block('z -> end'),
    play: [['start', 'a:boris'], ['boris approve a', 'z:boris']],
  },
  {
    name: 'joins two inclusive branches that apply',
    route: block('z -> end'),
    world: filled(true, ''),
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'z:boris'], ['boris approve z', 'end:completed']],
  },
  {
    name: 'joins three inclusive branches that apply',
    route: block('z -> end'),
    world: filled(true, 'yes'),
    play: [['start', 'a:boris b:boris c:boris'], ['boris approve c', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'z:boris']],
  },
  {
    name: 'takes the default inclusive branch when no other applies',
    route: block('z -> end'),
    world: { data: { amount: 5, urgent: false, note: null } },
    play: [['start', 'd:boris'], ['boris approve d', 'z:boris']],
  },
  {
    name: 'stops with an incident when no inclusive branch applies',
    route: 'start -> or1; or1 -> a if =amount > 1000; or1 -> b if =urgent; a -> or2; b -> or2; or2 -> end',
    play: [['start', '!no-flow:or1']],
  },
  {
    name: 'waits at an inclusive join for a branch that is being reworked',
    route: `start -> or1; or1 -> x1 if =amount > 100; or1 -> b if =urgent; x1 -> a -> x2; x2 -> r if =steps.a.outcome = "reject"; x2 -> or2 else; r rework initiator; r -> x1; b -> or2; or2 -> z -> end`,
    world: filled(true, ''),
    play: [
      ['start', 'a:boris b:boris'],
      ['boris reject a', 'b:boris r:anna'],
      ['boris approve b', 'r:anna'],
      ['anna resubmit r', 'a:boris'],
      ['boris approve a', 'z:boris'],
    ],
  },
  {
    name: 'goes back before an inclusive split and through it again',
    route: block('z -> x1; x1 -> x0 if =steps.z.outcome = "reject"; x1 -> end else').replace('start -> or1', 'start -> x0 -> or1'),
    world: filled(true, ''),
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'z:boris'],
      ['boris reject z', 'a:boris b:boris'],
      ['boris approve b', 'a:boris'],
      ['boris approve a', 'z:boris'],
      ['boris approve z', 'end:completed'],
    ],
  },
  {
    name: 'goes on at an inclusive join when the other branch has ended elsewhere',
    route: 'start -> or1; or1 -> a if =amount > 100; or1 -> b if =urgent; a -> x1; x1 -> end1 if =steps.a.outcome = "reject"; x1 -> or2 else; b -> or2; or2 -> z -> end',
    world: filled(true, ''),
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris reject a', 'z:boris'], ['boris approve z', 'end:completed']],
  },
  {
    name: 'nests inclusive blocks',
    route: 'start -> or1; or1 -> or3 if =amount > 100; or1 -> c if =urgent; or3 -> a if =amount > 200; or3 -> b if =amount > 300; a -> or4; b -> or4; or4 -> or2; c -> or2; or2 -> z -> end',
    world: filled(true, ''),
    play: [['start', 'a:boris b:boris c:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'z:boris']],
  },
  {
    name: 'joins inclusive branches inside a parallel block without waiting for its other branch',
    route: 'start -> and1; and1 -> or1; or1 -> a if =amount > 100; or1 -> b if =urgent; a -> or2; b -> or2; or2 -> z -> and2; and1 -> c -> and2; and2 -> end',
    world: filled(true, ''),
    play: [['start', 'a:boris b:boris c:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve b', 'c:boris z:boris'], ['boris approve z', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'does not wait at an inclusive join for a token that would come only in a later round',
    route: `start -> x0 -> and1; and1 -> or1; or1 -> a if =amount > 100; or1 -> b if =urgent; a -> or2; b -> or2; or2 -> z -> and2; and1 -> c -> and2
      and2 -> d -> x1; x1 -> x0 if =steps.d.outcome = "reject"; x1 -> end else`,
    play: [
      ['start', 'a:boris c:boris'],
      ['boris approve a', 'c:boris z:boris'],
      ['boris approve c', 'z:boris'],
      ['boris approve z', 'd:boris'],
      ['boris reject d', 'a:boris c:boris'],
      ['boris approve c', 'a:boris'],
      ['boris approve a', 'z:boris'],
    ],
  },
  {
    name: 'waits at an inclusive join for a timer that may still fire into it',
    route: 'start -> or1; or1 -> a if =amount > 100; or1 -> b if =urgent; a -> x1 -> or2; t timer on=a duration=P1D; t -> end1; b -> or2; or2 -> z -> end',
    world: filled(true, ''),
    play: [['start', 'a:boris b:boris @t'], ['boris approve b', 'a:boris @t'], ['fire t', '-a:boris z:boris']],
  },
];
