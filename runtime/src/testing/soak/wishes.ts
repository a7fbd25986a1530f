import { standardCalendar, type DesignService, type Json, type JsonObject, type RequestService, type System, type TaskView } from '@requestry/model';
import { randomFrom, type Random } from '@requestry/route/testing';
import { newId } from '../../ids.js';
import { firm } from '../../process/testing/people.js';
import { terseBpmn } from '../../process/testing/terse-route.js';

export type Service = RequestService & DesignService;

/** A command as it can be written down: said again by another process it is the same one. */
export interface WrittenWish {
  readonly by: string;
  readonly method: 'submitRequest' | 'completeTask' | 'delegateTask' | 'addApprover' | 'askQuestion' | 'postponeTask' | 'resumeTask' | 'returnRequest' | 'reassignTask' | 'addComment' | 'withdrawRequest' | 'suspendRequest' | 'continueRequest';
  readonly args: JsonObject & { readonly idempotencyKey: string };
}

const work = `start -> a -> and1; and1 -> b -> and2; and1 -> c -> and2; and2 -> d -> end; t -> n -> end1
  a approval group:board mode=quorum:2; b approval boris; c approval group:pair mode=all; d approval group:board mode=first
  t timer on=b cycle=R3/PT2S keep; n notification dina`;

const leave = 'start -> a -> end; a approval boris; t timer on=a duration=PT20S; t -> b -> end1; b approval dina';

/** One kind with branches, votes and a timer that repeats, one with a term. Both number their requests. */
export const soakSystem: System = {
  title: 'Soak',
  kinds: Object.entries({ work, leave }).map(([id, route]) => ({
    kind: {
      id, title: id, scope: 'internal', numbering: { journal: id, pattern: `${id}-{yyyy}-{n:3}` }, features: { forecast: false },
      form: { schema: { type: 'object', properties: { note: { type: 'string' }, amount: { type: 'number' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/note' }] } },
    },
    route: terseBpmn(route.replaceAll('\n', ';'), id),
  })),
  directories: [],
  records: [],
  org: {
    ...firm,
    roles: [...firm.roles, { id: 'chief', title: 'Chief', rights: ['design', 'administer', 'see-all'] }],
    people: firm.people.map((person) => (person.id === 'dina' ? { ...person, roles: ['chief'] } : person)),
  },
  calendars: [standardCalendar('Europe/Moscow')],
};

const people = ['boris', 'dina', 'fiona', 'leo', 'lara', 'erik'];

/** What somebody wants next, by what the service shows them. */
export async function nextWish(random: Random, as: (person: string) => Service): Promise<WrittenWish> {
  const by = random.pick(people);
  const idempotencyKey = newId();
  if (random.chance(0.15)) return { by: 'anna', method: 'submitRequest', args: { kind: random.pick(['work', 'leave']), data: { note: idempotencyKey, amount: 1 }, idempotencyKey } };
  const { items } = await as(by).findTasks({ view: random.chance(0.8) ? 'mine' : 'group', limit: 20 });
  const task = items.length > 0 ? random.pick(items) : undefined;
  return task ? onTask(random, by, task, idempotencyKey) : { by: 'anna', method: 'submitRequest', args: { kind: 'work', data: { note: idempotencyKey, amount: 2 }, idempotencyKey } };
}

function onTask(random: Random, by: string, task: TaskView, idempotencyKey: string): WrittenWish {
  const common = { idempotencyKey, comment: idempotencyKey, task: task.id };
  const { task: _task, ...about } = { ...common, request: task.request };
  const chosen = random.next();
  if (chosen < 0.6) return { by, method: 'completeTask', args: { ...common, outcome: (random.chance(0.9) ? task.outcomes[0]! : random.pick(task.outcomes)).id } };
  if (chosen < 0.66) return { by, method: 'delegateTask', args: { ...common, to: random.pick(people) } };
  if (chosen < 0.72) return { by, method: 'addApprover', args: { ...common, person: random.pick(people) } };
  if (chosen < 0.76) return { by, method: 'askQuestion', args: { idempotencyKey, task: task.id, question: idempotencyKey, of: random.pick(people) } };
  if (chosen < 0.8) return { by, method: 'postponeTask', args: { ...common, until: new Date(Date.now() + 3000).toISOString() } };
  if (chosen < 0.84) return { by, method: 'returnRequest', args: { ...common, to: 'a' } };
  if (chosen < 0.88) return { by, method: 'reassignTask', args: { ...common, to: random.pick(people) } };
  if (chosen < 0.94) return { by, method: 'addComment', args: { idempotencyKey, request: task.request, body: idempotencyKey, visibility: 'public' } };
  if (chosen < 0.96) return { by: 'dina', method: 'suspendRequest', args: about };
  if (chosen < 0.98) return { by: 'dina', method: 'continueRequest', args: about };
  return { by: 'anna', method: 'withdrawRequest', args: { idempotencyKey, request: task.request, reason: idempotencyKey } };
}

/** Gives a command and answers what every repeat has to be answered. */
export async function carryOut(service: Service, { method, args }: WrittenWish): Promise<Json> {
  const answer = await (service[method] as (args: unknown) => Promise<{ readonly id: string }>)(args);
  return answer.id;
}

export const chanceOf = (name: string): Random => randomFrom([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7));
