import type { JsonObject, RequestView, TaskView } from '@requestry/model';
import { office } from '@requestry/runtime/testing';
import type { Office, OfficeOptions } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';

/** An office with the ready-made system of internal requests, where people do what they usually do. */
export interface Workplace extends Office {
  /** Asks for a repair; Petrova when nobody is named. */
  submit(subject?: string, person?: string): Promise<RequestView>;
  /** Decides the first task of a person on a request the way that leads on. Gives the decided task. */
  decide(person: string, request: string, decision?: { readonly outcome?: string; readonly data?: JsonObject; readonly comment?: string }): Promise<TaskView>;
}

const firstRecord = (directory: string): string => system.records.find((record) => record.directory === directory && !system.records.some((other) => other.parent === record.id))?.id ?? '';

/** What an initiator fills in. */
export const repair = (subject: string): JsonObject => ({
  subject,
  workType: firstRecord('work-types'),
  equipment: firstRecord('equipment'),
  problem: 'Перестало работать вчера вечером, перезагрузка не помогла.',
  urgency: 'normal',
});

/** Opens an office; its clock stands at `now`, the present when absent. */
export async function workplace({ now = new Date().toISOString(), messages }: Pick<OfficeOptions, 'now' | 'messages'> = {}): Promise<Workplace> {
  const place = await office({ system, now, ...(messages ? { messages } : {}) });
  return {
    ...place,
    submit: (subject = 'The printer in 204 does not print', person = 'petrova') => place.as(person).submitRequest({ kind: 'repair', data: repair(subject), idempotencyKey: place.key() }),
    decide: async (person, request, { outcome, data, comment } = {}) => {
      const service = place.as(person);
      const tasks = (await service.findTasks({ view: 'mine' })).items;
      const task = tasks.find((each) => each.request === request);
      if (!task) throw new TypeError(`${person} has no task on ${request}`);
      await service.completeTask({ task: task.id, outcome: outcome ?? task.outcomes[0]?.id ?? '', ...(data ? { data } : {}), ...(comment ? { comment } : {}), idempotencyKey: place.key() });
      return task;
    },
  };
}
