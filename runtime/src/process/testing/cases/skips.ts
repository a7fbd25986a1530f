import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** Passing over steps. */
export const skipCases: readonly CoreCase[] = [
  {
    name: 'skips a step whose performer is the initiator',
    route: 'a approval head:sales skip=initiator; start -> a -> b -> end',
    world: { subject: { id: 'r1', kind: 'work', initiator: 'boris', unit: 'sales', submittedAt: '2026-03-02T07:00:00.000Z' } },
    play: [['start', '~a b:boris']],
    check: ({ state }) => assertSame([state.steps.a?.skipped, state.steps.a?.outcome], [true, 'approve'], 'the step counts as agreed to'),
  },
  {
    name: 'does not skip a step of somebody else',
    route: 'a approval head:sales skip=initiator; start -> a -> end',
    play: [['start', 'a:boris']],
  },
  {
    name: 'leaves the initiator out of a step that others share',
    route: 'a approval group:with-anna mode=all skip=initiator; start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'skips who has already approved',
    route: 'a approval boris; b approval boris skip=alreadyApproved; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', '~b end:completed']],
    check: ({ last }) => assertSame(last.trace.find(({ code }) => code === 'skip.alreadyApproved')?.params, { person: 'boris', step: 'a' }, 'the reason names the step'),
  },
  {
    name: 'does not take a rejection for an approval',
    route: 'a approval boris; b approval boris skip=alreadyApproved; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris reject a', 'b:boris']],
  },
  {
    name: 'does not take work done for an approval',
    route: 'a execution boris; b approval boris skip=alreadyApproved; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris done a', 'b:boris']],
  },
  {
    name: 'does not take a skipped step for an approval',
    route: `a approval boris skip='=amount < 1000'; b approval boris skip=alreadyApproved; start -> a -> b -> end`,
    play: [['start', '~a b:boris']],
  },
  {
    name: 'leaves out of a group who approved before, last or not',
    route: 'a approval group:pair mode=all; b approval group:board mode=all skip=alreadyApproved; start -> a -> b -> end',
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['fiona approve a', 'b:dina'], ['dina approve b', 'end:completed']],
  },
  {
    name: 'asks again on the same step after rework',
    route: 'a approval boris skip=alreadyApproved; b approval fiona; start -> x1 -> a -> b -> x2; x2 -> x1 if =steps.b.outcome = "reject"; x2 -> end else',
    play: [['start', 'a:boris'], ['boris approve a', 'b:fiona'], ['fiona reject b', 'a:boris']],
  },
  {
    name: 'skips when its condition holds',
    route: `a approval boris skip='=amount < 1000'; start -> a -> b -> end`,
    play: [['start', '~a b:boris']],
  },
  {
    name: 'does not skip when its condition is empty',
    route: `a approval boris skip='=chosen < 1000'; start -> a -> end`,
    play: [['start', 'a:boris']],
  },
  {
    name: 'stops with an incident when a skip condition names what does not exist',
    route: `a approval boris skip='=amuont < 1000'; start -> a -> end`,
    play: [['start', '!feel.missing:a'], ['retry', '~a end:completed', { world: { data: { amount: 5, amuont: 5 } } }]],
  },
  {
    name: 'applies several skip rules in order',
    route: `a approval group:with-anna mode=all skip='initiator,=urgent'; start -> a -> end`,
    play: [['start', 'a:boris']],
  },
];
