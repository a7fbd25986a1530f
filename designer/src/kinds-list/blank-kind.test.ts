import { describe, expect, it } from 'vitest';
import { isOpen, RouteSession } from '../route-tab/session.js';
import { blankRoute } from './blank-kind.js';

describe('the route of a new kind', () => {
  it('names its start, its ends and both ways out of its step before anybody has changed it', async () => {
    const read = await new RouteSession().read(await blankRoute());
    if (!isOpen(read)) throw new TypeError('the route cannot be read');
    const { nodes, flows, diagram } = read.route;
    expect(flows.filter(({ from }) => from === 'decided').map(({ title }) => title)).toMatchObject([{ en: 'Approve' }, { en: 'Reject' }]);
    expect(nodes.filter(({ type }) => type.endsWith('Event')).map(({ name }) => name)).toEqual(['Подана', 'Выполнена', 'Отклонена']);
    for (const id of ['done', 'rejected']) {
      const { bounds, label } = diagram.shapes[id] ?? {};
      if (!bounds || !label) throw new TypeError(`${id} has no label`);
      const beside = label.x > bounds.x + bounds.width || label.x + label.width < bounds.x;
      expect(beside || label.y - bounds.y - bounds.height >= 6 || bounds.y - label.y - label.height >= 6).toBe(true);
    }
    expect(flows.filter(({ from }) => from === 'decided').every(({ id }) => diagram.edges[id]?.label)).toBe(true);
  });
});
