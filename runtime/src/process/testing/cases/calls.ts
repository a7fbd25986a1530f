import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const check = { check: 'start -> a -> x; x -> ok if =steps.a.outcome = "approve"; x -> no else; ok end; no end rejected' };

/** Routes that call routes. */
export const callCases: readonly CoreCase[] = [
  {
    name: 'does the called route and goes on behind the call',
    route: 'c call route=check; start -> c -> b -> end',
    called: check,
    play: [['start', 'c/a:boris'], ['boris approve c/a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'reads how the called route has ended',
    route: 'c call route=check step; start -> c -> x; x -> b if =steps.c.outcome = "completed"; x -> bad else; bad end rejected; b -> end',
    called: check,
    play: [['start', 'c/a:boris'], ['boris reject c/a', 'end:rejected']],
  },
  {
    name: 'steps of the called route have their own names',
    route: 'c call route=check; start -> a -> c -> x; x -> b if =steps.a.outcome = "reject"; x -> end1 else; b -> end',
    called: check,
    play: [['start', 'a:boris'], ['boris reject a', 'c/a:boris'], ['boris approve c/a', 'b:boris']],
  },
  {
    name: 'gives values to the called route and takes values back',
    route: `c call route=sum in='a:=amount,b:=amount * 2' out='total:=sum'; start -> c -> x; x -> b if =total = 1500; x -> end1 else; b -> end`,
    called: { sum: `s script result=sum expression='=a + b'; start -> s -> end` },
    play: [['start', 'c* b:boris']],
    check: ({ events }) => assertSame(events.flatMap((event) => (event.type === 'data-set' ? [event.data] : [])), [{ total: 1500 }], 'only what is taken back is set'),
  },
  {
    name: 'what a called route sets stays inside when the call says what comes out',
    route: `c call route=sum in='a:=amount'; start -> c -> x; x -> b if =amount = 500; x -> end1 else; b -> end`,
    called: { sum: `s action set='amount:=a + 1,a:=0'; start -> s -> x; x -> d if =amount = 501 and a = 0; x -> end1 else; d -> end` },
    play: [['start', 'c/d:boris'], ['boris approve c/d', 'b:boris']],
  },
  {
    name: 'a called route sets fields of the request when the call says nothing else',
    route: 'c call route=sum; start -> c -> x; x -> b if =amount = 501; x -> end1 else; b -> end',
    called: { sum: `s action set='amount:=amount + 1'; start -> s -> end` },
    play: [['start', 'c/s* b:boris']],
  },
  {
    name: 'people of a called route are found by what was given to it',
    route: `c call route=ask in='who:="dina"'; start -> c -> end`,
    called: { ask: 'a approval field:who; start -> a -> b -> end; b approval performer:a' },
    play: [['start', 'c/a:dina'], ['dina approve c/a', 'c/b:dina'], ['dina approve c/b', 'end:completed']],
  },
  {
    name: 'a called route may call others, and one may be called twice',
    route: 'c1 call route=outer; c2 call route=check; start -> c1 -> c2 -> end',
    called: { ...check, outer: 'c call route=check; start -> c -> d -> end' },
    play: [['start', 'c1/c/a:boris'], ['boris approve c1/c/a', 'c1/d:boris'], ['boris approve c1/d', 'c2/a:boris'], ['boris approve c2/a', 'end:completed']],
  },
  {
    name: 'an error of the called route is caught on the border of the call',
    route: 'c call route=check; e timer on=c error=broken; start -> c -> b -> end; e -> d -> end1',
    called: { check: 'start -> a -> bad; bad end rejected error=broken' },
    play: [['start', 'c/a:boris'], ['boris approve c/a', 'd:boris']],
  },
  {
    name: 'a timer on the border of a call takes the called route back',
    route: 'c call route=check; t timer on=c duration=P1D; start -> c -> b -> end; t -> d -> end1',
    called: check,
    play: [['start', 'c/a:boris @t'], ['fire t', '-c/a:boris d:boris']],
  },
  {
    name: 'an end that stops everything stops the called route only',
    route: 'c call route=both; start -> c -> b -> end',
    called: { both: 'start -> and1; and1 -> a -> stop; stop end rejected terminate; and1 -> d -> end' },
    play: [['start', 'c/a:boris c/d:boris'], ['boris approve c/a', '-c/d:boris b:boris']],
  },
  {
    name: 'an event starts a subprocess at the top of a called route',
    route: 'c call route=open; start -> c -> b -> end',
    called: { open: 'start -> a -> end; help beside; in help: begin1 begin message=stop; in help: begin1 -> h -> end2' },
    play: [['start', 'c/a:boris'], ['message stop', '-c/a:boris c/h:boris'], ['boris approve c/h', 'b:boris'], ['message stop', 'error STATE']],
  },
  {
    name: 'calls a route for each of a list',
    route: `c call route=ask each==people as=person in='who:=person' out='last:=who'; start -> c -> b -> end`,
    called: { ask: 'a approval field:who; start -> a -> end' },
    world: { data: { people: ['boris', 'dina'], last: null } },
    play: [['start', 'c/a:boris c/a:dina'], ['dina approve c/a', 'c* c/a:boris'], ['boris approve c/a', 'c* b:boris']],
  },
  {
    name: 'an output that cannot be told is an incident, and the called route is not done again',
    route: `c call route=check out='x:=nope'; start -> c -> b -> end`,
    called: check,
    play: [['start', 'c/a:boris'], ['boris approve c/a', '!feel.missing:c'], ['retry', 'c* b:boris', { world: { data: { nope: 1 } } }]],
  },
  {
    name: 'an input that cannot be told is an incident, and the called route begins when it can',
    route: `c call route=check in='x:=nope'; start -> c -> b -> end`,
    called: check,
    play: [['start', '!feel.missing:c'], ['retry', 'c/a:boris', { world: { data: { nope: 1 } } }]],
  },
];
