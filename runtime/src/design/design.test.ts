import { beforeEach, describe, expect, it } from 'vitest';
import { RequestryError, type JsonObject, type Kind } from '@requestry/model';
import type { DecisionTable } from '@requestry/model/decision';
import { system } from '@requestry/templates/internal';
import { terseBpmn } from '../process/testing/terse-route.js';
import { office, type Office } from '../testing/index.js';

let place: Office;
beforeEach(async () => {
  place = await office({ system });
});

const admin = () => place.as('nikitina');

async function rejection(promise: Promise<unknown>): Promise<RequestryError> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
  return error;
}

const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };

/** Saves the published kind with a change as a draft. */
async function draft(id: string, change: (kind: Kind) => Kind, route?: (xml: string) => string) {
  const before = await admin().getKindDraft({ kind: id });
  const xml = before.route ?? '';
  return admin().saveKindDraft({ kind: change(before.kind), route: route ? route(xml) : xml, expectedVersion: before.version });
}

describe('designing kinds', () => {
  it('is for those who may design', async () => {
    expect((await rejection(place.as('petrova').findKindRows())).code).toBe('FORBIDDEN');
  });

  it('finds nothing wrong with the ready-made kinds', async () => {
    for (const id of ['repair', 'supplies', 'access']) {
      await draft(id, (kind) => ({ ...kind, description: 'Изменено' }));
      const issues = await admin().checkKindDraft({ kind: id });
      expect(issues.filter((issue) => issue.severity !== 'warning')).toEqual([]);
    }
  });

  it('publishes a new version while running requests stay on theirs', async () => {
    const running = await place.as('petrova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });
    const saved = await draft('access', (kind) => ({ ...kind, title: 'Доступ, новая редакция' }));
    const version = await admin().publishKind({ kind: 'access', expectedVersion: saved.version, idempotencyKey: place.key() });
    expect(version.version).toBe(2);
    const fresh = await place.as('petrova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });
    const old = await place.as('petrova').getRequest({ request: running.id });
    expect([old.kindVersion, old.kindTitle, fresh.kindVersion, fresh.kindTitle]).toEqual([1, { ru: 'Доступ к ресурсам', en: 'Access to resources' }, 2, 'Доступ, новая редакция']);
    expect((await admin().findKindVersions({ kind: 'access' })).map((one) => [one.version, one.open])).toEqual([[2, 1], [1, 1]]);
  });

  it('keeps test data with the kind, within bounds and under names of their own', async () => {
    const sample = (title: string, data: JsonObject = { subject: title }) => ({ title, data });
    const codes = async (samples: Kind['samples']): Promise<readonly string[]> => {
      await draft('access', (kind) => ({ ...kind, samples: samples ?? [] }));
      return (await admin().checkKindDraft({ kind: 'access' })).filter(({ path }) => path?.startsWith('/samples')).map(({ code }) => code);
    };
    expect(await codes([sample('One'), sample('Two')])).toEqual([]);
    expect(await codes([sample('One'), sample('One'), sample(' ')])).toEqual(['kind.sample-title', 'kind.sample-title']);
    expect(await codes([sample('One', { gone: 1 })])).toEqual(['kind.sample-unknown']);
    expect(await codes([sample('One', { subject: 'x'.repeat(70_000) })])).toEqual(['kind.sample-large']);
    expect(await codes(Array.from({ length: 21 }, (_, index) => sample(`${index}`)))).toEqual(['kind.samples-many']);
  });

  it('says that a condition must be yes or no', async () => {
    await draft('access', (kind) => kind, () => terseBpmn('a approval smirnov; start -> x; x -> a if =reason; x -> end else; a -> end'));
    const issues = await admin().checkKindDraft({ kind: 'access' });
    expect(issues.filter(({ code }) => code === 'feel.not-boolean')).toEqual([{ code: 'feel.not-boolean', element: 'x__a', params: { found: 'string', text: '=reason' } }]);
  });

  it('decides by the tables of the kind, and checks them for gaps, overlaps and names', async () => {
    const xml = terseBpmn('a approval table:boss; start -> a -> end');
    const boss: DecisionTable = {
      id: 'boss',
      hitPolicy: 'U',
      inputs: [{ expression: 'level', type: 'string' }],
      outputs: [{}],
      rules: [{ when: ['"work"'], then: ['"nikitina"'] }, { when: ['not("work")'], then: ['"smirnov"'] }],
    };
    const wrong = await draft('access', (kind) => ({ ...kind, decisions: [{ ...boss, inputs: [{ expression: 'lewel', type: 'string' }], rules: [...boss.rules.slice(0, 1), ...boss.rules.slice(0, 1)] }] }), () => xml);
    const issues = await admin().checkKindDraft({ kind: 'access' });
    expect(issues.map(({ code, severity, element }) => [code, severity, element])).toEqual(expect.arrayContaining([
      ['decision.gap', 'warning', 'a'], ['decision.overlap', 'error', 'a'], ['expression.unknown-name', undefined, 'a'],
    ]));
    expect((await rejection(admin().publishKind({ kind: 'access', expectedVersion: wrong.version, idempotencyKey: place.key() }))).code).toBe('INVALID');
    const saved = await draft('access', (kind) => ({ ...kind, decisions: [boss] }), () => xml);
    await admin().publishKind({ kind: 'access', expectedVersion: saved.version, idempotencyKey: place.key() });
    const request = await place.as('petrova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });
    const [task] = (await admin().findTasks({ view: 'mine' })).items.filter((one) => one.request === request.id);
    expect(await admin().explain({ task: task?.id ?? '' })).toMatchObject({ code: 'who.table', params: { rule: 1, conditions: ['level = "work"'] } });
  });

  it('refuses to publish a schema outside the dialect and names the place', async () => {
    const saved = await draft('repair', (kind) => ({ ...kind, form: { ...kind.form, schema: { ...kind.form.schema, unevaluatedProperties: false } } }));
    const error = await rejection(admin().publishKind({ kind: 'repair', expectedVersion: saved.version, idempotencyKey: place.key() }));
    expect([error.code, error.issues[0]?.path]).toEqual(['INVALID', '/unevaluatedProperties']);
    expect((await admin().findKindVersions({ kind: 'repair' })).length).toBe(1);
  });

  it('refuses to publish a route that is no BPMN, one that cannot be decided and one without people', async () => {
    const broken: readonly ((xml: string) => string)[] = [
      (xml) => xml.slice(0, 500),
      (xml) => xml.replace('steps.unit_head.outcome', 'steps.nobody_knows.outcome'),
      (xml) => xml.replace('<rq:who rule="kindHead" />', '<rq:who rule="role" role="no-such-role" />'),
    ];
    for (const change of broken) {
      const saved = await draft('repair', (kind) => kind, change);
      const error = await rejection(admin().publishKind({ kind: 'repair', expectedVersion: saved.version, idempotencyKey: place.key() }));
      expect(error.code).toBe('INVALID');
      await admin().discardKindDraft({ kind: 'repair', expectedVersion: saved.version });
    }
  });

  it('keeps the draft of whoever saved first and tells the other', async () => {
    const first = await draft('repair', (kind) => ({ ...kind, title: 'Первый' }));
    const save = (title: string) => admin().saveKindDraft({ kind: { ...first.kind, title }, expectedVersion: first.version });
    await save('Второй');
    expect((await rejection(save('Третий'))).code).toBe('CONFLICT');
    expect((await admin().getKindDraft({ kind: 'repair' })).kind.title).toBe('Второй');
  });

  it('takes an archived kind out of the catalog and lets its requests go on', async () => {
    const { id } = await place.as('petrova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });
    await admin().archiveKind({ kind: 'access', archived: true, idempotencyKey: place.key() });
    expect((await place.as('petrova').findKinds()).map((kind) => kind.id)).not.toContain('access');
    expect((await rejection(place.as('petrova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() }))).code).toBe('STATE');
    expect((await place.as('petrova').getRequest({ request: id })).state).toBe('active');
  });

  it('offers a new kind at once, to the units it is for, and tells the others why not (D-05 D-10)', async () => {
    const saved = await draft('access', (kind) => ({ ...kind, submit: { units: ['sales'] } }));
    await admin().publishKind({ kind: 'access', expectedVersion: saved.version, idempotencyKey: place.key() });
    const offered = async (person: string) => (await place.as(person).findKinds()).find((kind) => kind.id === 'access')?.submit;
    expect(await offered('petrova')).toEqual({ allowed: true });
    expect(await offered('titova')).toEqual({ allowed: false, reason: { code: 'may.submit-not-yours' } });
    expect((await rejection(place.as('titova').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() }))).code).toBe('FORBIDDEN');
  });

  it('creates a kind that does not exist yet, once', async () => {
    const kind: Kind = { id: 'idea', title: 'Идея', scope: 'internal', form: { schema: { type: 'object', properties: { text: { type: 'string' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/text' }] } } };
    await admin().createKind({ kind, idempotencyKey: place.key() });
    expect((await rejection(admin().createKind({ kind, idempotencyKey: place.key() }))).code).toBe('CONFLICT');
    expect((await rejection(admin().createKind({ kind: { ...kind, id: '../x' }, idempotencyKey: place.key() }))).issues.map((issue) => issue.code)).toEqual(['kind.id']);
    expect((await admin().findKindRows()).find((row) => row.id === 'idea')?.status).toBe('draft');
  });
});
