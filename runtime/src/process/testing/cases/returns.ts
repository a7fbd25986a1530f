import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const block = 'start -> z -> and1; and1 -> a -> c -> and2; and1 -> b -> and2; and2 -> d -> end;';

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
];
