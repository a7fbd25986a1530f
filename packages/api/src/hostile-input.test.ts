import { beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '@requestry/api/handler';
import { httpStatuses, type Json, type Kind } from '@requestry/model';
import { createRuntime, type Runtime } from '@requestry/runtime';
import { office, type Office } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';
import { operations, type Operation, type OperationName } from './operations.js';
import { componentSchemas, operationSchemas } from './schemas.js';

type Path = readonly string[];
type Tree = Readonly<Record<string, unknown>>;

/** JSON reads it as infinity. */
const endless = '@1e999@';
const deep = (levels: number): Json => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as Json;
const long = 'я'.repeat(100_000);

/** What nobody means to send, in place of anything. */
const hostile: readonly unknown[] = [
  '', ' ', long, '__proto__', 'constructor', '../..', 'no/such:one', '\0', '\ud800', '%',
  '0000-01-01', '+275760-09-13T00:00:00.001Z', '275760-09-13', '9999-12-31T23:59:59.999Z', '2026-02-30', '2026-03-03T25:61:00Z',
  'P99999999D', '-P1D', '=1 +', '= for i in 1..100000000 return i', '(a+)+$', '1e400', '-1',
  -1, 0, 0.5, 1e308, 2 ** 53, endless, null, [], {}, [null], [''], deep(60), Array.from({ length: 2_000 }, (_item, n) => `id${n}`), { toString: 1, valueOf: 1, length: -1 },
];

/** Access to a system, with everything that a kind may have. */
const rich: Partial<Kind> = {
  features: { reviewed: true, watch: true }, recurrence: {}, rating: {}, resources: { hours: true }, payments: { currencies: ['RUB'] }, personalData: true,
  guides: [{ step: 'unit_head', script: [{ id: 'when', text: 'When?', options: [{ id: 'now', text: 'Now' }] }] }],
  relations: [{ id: 'parts', type: 'child', title: 'Parts', kind: 'access', adopts: true }],
};
const everything = { ...system, kinds: system.kinds.map((each) => (each.kind.id === 'access' ? { ...each, kind: { ...each.kind, ...rich } } : each)) };

interface World {
  readonly place: Office;
  /** The one that is asked over HTTP. What it meets damaged is a failure. */
  readonly runtime: Runtime;
  readonly handle: (request: Request) => Promise<Response>;
  readonly failures: readonly unknown[];
  fresh(): Promise<Tree>;
  /** What stands for a property of that name. */
  readonly known: Tree;
  /** Places in lists of others. */
  readonly cursors: readonly unknown[];
}

/** An office with a request at somebody's step, a comment, a draft of a kind, a file; its people, kinds and directories. */
async function world(): Promise<World> {
  const place = await office({ system: everything });
  const failures: unknown[] = [];
  const runtime = await createRuntime({ storage: place.storage, clock: place.now, onDamaged: ({ collection, id }) => failures.push(new Error(`${collection}/${id} was written as what it is not`)) });
  const handle = createHandler({ serviceFor: (request) => runtime.as({ user: request.headers.get('x-user') ?? '' }), onError: (error) => failures.push(error) });
  const [petrova, admin] = [place.as('petrova'), place.as('nikitina')];
  const access = { subject: 'Доступ', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };
  const submit = (): Promise<{ readonly id: string }> => petrova.submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() });
  const other = await submit();
  await admin.saveSource({ source: { id: 'web', kind: 'supplies', channel: 'web', title: 'Web' } as never, secret: null, idempotencyKey: place.key() }).catch(() => undefined);
  const substitution = await petrova.saveSubstitution({ substitution: { who: 'smirnov', forWhom: 'petrova', from: '2026-03-09', to: '2026-03-10' }, idempotencyKey: place.key() });
  const recurrence = await petrova.startRecurrence({ kind: 'access', data: access, rule: { every: 'day', from: '2026-05-09' }, idempotencyKey: place.key() });
  const { id: view } = await petrova.saveView({ name: 'Mine', filter: { mine: true }, idempotencyKey: place.key() });
  const { kind } = await admin.getKindDraft({ kind: 'access' });
  const [directory] = await admin.findDirectories();
  const [record] = (await admin.findRecords({ directory: directory?.id ?? '' })).items;
  /** A request at its first step with what is said of it, for whatever uses one up. */
  const fresh = async (): Promise<Tree> => {
    const { id } = await submit();
    const { id: comment } = await petrova.addComment({ request: id, body: '@nikitina', visibility: 'public', idempotencyKey: place.key() });
    const task = (await admin.getRequest({ request: id })).tasks[0];
    return { request: id, from: id, task: task?.id, performer: task?.candidates?.[0] ?? task?.assignee, outcome: task?.outcomes[0]?.id, comment, parent: comment };
  };
  const known: Tree = {
    ...(await fresh()),
    other: other.id, view, kind: 'access', kindBody: kind, directory: directory?.id, directoryBody: directory, recordBody: { id: record?.id, directory: directory?.id, data: record?.data }, sourceBody: { id: 'web', kind: 'supplies', channel: 'web', title: 'Web' }, source: 'web',
    substitution: substitution.id, recurrence: recurrence.id, person: 'smirnov', data: access, visibility: 'public', body: 'Жду', reason: 'Так надо', question: 'when', answer: 'now', of: 'petrova', date: '2026-03-09', until: '2026-03-09T10:00:00+03:00', on: true, item: 1, stars: 5, event: 1, limit: 10, ids: ['smirnov'],
    rule: 'parts', ruleBody: { every: 'day', from: '2026-03-09' }, substitutionBody: { who: 'smirnov', forWhom: 'petrova', from: '2026-03-09', to: '2026-03-10' },
    lines: [{ date: '2026-03-02', hours: '1' }], payments: [{ date: '2026-03-02', amount: '5', currency: 'RUB', state: 'paid' }], mail: { from: { address: 'a@example.org' }, to: [], subject: 'One', text: 'Two', messageId: '<1@example.org>' },
  };
  await place.runtime.work();
  const performer = place.as(String(known.performer));
  const pages = await Promise.all([admin.findRequests({ limit: 1 }), admin.findRecords({ directory: directory?.id ?? '', limit: 1 }), performer.findTasks({ view: 'mine', limit: 1 }), performer.findTasks({ view: 'group', limit: 1 }), performer.findNotifications({ limit: 1 })]);
  return { place, runtime, handle, failures, fresh, known, cursors: pages.flatMap(({ next }) => next ?? []) };
}

