import type { CoreCase, Told } from '../play.js';
import { assertSame } from '../same.js';

const sub = 'sub subprocess; in sub: start2 -> a -> end2;';

const noScopesLeft = ({ state }: Told): void => assertSame(state.tokens.filter(({ scope }) => scope !== undefined), [], 'nothing is left of the subprocess');

/** Subprocesses, what happens on their border, and what they end with. */
export const scopeCases: readonly CoreCase[] = [
  {
    name: 'does a subprocess and goes on behind it',
    route: `${sub} start -> sub -> b -> end`,
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
    check: noScopesLeft,
  },
  {
    name: 'goes on behind a subprocess only when all its branches are done',
    route: 'sub subprocess; in sub: start2 -> and2; in sub: and2 -> a -> end2; in sub: and2 -> c -> end3; start -> sub -> b -> end',
    play: [['start', 'a:boris c:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'b:boris']],
  },
  {
    name: 'nests subprocesses',
    route: 'sub subprocess; in sub: inner subprocess; in inner: start3 -> a -> end3; in sub: start2 -> inner -> c -> end2; start -> sub -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'passes through a subprocess where nobody is asked',
    route: 'sub subprocess; in sub: start2 -> end2; start -> sub -> sub2 -> end; sub2 subprocess; in sub2: start3 -> end3',
    play: [['start', 'end:completed']],
  },
  {
    name: 'does a subprocess twice at once when two tokens come to it',
    route: `${sub} start -> and1; and1 -> x1; and1 -> x1; x1 -> sub -> b -> end`,
    play: [['start', 'a:boris a:boris'], ['boris approve a', 'a:boris b:boris'], ['boris approve a', 'b:boris b:boris'], ['boris approve b', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'does a subprocess again when a loop leads back to it',
    route: `${sub} start -> x1 -> sub -> x2; x2 -> x1 if =steps.a.outcome = "reject"; x2 -> end else`,
    play: [['start', 'a:boris'], ['boris reject a', 'a:boris'], ['boris approve a', 'end:completed']],
    check: ({ state }) => assertSame(state.steps.a?.round, 2, 'the second round is counted'),
  },
  {
    name: 'an end inside a subprocess does not end the request, whatever it means',
    route: 'sub subprocess; in sub: start2 -> a -> no; in sub: no end rejected; start -> sub -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'an end that stops everything stops its subprocess only',
    route: 'sub subprocess; in sub: start2 -> and2; in sub: and2 -> a -> no; in sub: no end rejected terminate; in sub: and2 -> c -> end2; start -> and1; and1 -> sub -> b -> end; and1 -> d -> end1',
    play: [['start', 'a:boris c:boris d:boris'], ['boris approve a', '-c:boris b:boris d:boris'], ['boris approve d', 'b:boris'], ['boris approve b', 'end:completed']],
    check: noScopesLeft,
  },
  {
    name: 'a timer interrupts a subprocess with everything in it',
    route: 'sub subprocess; t timer on=sub duration=P1D; in sub: start2 -> and2; in sub: and2 -> a -> end2; in sub: and2 -> c -> end3; in sub: t2 timer on=c duration=PT1H; in sub: t2 -> end4; start -> sub -> b -> end; t -> d -> end1',
    play: [['start', 'a:boris c:boris @t @t2'], ['fire t', '-a:boris -c:boris d:boris'], ['boris approve d', 'end:completed']],
    check: noScopesLeft,
  },
  {
    name: 'a timer interrupts subprocesses within subprocesses',
    route: 'sub subprocess; in sub: inner subprocess; in inner: start3 -> a -> end3; in sub: start2 -> inner -> end2; t timer on=sub duration=P1D; start -> sub -> end; t -> d -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '-a:boris d:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'lets a subprocess go on beside a timer that does not interrupt',
    route: `${sub} t timer on=sub duration=P1D keep; start -> sub -> b -> end; t -> d -> end1`,
    play: [['start', 'a:boris @t'], ['fire t', 'a:boris d:boris'], ['boris approve a', 'b:boris d:boris'], ['boris approve d', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'repeats a timer beside a subprocess',
    route: `${sub} t timer on=sub cycle=R/PT1H keep; n notification dina; start -> sub -> end; t -> n -> end1`,
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t'], ['fire t', '>n:dina a:boris @t'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'disarms the timer of a subprocess that is done in time',
    route: `${sub} t timer on=sub duration=P1D; start -> sub -> b -> end; t -> d -> end1`,
    play: [['start', 'a:boris @t'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'interrupts one of two tokens in the same subprocess',
    route: `${sub} t timer on=sub duration=P1D; start -> and1; and1 -> x1; and1 -> x1; x1 -> sub -> b -> end; t -> d -> end1`,
    play: [['start', 'a:boris a:boris @t @t'], ['fire t', '-a:boris a:boris d:boris @t'], ['boris approve a', 'b:boris d:boris']],
  },
  {
    name: 'does not begin a subprocess whose timer gets no date, and begins it once when it does',
    route: `${sub} t timer on=sub date==note; start -> sub -> end; t -> d -> end1`,
    play: [['start', '!timer-without-date:sub'], ['retry', 'a:boris @t', { world: { data: { note: '2026-03-20' } } }], ['boris approve a', 'end:completed']],
  },
  {
    name: 'joins inside a subprocess only what is inside it',
    route: 'sub subprocess; in sub: start2 -> and2; in sub: and2 -> a -> and3; in sub: and2 -> c -> and3; in sub: and3 -> e -> end2; start -> and1; and1 -> x1; and1 -> x1; x1 -> sub -> end',
    play: [
      ['start', 'a:boris a:boris c:boris c:boris'],
      ['boris approve a', 'a:boris c:boris c:boris'],
      ['boris approve c', 'a:boris c:boris e:boris'],
      ['boris approve a', 'c:boris e:boris'],
      ['boris approve c', 'e:boris e:boris'],
    ],
  },
  {
    name: 'joins inclusive ways within a subprocess, whatever goes on around it',
    route: 'sub subprocess; in sub: start2 -> or2; in sub: or2 -> a if =amount > 100; in sub: or2 -> c if =amount > 200; in sub: or2 -> e if =amount > 1000; in sub: a -> or3; in sub: c -> or3; in sub: e -> or3; in sub: or3 -> f -> end2; start -> and1; and1 -> sub -> end; and1 -> x1 -> b -> x2; x2 -> x1 if =steps.b.outcome = "reject"; x2 -> end1 else',
    play: [['start', 'a:boris b:boris c:boris'], ['boris approve c', 'a:boris b:boris'], ['boris approve a', 'b:boris f:boris']],
  },
  {
    name: 'an inclusive join waits for a subprocess on its way',
    route: `${sub} start -> or1; or1 -> sub if =amount > 1; or1 -> b if =amount > 2; sub -> or2; b -> or2; or2 -> d -> end`,
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'd:boris']],
  },
  {
    name: 'a step outside reads what was decided in a subprocess',
    route: `${sub} start -> sub -> x; x -> b if =steps.a.outcome = "approve"; x -> end1 else; b -> end`,
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'withdrawing ends subprocesses too',
    route: `${sub} t timer on=sub duration=P1D; t -> end1; start -> sub -> end`,
    play: [['start', 'a:boris @t'], ['withdraw', '-a:boris end:withdrawn']],
    check: noScopesLeft,
  },
  {
    name: 'an incident in a subprocess is gone when a timer interrupts it',
    route: 'sub subprocess; in sub: a approval group:empty; in sub: start2 -> a -> end2; t timer on=sub duration=P1D; t -> d -> end1; start -> sub -> end',
    play: [['start', '@t !no-performer:a'], ['fire t', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'a subprocess that something interrupts inside goes to a join behind it once',
    route: 'sub subprocess; in sub: inner subprocess; in inner: start3 -> a -> end3; in sub: t timer on=inner duration=P1D; in sub: start2 -> inner -> end2; in sub: t -> end4; start -> and1; and1 -> sub -> and2; and1 -> b -> and2; and2 -> d -> end',
    play: [['start', 'a:boris b:boris @t'], ['fire t', '-a:boris b:boris'], ['boris approve b', 'd:boris']],
  },
];
