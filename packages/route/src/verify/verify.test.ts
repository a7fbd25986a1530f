import type { Org, StepSettings } from '@requestry/model';
import { applyFix, verifyRoute } from '@requestry/route';
import type { NodeType, Route, RouteFlow, RouteNode } from '@requestry/route';
import { describe, expect, it } from 'vitest';

const types: Readonly<Record<string, NodeType>> = { s: 'startEvent', e: 'endEvent', x: 'exclusiveGateway', p: 'parallelGateway', o: 'inclusiveGateway', t: 'task', u: 'userTask', a: 'serviceTask' };

/** A route from ways like `s1 t1 p1, p1 t2 p2`; the first letter of a node is its type. */
function route(ways: string, extra: readonly RouteNode[] = []): Route {
  const nodes = new Map<string, RouteNode>(extra.map((node) => [node.id, node]));
  const flows: RouteFlow[] = [];
  for (const way of ways.split(',')) {
    const ids = way.trim().split(/\s+/);
    for (const id of ids) if (!nodes.has(id)) nodes.set(id, { id, type: types[id.charAt(0)] ?? 'task' });
    ids.slice(1).forEach((to, index) => flows.push({ id: `${ids[index]}_${to}_${flows.length}`, from: ids[index] as string, to }));
  }
  return { id: 'r', nodes: [...nodes.values()], flows, lanes: [], diagram: { shapes: {}, edges: {} } };
}

const codes = (checked: Route, org?: Org): string[] => [...new Set(verifyRoute(checked, org ? { org } : {}).findings.map(({ code }) => code))].sort();
const errors = (checked: Route): string[] => verifyRoute(checked).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const timer = (id: string, attachedTo: string, interrupting?: false): RouteNode => ({ id, type: 'boundaryEvent', attachedTo, event: { type: 'timer', kind: 'duration', value: 'P1D' }, ...(interrupting === false ? { interrupting } : {}) });

