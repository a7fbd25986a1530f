import { describe, expect, it } from 'vitest';
import type { RouteNode } from '@requestry/route';
import { advance, compileRoute, nativeCore, start, type ProcessCommand, type ProcessState } from '@requestry/runtime/process';
import { compileTerse, firm, monday, playCase, Player, situationOf } from './testing/index.js';

describe('limits of one transition', () => {
  it('runs ten thousand automatic nodes in a row', () => {
    const count = 10_000;
    const ids = Array.from({ length: count }, (_, index) => `s${index}`);
    const nodes: RouteNode[] = [
      { id: 'start', type: 'startEvent' },
      ...ids.map((id): RouteNode => ({ id, type: 'serviceTask', step: { type: 'action', set: { n: '=n + 1' } } })),
      { id: 'end', type: 'endEvent' },
    ];
    const flows = nodes.slice(1).map((node, index) => ({ id: `f${index}`, from: nodes[index]?.id ?? '', to: node.id }));
    const { compiled } = compileRoute({ id: 'long', nodes, flows, lanes: [], diagram: { shapes: {}, edges: {} } });
    if (!compiled) throw new Error('refused');
    const { state, events } = start(compiled, { ...monday, data: { n: 0 } });
    expect(state.end?.state).toBe('completed');
    expect(events.findLast(({ type }) => type === 'data-set')).toMatchObject({ data: { n: count } });
  });

  it('stops an endless loop of automatic nodes with an incident', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> x1 -> n -> x2; n notification boris; x2 -> end if =urgent; x2 -> x1 else');
    const { state } = start(compiled, monday);
    expect(state.status).toBe('incident');
    expect(state.incidents?.[0]).toMatchObject({ code: 'endless-loop' });
  });

  it('stops an endless loop of inclusive joins', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> or1; or1 -> or2; or2 -> or1; x1 -> or2');
    const { state } = start(compiled, monday);
    expect(state.incidents?.[0]).toMatchObject({ code: 'endless-loop' });
  });

  it.each([
    ['repetition', `s action set='n:=1' repeat='=true'; start -> s -> end`],
    ['subprocesses', 'sub subprocess; in sub: start2 -> end2; start -> x1 -> sub -> x1'],
    ['conditions that hold', `c wait condition='=amount > 1'; start -> x1 -> c -> x1`],
    ['signals', 't throw signal=go; start -> x1 -> t -> x1'],
    ['links', 'l throw link=again; again wait link=again; start -> x1 -> l; again -> x1'],
  ])('stops an endless loop of %s', async (_, route) => {
    const { state } = start(await compileTerse(nativeCore, route), monday);
    expect(state.incidents?.[0]).toMatchObject({ code: 'endless-loop' });
  });

  it('runs ten thousand subprocesses and repetitions in a row', async () => {
    const compiled = await compileTerse(nativeCore, `sub subprocess repeat='=n < 5000'; in sub: s action set='n:=n + 1'; in sub: start2 -> s -> end2; start -> sub -> end`);
    const { state } = start(compiled, { ...monday, data: { n: 0 } });
    expect(state.end?.state).toBe('completed');
  });

  it('gives up a route whose tokens multiply without end', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> x1 -> and1; and1 -> x1; and1 -> x2; x2 -> x1');
    const { state } = start(compiled, monday);
    expect(state.status).toBe('incident');
  });
});

describe('what is remembered', () => {
  it('stays under a kilobyte for a usual approval', async () => {
    const told = await playCase(nativeCore, {
      name: 'usual approval',
      route: `
        head approval initiatorHead skip=initiator due=P2D
        board approval group:board mode=all due=P3D
        remind timer on=board duration=P1D keep
        late timer on=board duration=P5D
        tell notification group:board
        work execution kindHead
        accept acceptance initiator
        start -> x0 -> head -> x1
        x1 -> rework if =steps.head.outcome = "reject"
        x1 -> x2 else
        rework rework initiator
        rework -> x0
        x2 -> and1
        and1 -> board -> and2; and1 -> law -> and2
        law approval role:lawyer@sales
        remind -> tell -> end1
        late -> end2
        and2 -> work -> accept -> end`,
      play: [
        ['start', 'head:erik'],
        ['erik approve head', 'board:boris board:dina board:fiona law:leo @late @remind'],
        ['boris approve board', 'board:dina board:fiona law:leo @late @remind'],
      ],
    });
    expect(JSON.stringify(told.state).length).toBeLessThan(1024);
  });

  it('stays under a kilobyte with subprocesses, events and repetition', async () => {
    const told = await playCase(nativeCore, {
      name: 'approval with all sorts',
      route: `
        check subprocess each==people as=who
        in check: a approval field:who due=P2D
        in check: start2 -> a -> end2
        late timer on=check duration=P5D
        stop beside
        in stop: begin1 begin message=withdraw key='=request.id'
        in stop: begin1 -> h -> end3
        paid receive message=paid key='=request.id'
        head approval initiatorHead
        start -> head -> and1; and1 -> check -> and2; and1 -> paid -> and2; and2 -> end
        late -> end1`,
      world: { data: { people: ['boris', 'dina', 'fiona'] } },
      play: [['start', 'head:erik'], ['erik approve head', 'a:boris a:dina a:fiona ?paid @late']],
    });
    expect(JSON.stringify(told.state).length).toBeLessThan(1024);
  });

  it('is the same whatever the order of names in the stored JSON', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> a -> b -> end');
    const { state } = start(compiled, monday);
    const turned = Object.fromEntries(Object.entries(state).reverse()) as unknown as ProcessState;
    const command: ProcessCommand = { type: 'complete', task: '2', outcome: 'approve', by: 'boris' };
    expect(advance(compiled, turned, command, monday).events).toEqual(advance(compiled, state, command, monday).events);
  });

  it('is left untouched by a transition', async () => {
    const player = new Player(nativeCore, await compileTerse(nativeCore, 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end'), monday);
    const { state } = player.start();
    const before = JSON.stringify(state);
    player.apply({ type: 'complete', task: state.tokens[0]?.tasks?.[0]?.id ?? '', outcome: 'approve', by: 'boris' });
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe('compiling', () => {
  it('refuses durations that working time does not know', async () => {
    await expect(compileTerse(nativeCore, 'a approval boris due=P1M; start -> a -> end')).rejects.toThrow('duration-invalid@a');
  });

  it('refuses expressions that cannot be read, with the element', async () => {
    await expect(compileTerse(nativeCore, 'start -> x; x -> a if =amount >; x -> b else; a -> end; b -> end')).rejects.toThrow('@x__a');
  });

  it('gives equal routes equal hashes and others other ones', async () => {
    const [one, two, three] = await Promise.all(['start -> a -> end', 'start -> a -> end', 'start -> b -> end'].map((route) => compileTerse(nativeCore, route)));
    expect(one?.hash).toBe(two?.hash);
    expect(one?.hash).not.toBe(three?.hash);
  });

  it('takes the organisation only when a step opens', async () => {
    const compiled = await compileTerse(nativeCore, 'start -> a -> b -> end; b approval group:pair');
    const first = start(compiled, { ...monday, org: { ...firm, groups: [] } });
    const second = advance(compiled, first.state, { type: 'complete', task: '2', outcome: 'approve', by: 'boris' }, monday);
    expect(situationOf(first.state, second)).toBe('b:boris|fiona');
  });
});
