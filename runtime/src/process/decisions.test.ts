import { describe, expect, it } from 'vitest';
import type { DecisionTable } from '@requestry/model/decision';
import { readBpmn, writeBpmn, routeIssueText } from '@requestry/route';
import { compileRoute } from '@requestry/runtime/process';
import { terseBpmn } from './testing/terse-route.js';

const level: DecisionTable = { id: 'level', hitPolicy: 'F', inputs: [{ expression: 'amount' }], outputs: [{}], rules: [{ when: ['> 5'], then: ['"high"'] }] };

async function routeOf(words: string) {
  const { route } = await readBpmn(terseBpmn(words));
  if (!route) throw new Error('not read');
  return route;
}

describe('tables of a route', () => {
  it('are named where they are missing or wrong', async () => {
    const route = await routeOf('r rule decision=level result=x; a approval table:who; start -> r -> a -> end');
    const missing = compileRoute(route);
    expect(missing.compiled).toBeUndefined();
    expect(missing.issues).toMatchObject([
      { code: 'route.decision-missing', element: 'r', params: { decision: 'level' } },
      { code: 'route.decision-missing', element: 'a', params: { decision: 'who' } },
    ]);
    expect(missing.issues[0] && routeIssueText(missing.issues[0], 'ru')).toBe('«r»: нет таблицы решений «level».');
    const wrong = compileRoute(route, { decisions: [{ ...level, rules: [{ when: ['> '], then: ['1'] }] }, { ...level, id: 'who' }] });
    expect(wrong.issues).toMatchObject([{ code: 'feel.syntax', element: 'r', path: '/rules/0/when/0', params: { decision: 'level' } }]);
  });

  it('need a field for their result', async () => {
    const { issues } = compileRoute(await routeOf('r rule decision=level; start -> r -> end'), { decisions: [level] });
    expect(issues).toMatchObject([{ code: 'route.decision-without-result', element: 'r' }]);
  });

  it('are part of what makes two routes the same', async () => {
    const route = await routeOf('r rule decision=level result=x; start -> r -> end');
    const hash = (table: DecisionTable) => compileRoute(route, { decisions: [table] }).compiled?.hash;
    expect(hash(level)).toBe(hash({ ...level }));
    expect(hash(level)).not.toBe(hash({ ...level, hitPolicy: 'U' }));
    const plain = await routeOf('a approval boris; start -> a -> end');
    expect(compileRoute(plain, { decisions: [level] }).compiled?.hash).toBe(compileRoute(plain).compiled?.hash);
  });

  it('stay named through a file', async () => {
    const route = await routeOf('r rule decision=level-2 result=x; a approval table:who; start -> r -> a -> end');
    const { route: again } = await readBpmn(await writeBpmn(route));
    expect(again?.nodes.find(({ id }) => id === 'r')?.script).toEqual({ expression: 'level-2', result: 'x' });
    expect(again?.nodes.find(({ id }) => id === 'a')?.step?.who).toEqual({ rule: 'table', decision: 'who' });
  });
});
