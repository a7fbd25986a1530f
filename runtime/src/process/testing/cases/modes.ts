import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const step = (attributes: string): string => `a approval ${attributes}; start -> a -> x; x -> ok if =steps.a.outcome = "approve"; x -> no else; ok end; no end rejected`;

/** How several people share a step. */
export const modeCases: readonly CoreCase[] = [
  {
    name: 'gives the step to the only person',
    route: step('group:with-greg'),
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'offers the step to several candidates of whom one does it',
    route: step('group:board'),
    play: [['start', 'a:boris|dina|fiona'], ['dina approve a', 'end:completed']],
    check: ({ state }) => assertSame(state.steps.a?.by, 'dina', 'who did it is kept'),
  },
  {
    name: 'first: counts the first decision and cancels the other tasks',
    route: step('group:board mode=first'),
    play: [['start', 'a:boris a:dina a:fiona'], ['dina reject a', '-a:boris -a:fiona end:rejected']],
  },
  {
    name: 'all: waits for everybody',
    route: step('group:board mode=all'),
    play: [['start', 'a:boris a:dina a:fiona'], ['dina approve a', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'all: stops at the first outcome that does not lead forward',
    route: step('group:board mode=all'),
    play: [['start', 'a:boris a:dina a:fiona'], ['dina approve a', 'a:boris a:fiona'], ['fiona reject a', '-a:boris end:rejected']],
  },
  {
    name: 'in turn: asks one after another',
    route: step('group:board mode=inTurn'),
    play: [['start', 'a:boris'], ['boris approve a', 'a:dina'], ['dina approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'in turn: stops at the first outcome that does not lead forward',
    route: step('group:board mode=inTurn'),
    play: [['start', 'a:boris'], ['boris approve a', 'a:dina'], ['dina reject a', 'end:rejected']],
  },
  {
    name: 'quorum: goes on when enough agree, the others are not asked any more',
    route: step('group:board mode=quorum:2'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris approve a', 'a:dina a:fiona'], ['fiona approve a', '-a:dina end:completed']],
  },
  {
    name: 'quorum: a vote against does not stop while enough can still agree',
    route: step('group:board mode=quorum:2'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris reject a', 'a:dina a:fiona'], ['fiona approve a', 'a:dina'], ['dina approve a', 'end:completed']],
  },
  {
    name: 'quorum: fails as soon as it cannot be reached',
    route: step('group:board mode=quorum:2'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris reject a', 'a:dina a:fiona'], ['fiona reject a', '-a:dina end:rejected']],
  },
  {
    name: 'quorum: percent are rounded up to people',
    route: step('group:board mode=quorum:50%'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris approve a', 'a:dina a:fiona'], ['dina approve a', '-a:fiona end:completed']],
  },
  {
    name: 'quorum: a veto stops at once',
    route: step('group:board mode=quorum:1!veto'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris reject a', '-a:dina -a:fiona end:rejected']],
  },
  {
    name: 'quorum: asks for no more people than there are',
    route: step('group:pair mode=quorum:5'),
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'passes the rest of the turn on after a task is handed over',
    route: step('group:pair mode=inTurn'),
    play: [['start', 'a:boris'], ['give a dina', 'a:dina'], ['dina approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'one: whoever does it may also reject',
    route: step('group:board'),
    play: [['start', 'a:boris|dina|fiona'], ['fiona reject a', 'end:rejected']],
  },
  {
    name: 'first: the initiator is left out when told to, the rest decide',
    route: step('group:with-anna mode=first skip=initiator'),
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'all: remembers everybody who agreed',
    route: step('group:pair mode=all'),
    play: [['start', 'a:boris a:fiona'], ['fiona approve a', 'a:boris'], ['boris approve a', 'end:completed']],
    check: ({ state }) => assertSame(state.steps.a?.agreed, ['boris', 'fiona'], 'who agreed'),
  },
  {
    name: 'all: an outcome of its own that leads forward counts as agreement',
    route: 'a approval group:pair mode=all outcomes=yes,with-remarks,no!stop; start -> a -> x; x -> ok if =steps.a.outcome = "with-remarks"; x -> no else; ok end; no end rejected',
    play: [['start', 'a:boris a:fiona'], ['boris yes a', 'a:fiona'], ['fiona with-remarks a', 'end:completed']],
  },
  {
    name: 'all: sending back ends the step as rejecting does',
    route: 'a approval group:board mode=all outcomes=yes,back!return; start -> x1 -> a -> x; x -> x1 if =steps.a.outcome = "back"; x -> end else',
    play: [['start', 'a:boris a:dina a:fiona'], ['dina back a', '-a:boris -a:fiona a:boris a:dina a:fiona']],
  },
  {
    name: 'quorum: percent of people, with a veto',
    route: step('group:board mode=quorum:60%!veto'),
    play: [['start', 'a:boris a:dina a:fiona'], ['boris approve a', 'a:dina a:fiona'], ['dina reject a', '-a:fiona end:rejected']],
  },
  {
    name: 'quorum: a hundred percent are everybody',
    route: step('group:pair mode=quorum:100%'),
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'quorum: without a veto one against does not stop what enough agree on',
    route: step('group:board mode=quorum:60%'),
    play: [['start', 'a:boris a:dina a:fiona'], ['dina reject a', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'end:completed']],
  },
  {
    name: 'in turn: passes over those who are skipped',
    route: step('group:with-anna mode=inTurn skip=initiator'),
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
  },
];