describe('verifyRoute', () => {
  it.each([
    ['a row of steps', 's1 t1 t2 e1'],
    ['a parallel pair', 's1 p1, p1 t1 p2, p1 t2 p2, p2 e1'],
    ['a choice', 's1 x1, x1 t1 x2, x1 t2 x2, x2 e1'],
    ['an inclusive pair', 's1 o1, o1 t1 o2, o1 t2 o2, o2 e1'],
    ['a loop with a person', 's1 x1 u1 x2, x2 x1, x2 e1'],
    ['a loop before a parallel pair, through a merge', 's1 x1 p1, p1 t1 p2, p1 t2 p2, p2 x2, x2 x1, x2 e1'],
    ['several ends of a choice', 's1 x1, x1 e1, x1 e2'],
  ])('finds nothing wrong with %s', (_, ways) => expect(verifyRoute(route(ways))).toMatchObject({ complete: true, findings: [] }));

  it.each([
    ['deadlock', 'a choice joined by waiting for all', 's1 x1, x1 t1 p1, x1 t2 p1, p1 e1', 'deadlock'],
    ['deadlock', 'a loop back into a waiting join', 's1 p1 t1 x1, x1 p1, x1 e1', 'deadlock'],
    ['improper-completion', 'parallel branches merged without waiting', 's1 p1, p1 t1 x1, p1 t2 x1, x1 t3 e1', 'improper-completion'],
    ['unsafe', 'parallel branches merged without waiting', 's1 p1, p1 t1 x1, p1 t2 x1, x1 t3 e1', 'unsafe'],
    ['improper-completion', 'parallel branches with ends of their own', 's1 p1, p1 t1 e1, p1 t2 e2', 'improper-completion'],
    ['dead-step', 'a step beside the way', 's1 t1 e1, t2 e1', 'dead-step'],
    ['livelock', 'a circle of steps without a way out', 's1 u1 u2 x1, x1 u1, x1 u2, e1 u1', 'livelock'],
    ['livelock', 'a circle of gateways', 's1 x1 x2, x2 x1, x2 e1', 'livelock'],
    ['missing-end', 'a way without an end', 's1 t1', 'missing-end'],
    ['missing-start', 'a way without a start', 't1 e1', 'missing-start'],
  ])('finds %s: %s', (_, _what, ways, code) => expect(codes(route(ways))).toContain(code));

  it('tells the way to a deadlock in order and in words', () => {
    const checked = route('s1 x1, x1 t1 p1, x1 t2 p1, p1 e1', [{ id: 't1', type: 'task', name: 'Юрист' }, { id: 't2', type: 'task', name: 'Охрана' }]);
    const finding = verifyRoute(checked).findings.find(({ code }) => code === 'deadlock');
    expect(finding?.elements[0]).toBe('p1');
    expect(finding?.counterexample?.filter((id) => checked.nodes.some((node) => node.id === id))).toEqual(['s1', 'x1', 't1']);
    expect(finding?.message.ru).toBe('Маршрут может зависнуть: узел «ждать всех» не дождётся ветви от «Охрана».');
    expect(finding?.message.en).toContain('“Охрана”');
  });

  it('offers repairs that work', () => {
    for (const ways of ['s1 x1, x1 t1 p1, x1 t2 p1, p1 e1', 's1 p1, p1 t1 x1, p1 t2 x1, x1 t3 e1']) {
      const fix = verifyRoute(route(ways)).findings.find((finding) => finding.fix)?.fix;
      expect(fix && errors(applyFix(route(ways), fix))).toEqual([]);
    }
  });

  it('sees that a timeout and the normal way cannot both satisfy a waiting join', () => {
    const ways = 's1 p1, p1 u1 p2, p1 t2 p2, b1 p2, p2 e1';
    expect(codes(route(ways, [timer('b1', 'u1')]))).toContain('deadlock');
    expect(codes(route('s1 p1, p1 u1 x1 p2, p1 t2 p2, b1 x1, p2 e1', [timer('b1', 'u1')]))).toEqual([]);
  });

  it('leaves out branches that only remind', () => {
    expect(codes(route('s1 x1 u1 x2, x2 x1, x2 e1, b1 t9 e9', [timer('b1', 'u1', false)]))).toEqual([]);
  });

  it('finds that a branch begun beside an open step comes back into the way', () => {
    expect(codes(route('s1 u1 x1 t2 e1, b1 x1', [timer('b1', 'u1', false)]))).toContain('improper-completion');
  });

  it('lets an end that stops everything leave a parallel block', () => {
    const stop: RouteNode = { id: 'e9', type: 'endEvent', event: { type: 'terminate' } };
    expect(codes(route('s1 p1, p1 t1 x1, x1 e9, x1 p2, p1 t2 p2, p2 e1', [stop]))).toEqual([]);
    expect(codes(route('s1 p1, p1 t1 x1, x1 e9, x1 p2, p1 t2 p2, p2 e1'))).toContain('deadlock');
  });

  const inSub = (ids: string, more: readonly RouteNode[] = []): RouteNode[] => [
    { id: 'sub', type: 'subProcess' },
    ...ids.split(' ').map((id): RouteNode => ({ id, type: types[id.charAt(0)] ?? 'task', parent: 'sub' })),
    ...more,
  ];
  const message = (id: string, type: RouteNode['type'], more: Partial<RouteNode> = {}): RouteNode => ({ id, type, event: { type: 'message', name: 'paid' }, ...more });

  it('takes a choice by events for a choice', () => {
    const events = [{ id: 'g1', type: 'eventBasedGateway' } as const, message('m1', 'intermediateCatchEvent'), message('m2', 'receiveTask')];
    expect(codes(route('s1 g1, g1 m1 x1, g1 m2 x1, x1 e1', events))).toEqual([]);
    expect(codes(route('s1 g1, g1 m1 p1, g1 m2 p1, p1 e1', events))).toContain('deadlock');
  });

  it('looks inside subprocesses, and at what may happen on their border', () => {
    expect(codes(route('s1 sub e1, s2 x2, x2 t1 p2, x2 t2 p2, p2 e2', inSub('s2 x2 t1 t2 p2 e2')))).toContain('deadlock');
    expect(codes(route('s1 sub x1 e1, b1 x1, s2 p2, p2 t1 p3, p2 t2 p3, p3 e2', inSub('s2 p2 t1 t2 p3 e2', [message('b1', 'boundaryEvent', { attachedTo: 'sub' })])))).toEqual([]);
    expect(codes(route('s1 sub x1 t3 e1, b1 x1, s2 t1 e2', inSub('s2 t1 e2', [message('b1', 'boundaryEvent', { attachedTo: 'sub', interrupting: false })])))).toContain('improper-completion');
    expect(codes(route('s1 p1, p1 sub p2, p1 t2 p2, b1 p2, p2 e1, s2 t1 e2', inSub('s2 t1 e2', [{ id: 'b1', type: 'boundaryEvent', attachedTo: 'sub', event: { type: 'error' } }])))).toContain('deadlock');
  });

  it('looks inside subprocesses that events start and finds them reached', () => {
    const beside: RouteNode[] = [{ id: 'help', type: 'subProcess', eventSubProcess: true }, message('s9', 'startEvent', { parent: 'help' })];
    const inner = (ids: string): RouteNode[] => ids.split(' ').map((id) => ({ id, type: types[id.charAt(0)] ?? 'task', parent: 'help' }));
    expect(codes(route('s1 t1 e1, s9 t9 e9', [...beside, ...inner('t9 e9')]))).toEqual([]);
    expect(codes(route('s1 t1 e1, s9 x9, x9 t8 p9, x9 t9 p9, p9 e9', [...beside, ...inner('x9 t8 t9 p9 e9')]))).toContain('deadlock');
  });

  it('follows links', () => {
    const links = [{ id: 'l1', type: 'intermediateThrowEvent', event: { type: 'link', name: 'a' } }, { id: 'l2', type: 'intermediateCatchEvent', event: { type: 'link', name: 'a' } }] satisfies RouteNode[];
    expect(codes(route('s1 t1 l1, l2 t2 e1', links))).toEqual([]);
    expect(codes(route('s1 x1 t1 x2, x2 l1, x2 e1, l2 x1', links.map((node) => node)))).toEqual([]);
    expect(codes(route('s1 x1 x2, x2 l1, x2 e1, l2 x1', links))).toEqual(['livelock']);
    expect(codes(route('s1 t1 e1, l2 t2 e1', links.slice(1)))).toContain('dead-step');
  });

  it('finds a circle through a subprocess where nobody is asked', () => {
    expect(codes(route('s1 x1 sub x2, x2 x1, x2 e1, s2 a1 e2', inSub('s2 a1 e2')))).toEqual(['livelock']);
    expect(codes(route('s1 x1 sub x2, x2 x1, x2 e1, s2 u1 e2', inSub('s2 u1 e2')))).toEqual([]);
  });

  it('says that it did not look at everything, and then claims nothing is unreachable', () => {
    const branches = Array.from({ length: 10 }, (_, index) => `p1 x${index} u${index}a x${index}b p2, x${index} u${index}b x${index}b`).join(', ');
    const result = verifyRoute(route(`s1 p1, ${branches}, p2 e1`), { maxStates: 5 });
    expect(result).toMatchObject({ complete: false, findings: [] });
  });

  it('needs few states for many parallel branches', () => {
    const branches = Array.from({ length: 6 }, (_, branch) => `p1 ${Array.from({ length: 5 }, (_s, step) => `t${branch}${step}`).join(' ')} p2`).join(', ');
    const result = verifyRoute(route(`s1 p1, ${branches}, p2 e1`));
    expect(result).toMatchObject({ complete: true, findings: [] });
    expect(result.states).toBeLessThan(1000);
  });

  it('finds a circle that nothing leads to, with what hangs on it', () => {
    const [finding, ...more] = verifyRoute(route('s1 t1 e1, u2 u3 x2, x2 u2, x2 t1')).findings;
    expect(finding).toMatchObject({ code: 'dead-step', elements: ['u2'], fix: { kind: 'remove', nodes: ['u2', 'u3', 'x2'] } });
    expect(more).toEqual([]);
  });

  const stop: RouteNode = { id: 'e9', type: 'endEvent', event: { type: 'terminate' } };

  it('finds that an end which stops everything is reached before what stands beside it', () => {
    expect(codes(route('s1 p1, p1 e9, p1 t1 e1', [stop]))).toEqual(['dead-step']);
  });

  it('finds an end that is reached before a branch that always stops everything', () => {
    expect(codes(route('s1 p1, p1 u1 e9, p1 t2 e1', [stop]))).toEqual(['improper-completion']);
  });
});

