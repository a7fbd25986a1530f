import { RequestryError, type JsonObject, type Kind, type RequestView, type System } from '@requestry/model';
import { terseBpmn } from '../../process/testing/terse-route.js';
import { agency } from '../agency.js';
import type { ServiceSuite } from '../describe-service.js';
import type { Office } from '../office.js';

const demands = '<rq:check title="Look at it" /><rq:check title="Write it down" /><rq:access field="price" level="required" /><rq:access field="margin" level="required" />';
/** A step that has a checklist and fields to be filled in. */
const demanding = (route: string): string => terseBpmn(route).replace('</rq:step>', `${demands}</rq:step>`);

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({
  id, title: id, scope: 'internal', viewAccess: { '*': 'read', margin: 'hidden' },
  form: {
    schema: { type: 'object', properties: { what: { type: 'string' }, price: { type: 'number', title: 'Price', minimum: 1 }, margin: { type: 'string', title: 'Margin' } } },
    ui: { type: 'VerticalLayout', elements: ['what', 'price', 'margin'].map((name) => ({ type: 'Control' as const, scope: `#/properties/${name}` })) },
  },
  ...more,
});

/** Steps that are decided by themselves when nobody does within a day. */
const careless: System = {
  ...agency,
  directories: [{ id: 'verdicts', title: 'Verdicts', schema: { type: 'object', properties: { name: { type: 'string' } } }, keyField: 'name', titleTemplate: '{name}' }],
  kinds: [
    { kind: kind('checkup', { guides: [{ step: 'inspect', mandatory: [2] }] }), route: demanding('start -> inspect -> end; inspect execution kurt due=P1D escalate=decide:done') },
    { kind: kind('lapse', { guides: [{ step: 'agree', mandatory: [2] }] }), route: demanding('start -> agree -> x; x -> end if =steps.agree.outcome = "approve"; x -> no else; no end rejected; agree approval boris due=P1D escalate=decide:reject') },
    { kind: kind('enquiry'), route: terseBpmn('start -> judge -> end; judge decision boris outcomes=decide#verdicts due=P1D escalate=decide:decide') },
  ],
};

/** What a person may not skip by completing a task is not skipped by deciding it without anybody. */
export function decidedAlone({ open, runner: { describe, it, expect, beforeEach } }: ServiceSuite): void {
  let place: Office;
  beforeEach(async () => {
    place = await open({ system: careless });
  });

  const submit = async (of: string, data: JsonObject = {}): Promise<string> => (await place.as('anna').submitRequest({ kind: of, data: { what: 'Talk', ...data }, idempotencyKey: place.key() })).id;
  const read = (request: string, person = 'kurt'): Promise<RequestView> => place.as(person).getRequest({ request });
  const because = ({ incident }: RequestView): readonly unknown[] => incident?.why?.because?.map(({ code, params }) => [code, params?.item ?? params?.field, params?.title].filter((part) => part !== undefined)) ?? [];
  const taskOf = async (request: string, person = 'kurt'): Promise<string> => (await read(request, person)).tasks[0]?.id ?? '';
  const complete = async (request: string, outcome: string, data?: JsonObject): Promise<RequestView> => place.as('kurt').completeTask({ task: await taskOf(request), outcome, ...(data ? { data } : {}), idempotencyKey: place.key() });

  async function codesOf(promise: Promise<unknown>): Promise<readonly string[]> {
    const error = await promise.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  }

  describe('a step that is decided without anybody', () => {
    it('stays with its performer while points and fields that a person could not skip are open, says the same of them, and goes on by either (X-22 Y-30 D-24)', async () => {
      const id = await submit('checkup');
      expect(await codesOf(complete(id, 'done'))).toEqual(['task.check-required /checklist/2']);
      await place.pass({ days: 2 });
      const held = await read(id);
      expect([held.state, held.incident?.code, because(held)]).toEqual(['active', 'guarded', [['task.check-required', 2, 'Write it down'], ['form.required', 'price', 'Price'], ['form.required', 'margin', 'Margin']]]);
      expect(because(await read(id, 'anna')), 'without fields that are hidden').toEqual([['task.check-required', 2, 'Write it down'], ['form.required', 'price', 'Price']]);
      expect(held.tasks.map(({ state, complete: may }) => [state, may.allowed])).toEqual([['open', true]]);

      await place.as('kurt').tickItem({ task: await taskOf(id), item: 2, on: true, idempotencyKey: place.key() });
      expect(await codesOf(complete(id, 'done'))).toEqual(['form.required /price', 'form.required /margin']);
      const done = await complete(id, 'done', { price: 5, margin: 'thin' });
      expect([done.state, done.incident]).toEqual(['completed', undefined]);
      expect(await place.as('erik').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    });

    it('is decided when nothing is left to be done, at once or when an administrator lets it be tried again', async () => {
      const [ready, late] = [await submit('checkup', { price: 5, margin: 'thin' }), await submit('checkup', { price: 5, margin: 'thin' })];
      const tick = async (id: string): Promise<unknown> => place.as('kurt').tickItem({ task: await taskOf(id), item: 2, on: true, idempotencyKey: place.key() });
      await tick(ready);
      await place.pass({ days: 2 });
      expect([(await read(ready)).state, because(await read(late))]).toEqual(['completed', [['task.check-required', 2, 'Write it down']]]);
      await tick(late);
      await place.as('erik').retryRequest({ request: late, idempotencyKey: place.key() });
      await place.runtime.work();
      expect((await read(late)).state).toBe('completed');
    });

    it('is decided against the request as a person may: points and fields are not asked for, and the reason stands in place of the comment', async () => {
      const id = await submit('lapse');
      const task = await taskOf(id, 'boris');
      expect(await codesOf(place.as('boris').completeTask({ task, outcome: 'reject', idempotencyKey: place.key() }))).toEqual(['task.comment-required /comment']);
      await place.pass({ days: 2 });
      expect([(await read(id, 'boris')).state, (await read(id, 'boris')).incident]).toEqual(['rejected', undefined]);
      const alone = (await place.as('anna').getHistory({ request: id })).find(({ type }) => type === 'step-escalated');
      expect([alone?.by, alone?.trace?.code]).toEqual([undefined, 'escalation.decide']);
    });

    it('stays where what is decided has to be chosen out of a directory (Y-07)', async () => {
      const id = await submit('enquiry');
      await place.pass({ days: 2 });
      const held = await read(id, 'boris');
      expect([held.state, held.incident?.code, because(held)]).toEqual(['active', 'guarded', [['decision.type-required']]]);
    });
  });
}
