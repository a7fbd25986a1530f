import { expect, it } from 'vitest';
import { system } from '@requestry/templates/internal';
import { nativeCore, type ExecutionCore } from '@requestry/runtime/process';
import { bpmnEngineCore } from '@requestry/runtime/bpmn-engine';
import { office } from '../testing/index.js';

const repair = {
  subject: 'МФУ в 204 не печатает',
  workType: 'wt-repair',
  equipmentKind: 'ek-printer',
  equipment: 'eq-1001',
  location: 'Корпус 2, этаж 2, каб. 204',
  responsible: 'petrova',
  problem: 'Замятие бумаги после каждой второй страницы',
};

const decisions = [
  ['ivanov', 'approve', {}],
  ['orlova', 'accept', {}],
  ['orlova', 'assign', { performers: ['kim', 'volkov'] }],
  ['kim', 'done', { result: 'Заменён ролик захвата', materialsUsed: [{ material: 'm-cartridge', quantity: 1 }], hoursSpent: [{ person: 'kim', hours: 1.5 }] }],
  ['volkov', 'done', { result: 'Заменён ролик захвата, проверено питание' }],
  ['petrova', 'accept', {}],
] as const;

/** A repair from the first to the last decision: whom it waits for after each, how it ends, what the history says. */
async function repaired(core: ExecutionCore) {
  const place = await office({ system, core });
  const { id } = await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: place.key() });
  const waiting: (readonly string[])[] = [];
  for (const [person, outcome, data] of decisions) {
    const { items } = await place.as(person).findTasks({ view: 'mine' });
    const task = items.find(({ request }) => request === id);
    if (!task) throw new Error(`${person} has no task`);
    const view = await place.as(person).completeTask({ task: task.id, outcome, data, expectedVersion: task.version, idempotencyKey: place.key() });
    waiting.push(view.waitingFor.flatMap(({ people }) => people));
  }
  const { state } = await place.as('petrova').getRequest({ request: id });
  const history = await place.as('petrova').getHistory({ request: id });
  return { waiting, state, history: history.map(({ type, step, trace }) => ({ type, step, trace })) };
}

it('carries a request of a ready-made system through the service as the native engine does', async () => {
  const [native, other] = await Promise.all([repaired(nativeCore), repaired(bpmnEngineCore())]);
  expect(other.state).toBe('completed');
  expect(other).toEqual(native);
});
