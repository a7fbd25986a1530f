import { diffRoutes, fromRouteDoc, layoutRoute, routePicture } from '@requestry/route';
import type { DocTask, RouteDoc } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import { describe, expect, it } from 'vitest';

const step = (id: string, more: Partial<DocTask> = {}): DocTask => ({
  kind: 'step', id, name: `Этап ${id}`, settings: { type: 'approval', who: { rule: 'initiatorHead' } }, targets: {}, timers: [], ...more,
});
const doc = (steps: RouteDoc['steps']): RouteDoc => ({ id: 'r', name: 'Закупка', start: { id: 'start' }, steps, end: { id: 'end', end: { state: 'completed' } } });
const changes = (before: RouteDoc['steps'], after: RouteDoc['steps']) => diffRoutes(fromRouteDoc(doc(before)), fromRouteDoc(doc(after)));

describe('diffRoutes', () => {
  it('finds nothing between equal routes, however they are laid out', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const route = fromRouteDoc(randomRouteDoc(seed));
      expect(diffRoutes(route, layoutRoute(route, { direction: 'horizontal' }))).toEqual([]);
    }
  });

  it('tells of an added, a removed and a moved step', () => {
    const [a, b, c] = [step('a'), step('b'), step('c')];
    expect(changes([a, b], [a, c, b]).map(({ kind, element }) => [kind, element])).toEqual([['added', 'c']]);
    expect(changes([a, b, c], [a, c]).map(({ message }) => message.ru)).toEqual(['Удалён этап «Этап b».']);
    expect(changes([a, b, c], [b, c, a])).toMatchObject([{ kind: 'moved', element: 'a', message: { ru: 'Этап «Этап a» перемещён: теперь после «Этап c».' } }]);
  });

  it('tells who did a step before and who does it now', () => {
    const found = changes([step('a')], [step('a', { settings: { type: 'approval', who: { rule: 'role', role: 'lawyer' } } })]);
    expect(found).toMatchObject([{ kind: 'changed', property: 'who' }]);
    expect(found[0]?.message.ru).toBe('«Этап a»: исполнитель был «руководитель инициатора», стал «роль lawyer».');
  });

  it('lists properties that no picture shows', () => {
    const settings = { type: 'approval', who: { rule: 'initiatorHead' }, due: 'P2D', access: { amount: 'edit' }, mode: { kind: 'all' } } as const;
    expect(changes([step('a')], [step('a', { settings })]).map(({ property }) => property)).toEqual(['mode', 'access', 'due']);
  });

  it('tells of conditions and of where decisions lead', () => {
    const split = (condition: string) => ({ kind: 'choice', id: 'x', name: 'Сумма?', branches: [{ id: 'w1', condition, steps: [step('b')] }, { id: 'w2', steps: [] }] }) as const;
    expect(changes([split('=a > 1')], [split('=a > 2')])).toMatchObject([{ property: 'condition', before: '=a > 1', after: '=a > 2' }]);
    const target = { reject: { to: 'end', id: 'no', end: { state: 'rejected' } } } as const;
    expect(changes([step('a')], [step('a', { targets: target })])).toMatchObject([{ property: 'targets' }]);
  });
});

describe('routePicture', () => {
  it('draws every node and flow with its title', () => {
    const route = fromRouteDoc(doc([step('a', { settings: { type: 'approval', title: { ru: 'Юрист', en: 'Lawyer' } } })]));
    const picture = routePicture(route);
    expect(picture.nodes).toHaveLength(route.nodes.length);
    expect(picture.edges).toHaveLength(route.flows.length);
    expect(picture.nodes.find(({ id }) => id === 'a')).toMatchObject({ type: 'userTask', step: 'approval', title: { ru: 'Юрист', en: 'Lawyer' } });
  });

  it('tells a start of a usual name in both languages', () => {
    const titleOfStart = (name: string): unknown => routePicture(fromRouteDoc({ ...doc([step('a')]), start: { id: 'start', name } })).nodes.find(({ id }) => id === 'start')?.title;
    expect(titleOfStart('Подана')).toEqual({ ru: 'Подана', en: 'Submitted' });
    expect(titleOfStart('Order came')).toBe('Order came');
  });
});
