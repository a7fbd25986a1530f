import { describe, expect, it } from 'vitest';
import type { JsonObject, RequestEvent } from '@requestry/model';
import { system } from '@requestry/templates/internal';
import { readBpmn, type Route } from '@requestry/route';
import { firstBrokenLink, processEvents } from '@requestry/runtime';
import { compileRoute, replay } from '@requestry/runtime/process';
import { office } from './testing/index.js';

const repair: JsonObject = {
  subject: 'МФУ в 204 не печатает',
  workType: 'wt-repair',
  equipmentKind: 'ek-printer',
  equipment: 'eq-1001',
  location: 'Корпус 2, этаж 2, каб. 204',
  responsible: 'petrova',
  problem: 'Замятие бумаги после каждой второй страницы',
};

describe('the history', () => {
  it('keeps the journal of facts chained, and they rebuild the state', async () => {
    const place = await office({ system });
    const { id } = await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: place.key() });
    for (const [person, outcome] of [['ivanov', 'approve'], ['orlova', 'accept']] as const) {
      const [task] = (await place.as(person).findTasks({ view: 'mine' })).items;
      await place.as(person).completeTask({ task: task?.id ?? '', outcome, idempotencyKey: place.key() });
    }
    const store = place.storage.tenant('main');
    const rows = await store.scan({ index: 'events', eq: [id], limit: 100 });
    const events = rows.items.flatMap((row) => (row.body as { readonly events: readonly RequestEvent[] }).events);
    const [doc] = await store.get([{ collection: 'requests', id }]);
    const { process, lastHash } = doc?.body as { readonly process: unknown; readonly lastHash: string };
    const { compiled } = compileRoute((await readBpmn(system.kinds[0]?.route ?? '')).route as Route);
    if (!compiled) throw new Error('The route does not compile');
    expect(replay(compiled, processEvents(events))).toEqual(process);
    expect(firstBrokenLink(events, lastHash)).toBeUndefined();
    const bent = events.map((event, index) => (index === 3 ? { ...event, at: '2020-01-01T00:00:00.000Z' } : event));
    expect(firstBrokenLink(bent, lastHash)).toBe(4);
  });
});
