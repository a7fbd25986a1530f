import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

const later = (at: string) => ({ world: { now: Date.parse(at) } });

/** Putting a step off and letting the whole request rest. */
export const restCases: readonly CoreCase[] = [
  {
    name: 'puts a step off until somebody resumes it',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['postpone a', 'a:(boris)'], ['boris approve a', 'error STATE'], ['postpone a', 'error STATE'], ['resume a', 'a:boris'], ['resume a', 'error STATE'], ['boris approve a', 'b:boris']],
    check: ({ state }) => assertSame(state.tokens.some(({ postponed }) => postponed), false, 'nothing of it is remembered'),
  },
  {
    name: 'puts a step off until a moment',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['postpone a 2026-03-05T07:00:00Z', 'a:(boris) @a'], ['fire a', 'a:boris', later('2026-03-05T07:00:00Z')], ['boris approve a', 'b:boris']],
    check: ({ events }) => assertSame(events.flatMap((event) => (event.type === 'timer-armed' ? [event.at] : [])), ['2026-03-05T07:00:00.000Z'], 'when it goes on'),
  },
  {
    name: 'a step that is resumed early needs its moment no more',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['postpone a 2026-03-05T07:00:00Z', 'a:(boris) @a'], ['resume a', 'a:boris']],
  },
  {
    name: 'puts a step off until a condition holds',
    route: 'start -> a -> b -> end',
    play: [
      ['start', 'a:boris'],
      ['postpone a =amount > 1000', 'a:(boris)'],
      ['data', '* a:(boris)', { data: { amount: 600 } }],
      ['data', '* a:boris', { data: { amount: 2000 } }],
      ['boris approve a', 'b:boris'],
    ],
    check: ({ events }) => assertSame(events.some((event) => event.type === 'step-resumed' && event.trace.code === 'step.resumed-condition'), true, 'why it goes on'),
  },
  {
    name: 'does not put a step off until what holds already',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['postpone a =amount > 100', 'a:boris']],
  },
  {
    name: 'timers of a step rest while it is put off',
    route: 't timer on=a duration=P1D; start -> a -> end; t -> b -> end1',
    play: [['start', 'a:boris @t'], ['postpone a 2026-03-09T07:00:00Z', 'a:(boris) @a'], ['fire a', 'a:boris @t', later('2026-03-09T07:00:00Z')], ['fire t', '-a:boris b:boris']],
    check: ({ events }) => assertSame(events.flatMap((event) => (event.type === 'timer-armed' && event.node === 't' ? [event.at] : [])), ['2026-03-03T07:00:00.000Z', '2026-03-09T07:00:00.000Z'], 'a moment that passed meanwhile is due at once'),
  },
  {
    name: 'a step that is put off can be handed over, and other branches go on',
    route: 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris'], ['postpone a', 'a:(boris) b:boris'], ['boris approve b', 'a:(boris)'], ['give a leo', 'a:(leo)'], ['resume a', 'a:leo'], ['leo approve a', 'end:completed']],
  },
  {
    name: 'a message on the border interrupts a step that is put off',
    route: 'm timer on=a message=stop; start -> a -> end; m -> b -> end1',
    play: [['start', 'a:boris'], ['postpone a 2026-03-09T07:00:00Z', 'a:(boris) @a'], ['message stop', '-a:boris b:boris']],
  },
  {
    name: 'refuses to put off until what is past or what is no condition',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['postpone a 2026-03-01T07:00:00Z', 'error INVALID'], ['postpone a tomorrow', 'error INVALID'], ['postpone a =amount >', 'error INVALID'], ['postpone zzz', 'error STATE']],
  },
  {
    name: 'a request at rest takes no decisions and no messages until it goes on',
    route: 'm timer on=a message=stop; start -> a -> b -> end; m -> end1',
    play: [['start', 'a:boris'], ['suspend', 'a:boris suspended'], ['boris approve a', 'error STATE'], ['message stop', 'error STATE'], ['suspend', 'error STATE'], ['resume', 'a:boris'], ['resume', 'error STATE'], ['boris approve a', 'b:boris']],
  },
  {
    name: 'a step that was put off does not go on alone while the whole request rests',
    route: 't timer on=a duration=P1D; start -> a -> b -> end; t -> end1',
    play: [['start', 'a:boris @t'], ['postpone a', 'a:(boris)'], ['suspend', 'a:(boris) suspended'], ['resume a', 'error STATE'], ['resume', 'a:(boris)'], ['resume a', 'a:boris @t']],
  },
  {
    name: 'timers of a request at rest wait, and what is overdue then goes off at once',
    route: 't timer on=a duration=P1D; w wait duration=P9D; start -> and1; and1 -> a -> end; and1 -> w -> end; t -> b -> end',
    play: [['start', 'a:boris @t @w'], ['suspend', 'a:boris suspended'], ['fire t', 'error STATE'], ['resume', 'a:boris @t @w', later('2026-03-05T07:00:00Z')], ['fire t', '-a:boris b:boris @w']],
    check: ({ events }) =>
      assertSame(events.flatMap((event) => (event.type === 'timer-armed' ? [event.at] : [])), ['2026-03-03T07:00:00.000Z', '2026-03-11T07:00:00.000Z', '2026-03-05T07:00:00.000Z', '2026-03-11T07:00:00.000Z'], 'moments before and after'),
  },
  {
    name: 'a repeating timer keeps its count over a rest',
    route: 't timer on=a cycle=R2/PT1H keep; n notification dina; start -> a -> end; t -> n -> end1',
    play: [['start', 'a:boris @t'], ['fire t', '>n:dina a:boris @t'], ['suspend', 'a:boris suspended'], ['resume', 'a:boris @t'], ['fire t', '>n:dina a:boris']],
  },
  {
    name: 'a request at rest can be withdrawn, its tasks handed over, its fields changed',
    route: `c wait condition='=amount > 1000'; start -> and1; and1 -> a -> end; and1 -> c -> b -> end`,
    play: [['start', 'a:boris ?c'], ['suspend', 'a:boris ?c suspended'], ['give a leo', 'a:leo ?c suspended'], ['data', '* a:leo ?c suspended', { data: { amount: 2000 } }], ['resume', 'a:leo b:boris'], ['suspend', 'a:leo b:boris suspended'], ['withdraw', '-a:leo -b:boris end:withdrawn']],
  },
];