interface Shape {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly type?: string;
}

const plain = (shape: Shape): Shape => (shape.$ref === undefined ? shape : plain((componentSchemas[shape.$ref.split('/').at(-1) ?? ''] ?? {}) as Shape));

/** The part of its input that an operation has to have. */
function needed(given: Shape, name: string, known: Tree): unknown {
  const shape = plain(given);
  const body = known[`${name}Body`];
  if (shape.type !== 'string' && body !== undefined) return body;
  if (shape.anyOf) return needed(shape.anyOf[0] ?? {}, name, known);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum.includes(known[name] as Json) ? known[name] : shape.enum[0];
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found !== undefined && (shape.type === undefined || shape.type === (Array.isArray(found) ? 'array' : typeof found))) return found;
  if (shape.type === 'object') return Object.fromEntries((shape.required ?? []).map((each) => [each, needed(shape.properties?.[each] ?? {}, each, known)]));
  return shape.type === 'array' ? [] : shape.type === 'number' ? 1 : shape.type === 'boolean' ? true : `a-${name}`;
}

/** Places of an input: those that are filled in, and those that may be. */
function placesOf(value: unknown, given: Shape, path: Path = []): readonly Path[] {
  const shape = plain(given);
  if (path.length > 4) return [];
  if (Array.isArray(value)) return value.slice(0, 2).flatMap((item, n) => [[...path, String(n)], ...placesOf(item, shape.items ?? {}, [...path, String(n)])]);
  const inside = shape.anyOf?.flatMap((each) => Object.entries(plain(each).properties ?? {})) ?? Object.entries(shape.properties ?? {});
  const names = new Set([...inside.map(([name]) => name), ...(typeof value === 'object' && value !== null ? Object.keys(value) : [])]);
  return [...names].flatMap((name) => [[...path, name], ...placesOf((value as Tree | undefined)?.[name], Object.fromEntries(inside)[name] ?? {}, [...path, name])]);
}

function changed(value: unknown, [name, ...rest]: Path, to: unknown): unknown {
  if (name === undefined) return to;
  if (Array.isArray(value)) return value.map((item: unknown, n) => (String(n) === name ? changed(item, rest, to) : item));
  const own = (typeof value === 'object' && value !== null ? value : {}) as Tree;
  return { ...own, [name]: changed(own[name], rest, to) };
}

const text = (value: unknown): string => JSON.stringify(value).replaceAll(`"${endless}"`, '1e999');

/** A call of the operation over HTTP. */
function call({ method, path, json = [] }: Operation, input: Tree, user: string): Request {
  const left = new Map(Object.entries(input));
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const given = left.get(name);
    left.delete(name);
    return encodeURIComponent(typeof given === 'string' ? given.replace(/\p{Surrogate}/gu, '?') : text(given ?? null)).slice(0, 4_000);
  });
  const query = method === 'GET' ? `?${new URLSearchParams([...left].map(([name, value]) => [name, json.includes(name) || typeof value !== 'string' ? text(value ?? null) : value]))}` : '';
  const body = method === 'GET' ? {} : { body: text(Object.fromEntries(left)) };
  return new Request(`http://host${address}${query}`, { method, headers: { 'x-user': user, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) }, ...body });
}

