import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** What people and rules do to a request, and what they may not. */
export const commandCases: readonly CoreCase[] = [
  {
    name: 'hands a task over',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['give a dina', 'a:dina'], ['dina approve a', 'end:completed']],
    check: ({ events }) =>
      assertSame(events.find(({ type }) => type === 'task-reassigned'), { type: 'task-reassigned', token: '1', node: 'a', task: '2', from: 'boris', to: 'dina', by: 'admin' }, 'from whom to whom is kept'),
  },
  {
    name: 'hands one of several tasks over',
    route: 'a approval group:pair mode=all; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['give a fiona leo', 'a:boris a:leo'], ['leo approve a', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'gives an offered task to one person',
    route: 'a approval group:pair; start -> a -> end',
    play: [['start', 'a:boris|fiona'], ['give a leo', 'a:leo']],
  },
  {
    name: 'a task of a substitute that is handed over is nobody else\'s any more',
    route: 'a approval boris; start -> a -> end',
    play: [['start', 'a:boris'], ['give a fiona', 'a:fiona'], ['give a leo', 'a:leo']],
  },
  {
    name: 'refuses to complete a task twice',
    route: 'start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve a', 'error STATE'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'refuses to complete a task that was decided within a shared step',
    route: 'a approval group:pair mode=all; start -> a -> end',
    play: [['start', 'a:boris a:fiona'], ['boris approve a', 'a:fiona'], ['give a dina', 'a:dina'], ['boris approve zzz', 'error STATE']],
  },
  {
    name: 'refuses an outcome that the step does not have',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['boris maybe a', 'error INVALID'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'offers the outcomes that the step names',
    route: 'a approval boris outcomes=yes,no!stop; start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'error INVALID'], ['boris yes a', 'end:completed']],
  },
  {
    name: 'refuses to hand over or fire what is not there',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['fire t', 'error STATE'], ['give zzz dina', 'error STATE'], ['retry', 'error STATE']],
  },
  {
    name: 'fields that an action sets are seen by later conditions',
    route: `s action set='level:=if amount > 100 then "high" else "low",checked:=true'; start -> s -> x; x -> a if =level = "high" and checked; x -> b else; a -> end; b -> end`,
    play: [['start', 's* a:boris']],
  },
  {
    name: 'a value that a script computes is seen by later conditions',
    route: `s script result=total expression='=amount * 2'; start -> s -> x; x -> a if =total = 1000; x -> b else; a -> end; b -> end`,
    play: [['start', 's* a:boris']],
    check: ({ events }) => assertSame(events.find(({ type }) => type === 'data-set'), { type: 'data-set', node: 's', data: { total: 1000 } }, 'the value'),
  },
  {
    name: 'actions in a row build on each other, also after a wait',
    route: `s1 action set='n:=1'; s2 action set='n:=n + 1'; s3 action set='n:=n * 10'; start -> s1 -> s2 -> a -> s3 -> x; x -> b if =n = 20; x -> c else; b -> end; c -> end`,
    play: [['start', 's1* s2* a:boris'], ['boris approve a', 's3* b:boris']],
  },
  {
    name: 'fields filled with a decision are seen by the conditions after it',
    route: 'start -> a -> x; x -> b if =amount > 1000; x -> c else; b -> end; c -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris', { data: { amount: 2000 } }]],
  },
  {
    name: 'an action that names what does not exist sets nothing and stops',
    route: `s action set='n:=nothing + 1'; start -> s -> a -> end`,
    play: [['start', '!feel.missing:s'], ['retry', 's* a:boris', { world: { data: { nothing: 1 } } }]],
  },
  {
    name: 'tells people and goes on',
    route: 'n notification group:board; start -> n -> a -> end',
    play: [['start', '>n:boris,dina,fiona a:boris']],
  },
  {
    name: 'goes on when there is nobody to tell',
    route: 'n notification group:empty; start -> n -> a -> end',
    play: [['start', '>n: a:boris']],
  },
  {
    name: 'goes on after an incident as if nothing had been, once its reason is gone',
    route: 'start -> and1; and1 -> x; and1 -> c -> and2; x -> a if =amount > 1000; a -> and2; and2 -> end',
    play: [
      ['start', 'c:boris !no-flow:x'],
      ['boris approve c', '!no-flow:x'],
      ['retry', 'a:boris', { world: { data: { amount: 5000 } } }],
      ['boris approve a', 'end:completed'],
    ],
  },
];