describe('verifyRoute against an organisation', () => {
  const org: Org = {
    units: [{ id: 'finance', title: 'Финансы' }, { id: 'it', title: 'ИТ', head: 'boris' }],
    people: [{ id: 'anna', name: 'Анна', roles: ['lawyer'], unit: 'it' }, { id: 'boris', name: 'Борис', archived: true }],
    roles: [{ id: 'lawyer', title: 'Юрист' }, { id: 'guard', title: 'Охрана' }],
    groups: [{ id: 'board', title: 'Правление', people: ['boris'] }],
    substitutions: [],
  };
  const withStep = (step: StepSettings): Route => route('s1 u1 e1', [{ id: 'u1', type: 'userTask', name: 'Проверка', step }]);

  it.each([
    ['a unit without head', { rule: 'unitHead', unit: 'finance' }],
    ['a unit whose head has left', { rule: 'unitHead', unit: 'it' }],
    ['a role that nobody holds', { rule: 'role', role: 'guard' }],
    ['a role that nobody holds in the unit', { rule: 'role', role: 'lawyer', unit: 'finance' }],
    ['a group of people who have left', { rule: 'group', group: 'board' }],
    ['a person who has left', { rule: 'person', person: 'boris' }],
    ['a person who is not there', { rule: 'person', person: 'nobody' }],
  ] as const)('finds that nobody can be assigned: %s', (_, who) => expect(codes(withStep({ type: 'approval', who }), org)).toEqual(['no-performer']));

  it.each([{ rule: 'person', person: 'anna' }, { rule: 'role', role: 'lawyer', unit: 'it' }, { rule: 'initiator' }] as const)('accepts a rule that yields somebody: $rule', (who) =>
    expect(codes(withStep({ type: 'execution', who }), org)).toEqual([]));

  it('warns of the initiator approving the own request, and mends it', () => {
    const own = withStep({ type: 'approval', who: { rule: 'initiator' } });
    const [finding] = verifyRoute(own).findings;
    expect(finding).toMatchObject({ code: 'self-approval', severity: 'warning' });
    expect(finding?.fix && codes(applyFix(own, finding.fix))).toEqual([]);
  });

  it('finds duties that cannot be separated, because the rule or the organisation leaves nobody (Y-34)', () => {
    const two = (first: Partial<StepSettings>, second: Partial<StepSettings>): Route =>
      route('s1 u1 u2 e1', [
        { id: 'u1', type: 'userTask', step: { type: 'approval', ...first } },
        { id: 'u2', type: 'userTask', step: { type: 'approval', notPerformerOf: ['u1'], ...second } },
      ]);
    const found = (checked: Route, org?: Org) => verifyRoute(checked, org ? { org } : {}).findings.map(({ code, severity, elements }) => [code, severity, ...elements]);
    const dina = { who: { rule: 'person', person: 'dina' } } as const;
    expect(found(two(dina, { who: { rule: 'performer', step: 'u1' } }))).toEqual([['separation', 'error', 'u2', 'u1']]);
    expect(found(two(dina, dina))).toEqual([['separation', 'warning', 'u2', 'u1']]);
    expect(found(two(dina, { who: { rule: 'person', person: 'boris' } }))).toEqual([]);
    expect(found(two({ who: { rule: 'group', group: 'g' }, mode: { kind: 'all' } }, dina), { units: [], roles: [], substitutions: [], people: [{ id: 'dina', name: 'Dina' }, { id: 'leo', name: 'Leo' }], groups: [{ id: 'g', title: 'G', people: ['leo', 'dina'] }] })).toEqual([['separation', 'warning', 'u2', 'u1']]);
  });

  it('finds a step without any rule', () => expect(codes(withStep({ type: 'approval' }))).toEqual(['no-performer']));
});
