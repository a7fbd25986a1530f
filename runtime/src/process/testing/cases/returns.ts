import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const block = 'start -> z -> and1; and1 -> a -> c -> and2; and1 -> b -> and2; and2 -> d -> end;';

/** The same with a way back from behind it, by which everything leads to everything. */
const round = 'start -> x1; x1 -> and1; and1 -> a -> c -> and2; and1 -> b -> e -> and2; and2 -> d -> x2; x2 -> r if =steps.d.outcome = "reject"; x2 -> end else; r rework initiator; r -> x1;';

/** Going back to a step that was done before. */
export const returnCases: readonly CoreCase[] = [
  {
    name: 'goes back to an earlier step',
    route: 'start -> a -> b -> c -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'c:boris'], ['return a', '-c:boris a:boris'], ['boris approve a', 'b:boris']],
    check: ({ events }) =>
      assertSame(
        events.find(({ type }) => type === 'request-returned'),
        { type: 'request-returned', node: 'a', by: 'dina', trace: { code: 'task.returned', params: { step: 'a', person: 'dina' } } },
        'who returned the request, and where to',
      ),
  },
  {
    name: 'goes back from a step that is shared',
    route: 'b approval group:pair mode=all; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris b:fiona'], ['fiona approve b', 'b:boris'], ['return a', '-b:boris a:boris'], ['boris approve a', 'b:boris b:fiona']],
  },
  {
    name: 'disarms timers of what is taken back',
    route: 't timer on=b duration=P1D; start -> a -> b -> end; t -> end1',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris @t'], ['return a', '-b:boris a:boris']],
  },
  {
    name: 'goes back out of a parallel block, whose branches are taken back',
    route: block,
    play: [['start', 'z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve a', 'b:boris c:boris'], ['return z', '-c:boris -b:boris z:boris'], ['boris approve z', 'a:boris b:boris']],
  },
  {
    name: 'forgets branches that wait at a join when it goes back before the block',
    route: block,
    play: [['start', 'z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['return z', '-a:boris z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'd:boris']],
  },
  {
    name: 'goes back within a branch and leaves the others alone',
    route: block,
    play: [['start', 'z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve a', 'b:boris c:boris'], ['return a', '-c:boris a:boris b:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'd:boris']],
  },
  {
    name: 'goes back within a branch while another one waits at the join',
    route: block,
    play: [['start', 'z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris'], ['return a', '-c:boris a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'd:boris']],
  },
  {
    name: 'goes back into a block from behind it; the other branches are done',
    route: block,
    play: [['start', 'z:boris'], ['boris approve z', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'd:boris'], ['return a', '-d:boris a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'goes back into the inner of two blocks',
    route: 'start -> and1; and1 -> and2; and1 -> b -> and4; and2 -> a -> and3; and2 -> c -> and3; and3 -> and4 -> d -> end',
    play: [
      ['start', 'a:boris b:boris c:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve c', 'b:boris'],
      ['boris approve b', 'd:boris'],
      ['return c', '-d:boris c:boris'],
      ['boris approve c', 'd:boris'],
      ['boris approve d', 'end:completed'],
    ],
  },
  {
    name: 'goes back out of inclusive ways',
    route: 'start -> a -> or1; or1 -> b if =amount > 1; or1 -> c if =amount > 2; b -> or2; c -> or2; or2 -> d -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve b', 'c:boris'], ['return a', '-c:boris a:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'd:boris']],
  },
  {
    name: 'goes back out of a subprocess',
    route: 'sub subprocess; in sub: start2 -> b -> c -> end2; t timer on=sub duration=P1D; t -> end1; start -> a -> sub -> d -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris @t'], ['return a', '-b:boris a:boris'], ['boris approve a', 'b:boris @t']],
  },
  {
    name: 'goes back within a subprocess',
    route: 'sub subprocess; in sub: start2 -> b -> c -> end2; t timer on=sub duration=P1D; t -> end1; start -> sub -> d -> end',
    play: [['start', 'b:boris @t'], ['boris approve b', 'c:boris @t'], ['return b', '-c:boris b:boris @t'], ['boris approve b', 'c:boris @t'], ['boris approve c', 'd:boris']],
  },
  {
    name: 'goes back into a subprocess that is done',
    route: 'sub subprocess; in sub: inner subprocess; in inner: start3 -> b -> c -> end3; in sub: start2 -> inner -> end2; t timer on=sub duration=P1D; t -> end1; start -> sub -> d -> end',
    play: [['start', 'b:boris @t'], ['boris approve b', 'c:boris @t'], ['boris approve c', 'd:boris'], ['return c', '-d:boris c:boris @t'], ['boris approve c', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'goes back out of a called route',
    route: 'c call route=check; start -> a -> c -> end',
    called: { check: 'start -> b -> end' },
    play: [['start', 'a:boris'], ['boris approve a', 'c/b:boris'], ['return a', '-c/b:boris a:boris']],
  },
  {
    name: 'goes back within the instance whose task it is',
    route: 'sub subprocess each==people as=who; in sub: a approval field:who; in sub: b approval field:who; in sub: start2 -> a -> b -> end2; start -> sub -> end',
    world: { data: { people: ['boris', 'dina'] } },
    play: [['start', 'a:boris a:dina'], ['dina approve a', 'a:boris b:dina'], ['boris approve a', 'b:boris b:dina'], ['return a b', '-b:boris a:boris b:dina']],
  },
  {
    name: 'refuses to open one instance of a subprocess that is done',
    route: 'sub subprocess times=2; in sub: start2 -> a -> end2; start -> sub -> b -> end',
    play: [['start', 'a:boris a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'b:boris'], ['return a', 'error STATE']],
  },
  {
    name: 'goes back out of a subprocess that an event started',
    route: 'help beside; in help: begin1 begin message=stop; in help: begin1 -> h -> end2; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['message stop', '-b:boris h:boris'], ['return a', '-h:boris a:boris'], ['message stop', '-a:boris h:boris']],
  },
  {
    name: 'leaves alone what runs beside and does not come from the step',
    route: 't timer on=a duration=P1D keep; start -> a -> b -> c -> end; t -> h -> end1',
    play: [['start', 'a:boris @t'], ['fire t', 'a:boris h:boris'], ['boris approve a', 'b:boris h:boris'], ['boris approve b', 'c:boris h:boris'], ['return b', '-c:boris b:boris h:boris']],
  },
  {
    name: 'goes back from an incident',
    route: 'b approval group:empty; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', '!no-performer:b'], ['return a', 'a:boris']],
  },
  {
    name: 'goes back from waiting',
    route: 'm wait message=paid; t wait duration=P1D; start -> a -> m -> t -> end',
    play: [['start', 'a:boris'], ['boris approve a', '?m'], ['return a', 'a:boris'], ['boris approve a', '?m'], ['message paid', '@t'], ['return a', 'a:boris']],
  },
  {
    name: 'refuses to go back to what was not done, is not there, or is no step',
    route: 'start -> a -> x1 -> b -> c -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['return c', 'error STATE'], ['return zzz', 'error STATE'], ['return x1', 'error STATE'], ['return a zzz', 'error STATE'], ['return b', 'error STATE']],
  },
  {
    name: 'refuses to go back where nothing is under way behind the step',
    route: 'start -> and1; and1 -> a -> end1; and1 -> b -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['return a', 'error STATE']],
  },
  {
    name: 'leaves other branches alone although a way back leads to them',
    route: round,
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris e:boris'],
      ['return a', '-c:boris a:boris e:boris'],
      ['boris approve e', 'a:boris'],
      ['boris approve a', 'c:boris'],
      ['boris approve c', 'd:boris'],
    ],
  },
  {
    name: 'goes back into a block from behind it although a way back leads there too',
    route: round,
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris e:boris'],
      ['boris approve c', 'e:boris'],
      ['boris approve e', 'd:boris'],
      ['return c', '-d:boris c:boris'],
      ['boris approve c', 'd:boris'],
      ['boris reject d', 'r:anna'],
      ['return a', '-r:anna a:boris'],
      ['boris approve a', 'c:boris'],
      ['boris approve c', 'd:boris'],
    ],
  },
  {
    name: 'goes back along a way back, to a rework that was done',
    route: round,
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris e:boris'],
      ['boris approve c', 'e:boris'],
      ['boris approve e', 'd:boris'],
      ['boris reject d', 'r:anna'],
      ['anna resubmit r', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['return r', '-c:boris -b:boris r:anna'],
      ['anna resubmit r', 'a:boris b:boris'],
    ],
  },
  {
    name: 'refuses to go ahead to a step of the round before, past what is to be done again',
    route: round,
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris'],
      ['boris approve b', 'c:boris e:boris'],
      ['boris approve c', 'e:boris'],
      ['boris approve e', 'd:boris'],
      ['boris reject d', 'r:anna'],
      ['anna resubmit r', 'a:boris b:boris'],
      ['return c', 'error STATE'],
      ['return a', 'error STATE'],
    ],
  },
  {
    name: 'does not wait for a branch of an outer block that goes on beside',
    route: 'start -> x0 -> and0; and0 -> and1; and0 -> q -> and9; and1 -> a -> and2; and1 -> b -> and2; and2 -> d -> and9; and9 -> f -> x9; x9 -> x0 if =steps.f.outcome = "reject"; x9 -> end else',
    play: [
      ['start', 'a:boris b:boris q:boris'],
      ['boris approve a', 'b:boris q:boris'],
      ['boris approve b', 'd:boris q:boris'],
      ['return a', '-d:boris a:boris q:boris'],
      ['boris approve a', 'd:boris q:boris'],
      ['boris approve q', 'd:boris'],
      ['boris approve d', 'f:boris'],
      ['return b', '-f:boris b:boris'],
      ['boris approve b', 'd:boris'],
      ['boris approve d', 'f:boris'],
      ['boris approve f', 'end:completed'],
    ],
  },
  {
    name: 'what began beside a step behind is taken back with it, and does not hide what is further on',
    route: 't timer on=c duration=P1D keep; t -> h -> end1; start -> and1; and1 -> a -> c -> and2; and1 -> b -> and2; and2 -> d -> end',
    play: [
      ['start', 'a:boris b:boris'],
      ['boris approve a', 'b:boris c:boris @t'],
      ['fire t', 'b:boris c:boris h:boris'],
      ['boris approve b', 'c:boris h:boris'],
      ['boris approve c', 'd:boris h:boris'],
      ['return a', '-d:boris -h:boris a:boris'],
      ['boris approve a', 'c:boris @t'],
    ],
  },
  {
    name: 'counts on a branch of inclusive ways beside that is still under way',
    route: 'start -> and1; and1 -> a -> and2; and1 -> or1; or1 -> b if =amount > 1; or1 -> c if =amount > 1000; b -> or2; c -> or2; or2 -> and2; and2 -> d -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['return a', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'goes back into a block within a subprocess that is done',
    route: 'sub subprocess; in sub: start2 -> and1; in sub: and1 -> a -> and2; in sub: and1 -> b -> and2; in sub: and2 -> end2; start -> sub -> d -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'd:boris'], ['return b', '-d:boris b:boris'], ['boris approve b', 'd:boris']],
  },
  {
    name: 'does not count on what a next round would bring',
    route: 'start -> x1 -> or1; or1 -> a if =amount > 1; or1 -> and1 if =amount > 2; and1 -> b -> and2; and1 -> c -> and2; and2 -> d -> or2; a -> or2; or2 -> e -> x2; x2 -> x1 if =steps.e.outcome = "reject"; x2 -> end else',
    play: [
      ['start', 'a:boris b:boris c:boris'],
      ['boris approve b', 'a:boris c:boris'],
      ['boris approve c', 'a:boris d:boris'],
      ['return b', '-d:boris a:boris b:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'd:boris'],
      ['boris approve d', 'e:boris'],
    ],
  },
  {
    name: 'goes back to a step that has a block before it on its own branch',
    route: 'start -> x1 -> and1; and1 -> and3; and1 -> b -> and2; and3 -> p -> and4; and3 -> q -> and4; and4 -> a -> and2; and2 -> d -> x2; x2 -> x1 if =steps.d.outcome = "reject"; x2 -> end else',
    play: [
      ['start', 'b:boris p:boris q:boris'],
      ['boris approve p', 'b:boris q:boris'],
      ['boris approve q', 'a:boris b:boris'],
      ['boris approve a', 'b:boris'],
      ['boris approve b', 'd:boris'],
      ['return a', '-d:boris a:boris'],
      ['boris approve a', 'd:boris'],
      ['return p', '-d:boris p:boris'],
      ['boris approve p', 'a:boris'],
      ['boris approve a', 'd:boris'],
    ],
  },
];
