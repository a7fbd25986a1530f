import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const failing = 'sub subprocess; in sub: start2 -> a -> x2; in sub: x2 -> bad if =steps.a.outcome = "reject"; in sub: x2 -> end2 else; in sub: bad end rejected error=broken;';
const alarming = 'sub subprocess; in sub: start2 -> a -> esc -> c -> end2; in sub: esc throw escalation=late;';

/** Errors and escalations and who catches them. */
export const errorCases: readonly CoreCase[] = [
  {
    name: 'an error is caught on the border of its subprocess',
    route: `${failing} e timer on=sub error=broken; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris reject a', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'without an error the border is passed by',
    route: `${failing} e timer on=sub error=broken; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'an error stops everything else in its subprocess and nothing around it',
    route: 'sub subprocess; in sub: start2 -> and2; in sub: and2 -> a -> bad; in sub: bad end rejected error=broken; in sub: and2 -> c -> end2; e timer on=sub error=broken; start -> and1; and1 -> sub -> end; and1 -> f -> end3; e -> d -> end1',
    play: [['start', 'a:boris c:boris f:boris'], ['boris approve a', '-c:boris d:boris f:boris']],
  },
  {
    name: 'an error goes outwards until somebody catches it',
    route: 'sub subprocess; in sub: inner subprocess; in inner: start3 -> a -> bad; in inner: bad end rejected error=broken; in sub: start2 -> inner -> end2; in sub: e2 timer on=inner error=other; in sub: e2 -> end4; e timer on=sub error=broken; start -> sub -> end; e -> d -> end1',
    play: [['start', 'a:boris'], ['boris approve a', 'd:boris']],
  },
  {
    name: 'whoever catches an error by its code comes before whoever catches any',
    route: `${failing} any timer on=sub error=; e timer on=sub error=broken; start -> sub -> end; e -> d -> end1; any -> f -> end3`,
    play: [['start', 'a:boris'], ['boris reject a', 'd:boris']],
  },
  {
    name: 'a border that names no code catches any error',
    route: `${failing} any timer on=sub error=; start -> sub -> end; any -> f -> end3`,
    play: [['start', 'a:boris'], ['boris reject a', 'f:boris']],
  },
  {
    name: 'an error that nobody catches is an incident, the others go on',
    route: `${failing} start -> and1; and1 -> sub -> end; and1 -> b -> end1`,
    play: [['start', 'a:boris b:boris'], ['boris reject a', 'b:boris !error-uncaught:bad'], ['boris approve b', '!error-uncaught:bad'], ['retry', '!error-uncaught:bad']],
  },
  {
    name: 'an error at the top that nobody catches is an incident',
    route: 'bad end rejected error=broken; start -> a -> bad',
    play: [['start', 'a:boris'], ['boris approve a', '!error-uncaught:bad'], ['cancel', 'end:cancelled']],
  },
  {
    name: 'an error starts a subprocess that waits for it and takes the place of everything',
    route: 'bad end rejected error=broken; start -> and1; and1 -> a -> bad; and1 -> b -> end; help beside; in help: begin1 begin error=broken; in help: begin1 -> h -> end2',
    play: [['start', 'a:boris b:boris'], ['boris approve a', '-b:boris h:boris'], ['boris approve h', 'end:completed']],
  },
  {
    name: 'an error in a subprocess is caught inside it first',
    route: `${failing} in sub: help beside; in help: begin1 begin error=broken; in help: begin1 -> h -> end3; e timer on=sub error=broken; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris reject a', 'h:boris'], ['boris approve h', 'b:boris']],
  },
  {
    name: 'an error while an error is handled goes further out',
    route: `${failing} in sub: help beside; in help: begin1 begin error=broken; in help: begin1 -> h -> worse; in help: worse end rejected error=broken; e timer on=sub error=broken; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris reject a', 'h:boris'], ['boris approve h', 'd:boris']],
  },
  {
    name: 'an escalation tells the border and the subprocess goes on',
    route: `${alarming} e timer on=sub escalation=late keep; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris approve a', 'c:boris d:boris'], ['boris approve c', 'b:boris d:boris']],
  },
  {
    name: 'an escalation that interrupts takes the subprocess back',
    route: `${alarming} e timer on=sub escalation=late; start -> sub -> b -> end; e -> d -> end1`,
    play: [['start', 'a:boris'], ['boris approve a', 'd:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'an escalation that nobody catches changes nothing',
    route: `${alarming} start -> sub -> b -> end`,
    play: [['start', 'a:boris'], ['boris approve a', 'c:boris'], ['boris approve c', 'b:boris']],
    check: ({ events }) => assertSame(events.filter(({ type }) => type === 'escalation-thrown').length, 1, 'it is told'),
  },
  {
    name: 'an end that escalates ends its way after telling',
    route: 'sub subprocess; in sub: start2 -> a -> bad; in sub: bad end completed escalation=late; e timer on=sub escalation=late keep; start -> sub -> b -> end; e -> d -> end1',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris d:boris']],
  },
  {
    name: 'an escalation starts a subprocess beside',
    route: 'esc throw escalation=late; start -> a -> esc -> b -> end; help beside; in help: begin1 begin escalation=late keep; in help: begin1 -> h -> end2',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris h:boris'], ['boris approve b', 'h:boris'], ['boris approve h', 'end:completed']],
  },
];
