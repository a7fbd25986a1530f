import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const beside = (begin: string): string => `help beside; in help: begin1 begin ${begin}; in help: begin1 -> h -> end2;`;

/** Subprocesses that an event starts. */
export const besideCases: readonly CoreCase[] = [
  {
    name: 'a message starts a subprocess in the place of everything',
    route: `${beside('message=stop')} start -> and1; and1 -> a -> end; and1 -> b -> end`,
    play: [['start', 'a:boris b:boris'], ['message stop', '-a:boris -b:boris h:boris'], ['boris approve h', 'end:completed']],
  },
  {
    name: 'a message starts a subprocess beside, as often as it comes',
    route: `${beside('message=news keep')} start -> a -> end`,
    play: [['start', 'a:boris'], ['message news', 'a:boris h:boris'], ['message news', 'a:boris h:boris h:boris'], ['boris approve a', 'h:boris h:boris'], ['boris approve h', 'h:boris'], ['boris approve h', 'end:completed']],
  },
  {
    name: 'a message for a subprocess is correlated by its key',
    route: `${beside("message=stop key='=request.id'")} start -> a -> end`,
    play: [['start', 'a:boris'], ['message stop r2', 'error STATE'], ['message stop r1', '-a:boris h:boris']],
  },
  {
    name: 'what an event has interrupted cannot be interrupted again',
    route: `${beside('message=stop')} start -> a -> end`,
    play: [['start', 'a:boris'], ['message stop', '-a:boris h:boris'], ['message stop', 'error STATE']],
  },
  {
    name: 'a timer starts a subprocess at the top',
    route: `${beside('duration=P1D')} start -> a -> end`,
    play: [['start', 'a:boris @begin1'], ['fire begin1', '-a:boris h:boris'], ['boris approve h', 'end:completed']],
  },
  {
    name: 'a repeating timer starts a subprocess again and again until the request ends',
    route: `${beside('cycle=R/P1D keep')} start -> a -> end`,
    play: [['start', 'a:boris @begin1'], ['fire begin1', 'a:boris h:boris @begin1'], ['fire begin1', 'a:boris h:boris h:boris @begin1'], ['boris approve h', 'a:boris h:boris @begin1'], ['boris approve h', 'a:boris @begin1'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'a timer without a date stops nothing, and is armed when it has one',
    route: `${beside('date==note keep')} start -> a -> end`,
    play: [['start', 'a:boris !timer-without-date:begin1'], ['retry', 'a:boris @begin1', { world: { data: { note: '2026-03-20' } } }], ['boris approve a', 'end:completed']],
  },
  {
    name: 'a signal starts a subprocess',
    route: `${beside('signal=go')} start -> a -> end`,
    play: [['start', 'a:boris'], ['signal go', '-a:boris h:boris']],
  },
  {
    name: 'a signal thrown on the way starts a subprocess beside',
    route: `${beside('signal=go keep')} t throw signal=go; start -> a -> t -> b -> end`,
    play: [['start', 'a:boris'], ['boris approve a', '+signal:go b:boris h:boris']],
  },
  {
    name: 'a condition starts a subprocess in the place of everything',
    route: `${beside("condition='=amount > 1000'")} start -> a -> end`,
    play: [['start', 'a:boris'], ['data', '* -a:boris h:boris', { data: { amount: 2000 } }], ['boris approve h', 'end:completed']],
  },
  {
    name: 'a condition starts a subprocess beside each time that it comes to hold',
    route: `${beside("condition='=amount > 1000' keep")} start -> a -> end`,
    play: [
      ['start', 'a:boris'],
      ['data', '* a:boris h:boris', { data: { amount: 2000 } }],
      ['boris approve h', 'a:boris'],
      ['data', '* a:boris', { data: { amount: 1 } }],
      ['data', '* a:boris h:boris', { data: { amount: 2000 } }],
    ],
  },
  {
    name: 'a subprocess inside a subprocess is started only while that one is open',
    route: 'sub subprocess; in sub: start2 -> a -> end2; in sub: help beside; in help: begin1 begin message=stop; in help: begin1 -> h -> end3; start -> sub -> b -> end',
    play: [['start', 'a:boris'], ['message stop', '-a:boris h:boris'], ['boris approve h', 'b:boris'], ['message stop', 'error STATE']],
  },
  {
    name: 'a subprocess is done only when what it started beside is done',
    route: 'sub subprocess; in sub: start2 -> a -> end2; in sub: help beside; in help: begin1 begin duration=P1D keep; in help: begin1 -> h -> end3; start -> sub -> b -> end',
    play: [['start', 'a:boris @begin1'], ['fire begin1', 'a:boris h:boris'], ['boris approve a', 'h:boris'], ['boris approve h', 'b:boris']],
  },
  {
    name: 'a timer inside a subprocess is disarmed with it',
    route: 'sub subprocess; in sub: start2 -> a -> end2; in sub: help beside; in help: begin1 begin duration=P1D; in help: begin1 -> h -> end3; t timer on=sub duration=P2D; t -> d -> end1; start -> sub -> b -> end',
    play: [['start', 'a:boris @begin1 @t'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'starting inside a subprocess leaves the timers on its border alone',
    route: 'sub subprocess; in sub: start2 -> a -> end2; in sub: help beside; in help: begin1 begin duration=P1D; in help: begin1 -> h -> end3; t timer on=sub duration=P2D; t -> d -> end1; start -> sub -> b -> end',
    play: [['start', 'a:boris @begin1 @t'], ['fire begin1', '-a:boris h:boris @t'], ['fire t', '-h:boris d:boris']],
  },
  {
    name: 'an end that stops everything stops only the subprocess that an event started',
    route: 'help beside; in help: begin1 begin message=news keep; in help: begin1 -> h -> stop; in help: stop end rejected terminate; start -> a -> end',
    play: [['start', 'a:boris'], ['message news', 'a:boris h:boris'], ['boris approve h', 'a:boris'], ['boris approve a', 'end:completed']],
    check: ({ state }) => assertSame(state.end, { state: 'completed', node: 'end' }, 'the request ended well'),
  },
];