/** Everything that is read anew afterwards: what was taken must not break it. */
async function readAll({ place, runtime, known }: World): Promise<void> {
  await place.pass({ days: 1 });
  for (const person of ['petrova', 'nikitina', String(known.performer)]) {
    const service = runtime.as({ user: person });
    const { items } = await service.findRequests({ limit: 5 });
    for (const { id } of items) await Promise.all([service.getRequest({ request: id }), service.getHistory({ request: id }), service.findComments({ request: id }), service.forecast({ request: id })]);
    await Promise.all([service.findTasks({ view: 'mine' }), service.findTasks({ view: 'group' }), service.countTasks(), service.findNotifications(), service.findKinds(), service.findViews(), service.getPreferences(), service.findSubstitutions({}), service.findRecurrences({}), service.countRequests({ by: 'kind' })]);
  }
  const admin = runtime.as({ user: 'nikitina' });
  await Promise.all([admin.getOrg(), admin.findKindRows(), admin.findDirectories(), admin.findSources(), admin.findDeliveries({ state: 'waiting' })]);
  for (const { id } of await admin.findKindRows()) await admin.checkKindDraft({ kind: id }).catch((error: unknown) => expect((error as { code?: unknown }).code).toBeTypeOf('string'));
}

/** Who may, where it is neither the initiator nor the performer. */
const people: Readonly<Record<string, string>> = Object.fromEntries(['cancelRequest', 'suspendRequest', 'continueRequest', 'retryRequest', 'eraseRequest', 'checkHistory', 'exportHistory', 'findJournals', 'getJournal', 'getRatings', 'sendMessage', 'sendSignal', 'chooseCounterparty', 'retryFollowUp', 'releaseReservation', 'addPayments', 'addUsage', 'estimateRequest'].map((name) => [name, 'nikitina']));

/** What a name means at one operation alone. */
const besides: Readonly<Record<string, Tree>> = { reassignTask: { to: 'smirnov' }, delegateTask: { to: 'smirnov' }, createKind: { kindBody: { id: 'fresh', title: 'Fresh', scope: 'internal', form: system.kinds[0]?.kind.form } }, sendMessage: { name: 'paid' }, sendSignal: { name: 'paid' } };

/** What is done once to a request. */
const usedUp: ReadonlySet<string> = new Set(['completeTask', 'reassignTask', 'delegateTask', 'escalateTask', 'postponeTask', 'askQuestion', 'withdrawRequest', 'cancelRequest', 'suspendRequest', 'deleteComment']);

const most = 16;

/** At most so many of them, from all over. */
const some = (places: readonly Path[]): readonly Path[] => (places.length <= most ? places : places.filter((_path, n) => Math.floor((n * most) / places.length) !== Math.floor(((n - 1) * most) / places.length)));

const callable = (Object.entries(operations) as [OperationName, Operation][]).filter(([, { bytes }]) => bytes === undefined);

describe('input that nobody means', () => {
  const codes = new Set<string>([...Object.keys(httpStatuses)]);
  let shared: World;
  beforeAll(async () => {
    shared = await world();
  });

  it.each(callable)('is an answer of %s with a code and places, and breaks nothing that is read afterwards', async (name, operation) => {
    const here = operation.method === 'GET' ? shared : await world();
    const { place, handle, failures, cursors } = here;
    const shape = (operationSchemas[name]?.input ?? {}) as Shape;
    let { known } = here;
    const usual = async (): Promise<Tree> => ({ ...(needed(shape, '', { ...known, ...besides[name] }) as Tree), ...(name === 'saveKindDraft' ? { expectedVersion: (await place.as('nikitina').getKindDraft({ kind: 'access' })).version } : {}) });
    const wrong: unknown[] = [];
    let taken = 0;
    for (const path of some(placesOf(await usual(), shape))) {
      for (const value of [...hostile, ...cursors]) {
        const base = await usual();
        const key = Object.hasOwn(base, 'idempotencyKey') ? { idempotencyKey: place.key() } : {};
        const user = people[name] ?? (operation.tag === 'Design' ? 'nikitina' : operation.tag === 'Tasks' ? String(known.performer) : 'petrova');
        const response = await handle(call(operation, changed({ ...base, ...key }, path, value) as Tree, user));
        const said = response.status < 300 ? undefined : ((await response.json()) as { readonly code: string; readonly issues?: readonly { readonly code: unknown }[] });
        const fits = said === undefined || (response.status < 500 && codes.has(said.code) && (said.issues ?? []).every((issue) => typeof issue.code === 'string'));
        if (!fits) wrong.push([path.join('/'), JSON.stringify(value).slice(0, 40), response.status, said, String((failures.at(-1) as Error | undefined)?.stack).slice(0, 500)]);
        if (said !== undefined || operation.method === 'GET') continue;
        taken += 1;
        if (usedUp.has(name)) known = { ...known, ...(await here.fresh()) };
      }
    }
    expect(wrong).toEqual([]);
    if (taken > 0) await readAll({ ...here, known });
    expect(failures).toEqual([]);
  }, 120_000);
});
