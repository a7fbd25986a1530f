import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** How a request ends. */
export const endCases: readonly CoreCase[] = [
  {
    name: 'ends when the last token reaches an end',
    route: 'start -> and1; and1 -> a -> end1; and1 -> b -> end2',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'ends where no flow leads on',
    route: 'start -> a',
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'tells the state of the end that was reached',
    route: 'bad end refused; start -> a -> bad',
    play: [['start', 'a:boris'], ['boris approve a', 'end:refused']],
    check: ({ state }) => assertSame(state.end, { state: 'refused', node: 'bad' }, 'the end is named'),
  },
  {
    name: 'of two ends reached on parallel ways the one that is no success counts',
    route: 'bad end rejected; start -> and1; and1 -> a -> bad; and1 -> b -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:rejected']],
  },
  {
    name: 'it counts as well when it is reached last',
    route: 'bad end rejected; start -> and1; and1 -> a -> bad; and1 -> b -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'end:rejected']],
  },
  {
    name: 'a terminating end stops everything else',
    route: 'stop end rejected terminate; t timer on=b duration=P1D; w wait duration=P1D; start -> and1; and1 -> a -> stop; and1 -> b -> and2; and1 -> c -> and2; and1 -> w -> and2; t -> end1; and2 -> end',
    play: [['start', 'a:boris b:boris c:boris @t @w'], ['boris approve a', '-b:boris -c:boris end:rejected']],
    check: ({ state }) => assertSame([state.tokens, state.timers], [[], []], 'nothing is left open'),
  },
  {
    name: 'nothing can be done once it has ended',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed'], ['boris approve a', 'error STATE'], ['withdraw', 'error STATE'], ['retry', 'error STATE']],
  },
  {
    name: 'the initiator is told about the end',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
    check: ({ last }) => assertSame(last.effects.at(-1), { type: 'notify', to: ['anna'], event: 'request-ended' }, 'the last effect'),
  },
  {
    name: 'withdrawing takes back everything open',
    route: 't timer on=a duration=P1D; start -> and1; and1 -> a -> and2; and1 -> b -> and2; t -> end1; and2 -> end',
    play: [['start', 'a:boris b:boris @t'], ['withdraw', '-a:boris -b:boris end:withdrawn']],
  },
  {
    name: 'cancelling keeps who and why',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['cancel', '-a:boris end:cancelled']],
    check: ({ events }) => assertSame(events.at(-1), { type: 'process-ended', state: 'cancelled', by: 'admin', reason: 'not needed' }, 'the last fact'),
  },
  {
    name: 'a request that cannot go on can be withdrawn',
    route: 'a approval group:empty; start -> a -> end',
    play: [['start', '!no-performer:a'], ['withdraw', 'end:withdrawn']],
  },
];
