import { RequestryError } from '@requestry/model';
import { describe, expect, it } from 'vitest';
import { advance, nativeCore, replay, start, type Advance, type CompiledRoute, type ProcessCommand, type ProcessEvent, type ProcessState } from '@requestry/runtime/process';
import { compileTerse, monday, situationOf } from './testing/index.js';

const compile = (route: string): Promise<CompiledRoute> => compileTerse(nativeCore, route);

/** Plays commands on one route and then on another; every state is what its events tell. */
class Walk {
  events: ProcessEvent[] = [];
  state: ProcessState;

  constructor(route: CompiledRoute) {
    const first = start(route, monday);
    this.state = first.state;
    this.events.push(...first.events);
  }

  take(route: CompiledRoute, command: ProcessCommand): string {
    const before = this.state;
    const step: Advance = advance(route, before, command, monday);
    this.state = step.state;
    this.events.push(...step.events);
    expect(replay(route, JSON.parse(JSON.stringify(this.events)) as ProcessEvent[])).toEqual(JSON.parse(JSON.stringify(this.state)));
    return situationOf(before, step, route);
  }

  approve(route: CompiledRoute, node: string): string {
    const task = this.state.tokens.find((token) => token.node === node)?.tasks?.find(({ outcome }) => outcome === undefined);
    return this.take(route, { type: 'complete', task: task?.id ?? '', outcome: 'approve', by: 'boris' });
  }

  migrate(route: CompiledRoute, nodes: Readonly<Record<string, string>>): string {
    return this.take(route, { type: 'migrate', nodes, by: 'dina' });
  }

  /** What the engine names when it refuses. */
  refused(route: CompiledRoute, nodes: Readonly<Record<string, string>>): readonly string[] {
    try {
      this.migrate(route, nodes);
    } catch (error) {
      if (error instanceof RequestryError) return (error.issues ?? []).map(({ code, element }) => `${code}@${element ?? ''}`);
      throw error;
    }
    return [];
  }
}

describe('migrating to another route', () => {
  it('goes on by the new route with the open tasks', async () => {
    const [old, next] = await Promise.all([compile('start -> a -> end'), compile('start -> b -> c -> end')]);
    const walk = new Walk(old);
    expect(walk.migrate(next, { a: 'b' })).toBe('b:boris');
    expect(walk.state.route).toBe(next.hash);
    expect(walk.approve(next, 'b')).toBe('c:boris');
    expect(walk.approve(next, 'c')).toBe('end:completed');
  });

  it('names every token that has no place there, and changes nothing', async () => {
    const [old, next] = await Promise.all([compile('start -> and1; and1 -> a -> end; and1 -> b -> end; and1 -> c -> end'), compile('start -> a -> x1 -> end')]);
    const walk = new Walk(old);
    expect(walk.refused(next, { a: 'a', c: 'x1' })).toEqual(['migrate.unmapped@b', 'migrate.does-not-fit@c']);
    expect(walk.state.route).toBe(old.hash);
  });

  it('takes what was decided along', async () => {
    const [old, next] = await Promise.all([compile('start -> a -> b -> end'), compile('start -> first -> b -> x; x -> c if =steps.first.outcome = "approve"; x -> end else; c -> end')]);
    const walk = new Walk(old);
    walk.approve(old, 'a');
    walk.migrate(next, { b: 'b', a: 'first' });
    expect(walk.approve(next, 'b')).toBe('c:boris');
  });

  it('keeps timers that are there too, drops those that are not and arms those that are new', async () => {
    const [old, next] = await Promise.all([
      compile('t1 timer on=a duration=P1D; t2 timer on=a duration=P2D; start -> a -> end; t1 -> end1; t2 -> end2'),
      compile('t timer on=b duration=P3D; t3 timer on=b duration=P5D; start -> b -> end; t -> d -> end1; t3 -> end2'),
    ]);
    const walk = new Walk(old);
    expect(walk.migrate(next, { a: 'b', t1: 't' })).toBe('b:boris @t @t3');
    expect(walk.state.timers.map(({ node, at }) => [node, at])).toEqual([['t', '2026-03-03T07:00:00.000Z'], ['t3', '2026-03-07T07:00:00.000Z']]);
    expect(walk.take(next, { type: 'timer', timer: walk.state.timers[0]?.id ?? '' })).toBe('-b:boris d:boris');
  });

  it('keeps branches that wait at a join', async () => {
    const block = 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> end';
    const [old, next] = await Promise.all([compile(block), compile(`${block}; c approval dina`)]);
    const walk = new Walk(old);
    walk.approve(old, 'b');
    expect(walk.migrate(next, { a: 'a', and2: 'and2' })).toBe('a:boris');
    expect(walk.approve(next, 'a')).toBe('c:dina');
    const other = new Walk(old);
    other.approve(old, 'b');
    expect(other.refused(await compile('start -> and1; and1 -> a -> and3; and1 -> d -> and3; and3 -> end'), { a: 'a', and2: 'and3' })).toEqual(['migrate.does-not-fit@and2']);
  });

  it('keeps subprocesses and what is inside them', async () => {
    const [old, next] = await Promise.all([
      compile('sub subprocess; in sub: start2 -> a -> end2; start -> sub -> end'),
      compile('box subprocess; in box: start2 -> b -> c -> end2; start -> box -> d -> end'),
    ]);
    const walk = new Walk(old);
    expect(walk.refused(next, { sub: 'd', a: 'b' })).toEqual(['migrate.does-not-fit@sub', 'migrate.does-not-fit@a']);
    expect(walk.migrate(next, { sub: 'box', a: 'b' })).toBe('b:boris');
    walk.approve(next, 'b');
    expect(walk.approve(next, 'c')).toBe('d:boris');
  });

  it('keeps a step that is put off and a request at rest as they are', async () => {
    const [old, next] = await Promise.all([compile('t timer on=a duration=P1D; start -> a -> end; t -> end1'), compile('s timer on=b duration=P1D; start -> b -> end; s -> end1')]);
    const walk = new Walk(old);
    walk.take(old, { type: 'postpone', task: '2', until: '2026-03-09T07:00:00Z', by: 'dina' });
    walk.take(old, { type: 'suspend', by: 'dina' });
    expect(walk.refused(next, { a: 'b' })).toEqual(['migrate.unmapped@t']);
    expect(walk.migrate(next, { a: 'b', t: 's' })).toBe('b:(boris) suspended');
    expect(walk.take(next, { type: 'resume', by: 'dina' })).toBe('b:(boris) @b');
    expect(walk.take(next, { type: 'resume', task: '2', by: 'dina' })).toBe('b:boris @s');
  });

  it('takes an incident along, to be tried again there', async () => {
    const [old, next] = await Promise.all([compile('a approval group:empty; start -> a -> end'), compile('b approval dina; start -> b -> end')]);
    const walk = new Walk(old);
    expect(walk.migrate(next, { a: 'b' })).toBe('!no-performer:b');
    expect(walk.take(next, { type: 'retry', by: 'dina' })).toBe('b:dina');
  });
});
