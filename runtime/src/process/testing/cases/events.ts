import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** Messages, signals, conditions, links, and choices by events. */
export const eventCases: readonly CoreCase[] = [
  {
    name: 'passes an intermediate event that only marks the way',
    route: 'mark throw; start -> mark -> a -> end',
    play: [['start', 'a:boris']],
  },
  {
    name: 'jumps along a link',
    route: 'there throw link=away; here wait link=away; start -> a -> there; here -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'jumps along a link from several places, and back in a loop',
    route: 'l1 throw link=again; l2 throw link=again; again wait link=again; start -> x1; x1 -> a -> x2; again -> x1; x2 -> l1 if =steps.a.round = 1; x2 -> l2 if =steps.a.round = 2; x2 -> end else',
    play: [['start', 'a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'an inclusive join waits for a way that comes along a link',
    route: 'there throw link=away; here wait link=away; start -> or1; or1 -> a if =amount > 1; or1 -> b if =amount > 2; a -> there; here -> or2; b -> or2; or2 -> c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris']],
  },
  {
    name: 'waits for a message',
    route: 'm wait message=paid; start -> m -> a -> end',
    play: [['start', '?m'], ['message other', 'error STATE'], ['message paid', 'a:boris'], ['message paid', 'error STATE']],
  },
  {
    name: 'a receive task waits for its message',
    route: 'r receive message=paid; start -> r -> a -> end',
    play: [['start', '?r'], ['message paid', 'a:boris']],
  },
  {
    name: 'a timer on the border of a receive task interrupts it',
    route: 'r receive message=paid; t timer on=r duration=P1D; start -> r -> a -> end; t -> b -> end1',
    play: [['start', '?r @t'], ['fire t', 'b:boris'], ['message paid', 'error STATE']],
  },
  {
    name: 'what a message brings is seen by the conditions behind it',
    route: 'm wait message=paid; start -> m -> x; x -> a if =amount > 1000; x -> b else; a -> end; b -> end',
    play: [['start', '?m'], ['message paid', 'm* a:boris', { data: { amount: 2000 } }]],
  },
  {
    name: 'a message goes to whoever waits for its key',
    route: `m1 wait message=paid key='=note'; m2 wait message=paid key='=request.id'; start -> and1; and1 -> m1 -> a -> end; and1 -> m2 -> b -> end`,
    world: { data: { note: 'n7' } },
    play: [['start', '?m1 ?m2'], ['message paid', 'error STATE'], ['message paid r2', 'error STATE'], ['message paid r1', 'b:boris ?m1'], ['message paid n7', 'a:boris b:boris']],
  },
  {
    name: 'a key may be a number',
    route: 'm wait message=paid key==amount; start -> m -> a -> end',
    play: [['start', '?m'], ['message paid 5', 'error STATE'], ['message paid 500', 'a:boris']],
  },
  {
    name: 'of two that wait for the same message one receives it',
    route: 'm wait message=paid; start -> and1; and1 -> x1; and1 -> x1; x1 -> m -> a -> end',
    play: [['start', '?m ?m'], ['message paid', 'a:boris ?m'], ['message paid', 'a:boris a:boris']],
  },
  {
    name: 'a message on the border interrupts a step',
    route: 'm timer on=a message=stop; start -> a -> end; m -> b -> end1',
    play: [['start', 'a:boris'], ['message stop', '-a:boris b:boris'], ['boris approve a', 'error STATE']],
  },
  {
    name: 'a message beside a step may come again and again',
    route: 'm timer on=a message=news keep; n notification dina; start -> a -> end; m -> n -> end1',
    play: [['start', 'a:boris'], ['message news', '>n:dina a:boris'], ['message news', '>n:dina a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'a message takes the request out of an incident on the step it interrupts',
    route: 'a approval group:empty; m timer on=a message=stop; start -> a -> end; m -> b -> end1',
    play: [['start', '!no-performer:a'], ['message stop', 'b:boris']],
  },
  {
    name: 'throws a message with its key and goes on',
    route: `t throw message=told key='=request.id'; start -> t -> a -> end`,
    play: [['start', '+message:told:r1 a:boris']],
  },
  {
    name: 'a message thrown brings what the event sets, and sets nothing here',
    route: `t throw message=told set='sum:=amount * 2'; start -> t -> a -> end`,
    play: [['start', '+message:told a:boris']],
    check: ({ last }) => assertSame(last.effects.filter(({ type }) => type === 'message'), [{ type: 'message', name: 'told', data: { sum: 1000 } }], 'what goes out'),
  },
  {
    name: 'a send task and an end throw messages',
    route: 's send message=one; end2 end completed message=two; start -> s -> end2',
    play: [['start', '+message:one +message:two end:completed']],
  },
  {
    name: 'a message thrown is not received by the same request by itself',
    route: 't throw message=told; m wait message=told; start -> and1; and1 -> m -> end; and1 -> t -> a -> end',
    play: [['start', '+message:told a:boris ?m'], ['message told', 'a:boris']],
  },
  {
    name: 'stops with an incident when the key of a thrown message names what does not exist',
    route: 't throw message=told key==nope; start -> t -> a -> end',
    play: [['start', '!feel.missing:t'], ['retry', '+message:told:7 a:boris', { world: { data: { nope: 7 } } }]],
  },
  {
    name: 'a signal is received by everybody who waits for it',
    route: 's1 wait signal=go; s2 wait signal=go; s3 wait signal=other; start -> and1; and1 -> s1 -> a -> end; and1 -> s2 -> b -> end; and1 -> s3 -> end',
    play: [['start', '?s1 ?s2 ?s3'], ['signal go', 'a:boris b:boris ?s3']],
  },
  {
    name: 'a signal that nobody waits for changes nothing',
    route: 'start -> a -> end',
    play: [['start', 'a:boris'], ['signal go', 'a:boris']],
    check: ({ last }) => assertSame(last.events, [], 'nothing happened'),
  },
  {
    name: 'a signal thrown is received at once within the request and goes out too',
    route: 't throw signal=go; s wait signal=go; start -> and1; and1 -> s -> a -> end; and1 -> b -> t -> end',
    play: [['start', 'b:boris ?s'], ['boris approve b', '+signal:go a:boris']],
  },
  {
    name: 'an end may be a signal',
    route: 'e end completed signal=go; s wait signal=go; start -> and1; and1 -> s -> a -> end; and1 -> b -> e',
    play: [['start', 'b:boris ?s'], ['boris approve b', '+signal:go a:boris']],
  },
  {
    name: 'a signal on the border interrupts a step, or does not',
    route: 's1 timer on=a signal=go; s2 timer on=c signal=go keep; start -> and1; and1 -> a -> end; and1 -> c -> end; s1 -> b -> end; s2 -> d -> end',
    play: [['start', 'a:boris c:boris'], ['signal go', '-a:boris b:boris c:boris d:boris']],
  },
  {
    name: 'a signal thrown inside a subprocess may interrupt that very subprocess',
    route: 'sub subprocess; in sub: t throw signal=go; in sub: start2 -> a -> t -> c -> end2; s timer on=sub signal=go; start -> sub -> end; s -> d -> end1',
    play: [['start', 'a:boris'], ['boris approve a', '+signal:go d:boris'], ['boris approve d', 'end:completed']],
  },
  {
    name: 'what a signal brings is seen by the conditions behind it',
    route: 's wait signal=go; start -> s -> x; x -> a if =urgent; x -> b else; a -> end; b -> end',
    play: [['start', '?s'], ['signal go', 's* a:boris', { data: { urgent: true } }]],
  },
  {
    name: 'does not wait for a condition that holds',
    route: `c wait condition='=amount > 100'; start -> c -> a -> end`,
    play: [['start', 'a:boris']],
  },
  {
    name: 'waits for a condition until fields say so',
    route: `c wait condition='=amount > 1000'; start -> c -> a -> end`,
    play: [['start', '?c'], ['data', '* ?c', { data: { amount: 700 } }], ['data', '* a:boris', { data: { amount: 2000 } }]],
    check: ({ events }) => assertSame(events.some((event) => event.type === 'condition-met' && event.trace.because?.length === 1), true, 'why is told'),
  },
  {
    name: 'a condition is met by what another branch sets in the same transition',
    route: `c wait condition='=checked'; s action set='checked:=true'; start -> and1; and1 -> c -> a -> end; and1 -> b -> s -> end`,
    world: { data: { checked: null } },
    play: [['start', 'b:boris ?c'], ['boris approve b', 's* a:boris']],
  },
  {
    name: 'a condition is met by what somebody decided',
    route: `c wait condition='=steps.b.outcome = "approve"'; start -> and1; and1 -> c -> a -> end; and1 -> b -> end`,
    play: [['start', 'b:boris ?c'], ['boris approve b', 'a:boris']],
  },
  {
    name: 'a condition on the border interrupts a step',
    route: `c timer on=a condition='=amount > 1000'; start -> a -> end; c -> b -> end1`,
    play: [['start', 'a:boris'], ['data', '* a:boris', { data: { amount: 800 } }], ['data', '* -a:boris b:boris', { data: { amount: 2000 } }]],
  },
  {
    name: 'a condition beside a step happens each time that it comes to hold',
    route: `c timer on=a condition='=amount > 1000' keep; n notification dina; start -> a -> end; c -> n -> end1`,
    play: [
      ['start', 'a:boris'],
      ['data', '* >n:dina a:boris', { data: { amount: 2000 } }],
      ['data', '* a:boris', { data: { amount: 3000 } }],
      ['data', '* a:boris', { data: { amount: 10 } }],
      ['data', '* >n:dina a:boris', { data: { amount: 5000 } }],
      ['boris approve a', 'end:completed'],
    ],
    check: ({ state }) => assertSame(state.met, undefined, 'nothing of it is remembered'),
  },
  {
    name: 'a condition that names what does not exist is an incident once, and what waits goes on when it does',
    route: `c wait condition='=nope > 1'; start -> and1; and1 -> c -> a -> end; and1 -> b -> end`,
    play: [['start', 'b:boris ?c !feel.missing:c'], ['boris approve b', '?c !feel.missing:c'], ['retry', 'a:boris', { world: { data: { nope: 2 } } }]],
  },
  {
    name: 'a condition on the border that cannot be told leaves the step as it is',
    route: `c timer on=a condition='=nope > 1'; start -> a -> end; c -> b -> end1`,
    play: [['start', 'a:boris !feel.missing:c'], ['retry', 'a:boris !feel.missing:c'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'the first of several events is the way',
    route: 'g first; m wait message=paid; t wait duration=P3D; start -> g; g -> m -> a -> end; g -> t -> b -> end',
    play: [['start', '?g @t'], ['message paid', 'a:boris'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'after a choice by events the others do not happen any more',
    route: 'g first; m wait message=paid; t wait duration=P3D; s wait signal=go; start -> g; g -> m -> a -> end; g -> t -> b -> end; g -> s -> c -> end',
    play: [['start', '?g @t'], ['fire t', 'b:boris'], ['message paid', 'error STATE'], ['signal go', 'b:boris']],
  },
  {
    name: 'a choice by events takes a condition that holds and a moment that is past at once',
    route: `g first; m wait message=paid; c wait condition='=amount > 100'; start -> g; g -> m -> a -> end; g -> c -> b -> g2; g2 first; m2 wait message=more; t wait date=2026-03-01; g2 -> m2 -> end; g2 -> t -> d -> end`,
    play: [['start', 'b:boris'], ['boris approve b', 'd:boris']],
  },
  {
    name: 'a choice by events may lead to a receive task',
    route: 'g first; r receive message=paid; t wait duration=P3D; start -> g; g -> r -> a -> end; g -> t -> b -> end',
    play: [['start', '?g @t'], ['message paid', 'a:boris']],
  },
  {
    name: 'a choice by events among conditions is made when fields change',
    route: `g first; c1 wait condition='=amount > 1000'; c2 wait condition='=urgent'; start -> g; g -> c1 -> a -> end; g -> c2 -> b -> end`,
    play: [['start', '?g'], ['data', '* b:boris', { data: { urgent: true } }]],
  },
];
