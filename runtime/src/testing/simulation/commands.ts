import type { DesignService, Json, RequestService, RequestView, Task } from '@requestry/model';
import type { Random } from '@requestry/route/testing';
import type { Doc } from '@requestry/storage';
import { isOpen } from '../../collections.js';
import { bringing, fetchFile, filesOf, keepFile } from './file-commands.js';
import type { Command } from './ledger.js';
import type { Mirror, MirroredRequest } from './mirror.js';
import type { Scenery } from './scenery.js';

type Service = RequestService & DesignService;

/** A command that somebody has decided to give, however often it takes. Gives what every repeat has to be answered. */
export interface Wish extends Command {
  run(service: Service): Promise<Json>;
}

/** What people choose from. */
export interface Choices {
  readonly random: Random;
  readonly mirror: Mirror;
  readonly scenery: Scenery;
  readonly now: () => number;
  key(): string;
}

const said = async (view: Promise<RequestView>): Promise<Json> => (await view).id;

/** Something that somebody could do now, or believes they could. Undefined when there is nothing of the sort. */
export type Maker = (choices: Choices) => Wish | undefined;

/** What a change of a task says. */
type OnTask = { readonly task: string; readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string };

/** A change of somebody's task, by whoever has it; sometimes by somebody who has not. `prepare` chooses what every try says alike. */
function onTask(name: string, prepare: (told: OnTask, given: Choices & { readonly of: Task }) => (service: Service) => Promise<RequestView>, more: Partial<Command> & { readonly suits?: (task: Task, request: MirroredRequest) => boolean } = {}): Maker {
  return (choices) => {
    const doc = pickTask(choices, more.suits ?? isOpenTask);
    if (!doc) return undefined;
    const key = choices.key();
    const told = { task: doc.id, comment: key, ...(choices.random.chance(0.5) ? { expectedVersion: doc.version } : {}), idempotencyKey: key };
    const by = performerOf(choices, doc.body);
    const run = prepare(told, { ...choices, of: doc.body });
    return { name, by, key, evidence: more.evidence ?? 'event', run: (service) => said(run(service)) };
  };
}

function performerOf({ random, scenery }: Choices, task: Task): string {
  if (random.chance(0.1)) return random.pick(scenery.org.people).id;
  return task.assignee ?? (task.candidates.length > 0 ? random.pick(task.candidates) : 'dina');
}

const isOpenTask = ({ state }: Task): boolean => state === 'open';

function pickTask(choices: Choices, suits: (task: Task, request: MirroredRequest) => boolean): Doc<Task> | undefined {
  const { random } = choices;
  const request = pickRequest(choices);
  if (!request) return undefined;
  const tasks = [...request.tasks.values()].filter(({ body }) => suits(body, request));
  // Now and then somebody looks at an old page.
  const old = [...request.tasks.values()];
  if (old.length > 0 && random.chance(0.05)) return random.pick(old);
  return tasks.length > 0 ? random.pick(tasks) : undefined;
}

/** One that is open and fits; now and then any. */
function pickRequest({ mirror, random }: Choices, suits: (request: MirroredRequest) => boolean = () => true): MirroredRequest | undefined {
  const all = [...mirror.requests.values()];
  const fitting = random.chance(0.05) ? all : all.filter((request) => request.doc && isOpen(request.doc.body.request) && suits(request));
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

/** A change of a whole request by somebody. */
function onRequest(name: string, by: string | ((request: MirroredRequest) => string), run: (service: Service, told: { readonly request: string; readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }) => Promise<Json>, more: { readonly suits?: (request: MirroredRequest) => boolean; readonly evidence?: Command['evidence'] } = {}): Maker {
  return (choices) => {
    const { random, scenery } = choices;
    const request = pickRequest(choices, more.suits);
    if (!request?.doc) return undefined;
    const key = choices.key();
    const told = { request: request.id, comment: key, ...(random.chance(0.3) ? { expectedVersion: request.doc.version } : {}), idempotencyKey: key };
    const person = random.chance(0.1) ? random.pick(scenery.org.people).id : typeof by === 'string' ? by : by(request);
    return { name, by: person, key, evidence: more.evidence ?? 'event', run: (service) => run(service, told) };
  };
}

const initiatorOf = ({ doc }: MirroredRequest): string => doc?.body.request.initiator ?? 'anna';
const suspended = ({ doc }: MirroredRequest): boolean => doc?.body.request.suspended !== undefined;

const submit: Maker = (choices) => {
  const { random, scenery, key: newKey } = choices;
  const key = newKey();
  const data = { note: key, amount: random.pick([5, 200, 500, 2000]), kind: 'a', a: 'a', equipment: 'crane', people: ['anna', 'erik'], urgent: random.chance(0.2), ...(random.chance(0.6) ? { part: 'bolt', count: random.pick([1, 1, 2]) } : {}) };
  const kind = random.pick(scenery.kinds);
  const by = random.pick(['anna', 'anna', 'leo', 'boris']);
  const bring = random.chance(0.1) ? bringing(choices, key) : undefined;
  return { name: 'submit', by, key, evidence: 'event', run: async (service) => said(service.submitRequest({ kind, data: { ...data, ...(bring ? { scans: [await bring(service)] as unknown as Json } : {}) }, idempotencyKey: key })) };
};

const complete = onTask('complete', (told, given) => {
  const { of, random } = given;
  const outcome = random.chance(0.75) ? of.outcomes[0] : random.pick(of.outcomes);
  const data = random.chance(0.05) ? { data: { amount: random.pick([1, 350, 1500]) } } : random.chance(0.1) ? { data: { scans: filesOf(given, of.assignee ?? '') as unknown as Json } } : {};
  return (service) => service.completeTask({ ...told, outcome: outcome?.id ?? '', ...data });
});

const comment: Maker = (choices) => {
  const request = pickRequest(choices);
  if (!request?.doc) return undefined;
  const key = choices.key();
  const by = choices.random.pick([initiatorOf(request), 'dina', 'leo']);
  return { name: 'comment', by, key, evidence: 'comment', run: async (service) => (await service.addComment({ request: request.id, body: key, visibility: 'public', idempotencyKey: key })).id };
};

/** A comment with a file: one that is brought for it, or that waits. */
const attach: Maker = (choices) => {
  const request = pickRequest(choices);
  if (!request?.doc) return undefined;
  const key = choices.key();
  const by = choices.random.pick([initiatorOf(request), 'dina', 'leo']);
  const [waiting] = filesOf(choices, by);
  const bring = bringing(choices, key);
  return { name: 'attach', by, key, evidence: 'comment', run: async (service) => (await service.addComment({ request: request.id, body: key, visibility: 'public', files: [waiting ?? (await bring(service))], idempotencyKey: key })).id };
};

/** A comment that may have files is taken back, by whoever wrote it or an administrator. */
const takeBack: Maker = (choices) => {
  const said = [...choices.mirror.comments.values()].filter(({ deleted, files }) => !deleted && files !== undefined);
  if (said.length === 0) return undefined;
  const { id, request } = choices.random.pick(said);
  const key = choices.key();
  return { name: 'take back', by: 'dina', key, evidence: 'none', run: async (service) => (await service.deleteComment({ comment: id, idempotencyKey: key }), request) };
};

const today = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Whoever works on a request, as far as its tasks tell; else an administrator. */
const workerOn = (choices: Choices, request: MirroredRequest): string => (choices.random.chance(0.5) ? 'dina' : ([...request.tasks.values()].find(({ body }) => body.assignee !== undefined)?.body.assignee ?? 'dina'));

/** Something noted beside the route, with the key in what is noted. */
function note(name: string, run: (service: Service, told: { readonly request: string; readonly idempotencyKey: string }, date: string) => Promise<RequestView>): Maker {
  return (choices) => {
    const request = pickRequest(choices);
    if (!request?.doc) return undefined;
    const [key, date] = [choices.key(), today(choices.now())];
    return { name, by: workerOn(choices, request), key, evidence: 'event', run: (service) => said(run(service, { request: request.id, idempotencyKey: key }, date)) };
  };
}

/** Somebody drawn in. */
const invite: Maker = (choices) => {
  const request = pickRequest(choices);
  if (!request?.doc) return undefined;
  const told = { request: request.id, person: anybody(choices), role: 'watcher', idempotencyKey: choices.key() } as const;
  return { name: 'invite', by: choices.random.pick([initiatorOf(request), 'dina']), key: told.idempotencyKey, evidence: 'none', run: (service) => said(service.addParticipant(told)) };
};

/** Somebody who was drawn in is let go. */
const letGo: Maker = (choices) => {
  const request = pickRequest(choices, ({ doc }) => (doc?.body.request.invited ?? []).length > 0);
  const person = request?.doc?.body.request.invited?.[0]?.person;
  if (!request || person === undefined) return undefined;
  const told = { request: request.id, person, idempotencyKey: choices.key() };
  return { name: 'let go', by: choices.random.pick([initiatorOf(request), 'dina', person]), key: told.idempotencyKey, evidence: 'none', run: async (service) => (await service.removeParticipant(told), told.request) };
};

/** Two requests of the kind whose requests take in others, one put under the other. */
const link: Maker = (choices) => {
  const of = (): MirroredRequest | undefined => pickRequest(choices, ({ doc }) => doc?.body.request.kind === 'work');
  const [child, parent] = [of(), of()];
  if (!child || !parent || (child === parent && choices.random.chance(0.9))) return undefined;
  const key = choices.key();
  return { name: 'link', by: 'dina', key, evidence: 'none', run: (service) => said(service.linkRequest({ request: child.id, to: parent.id, rule: 'within', idempotencyKey: key })) };
};

const parentOf = ({ doc }: MirroredRequest): string | undefined => doc?.body.request.links?.find(({ type }) => type === 'child')?.to;

const unlink: Maker = (choices) => {
  const request = pickRequest(choices, (each) => parentOf(each) !== undefined);
  const to = request && parentOf(request);
  if (!request || to === undefined) return undefined;
  const key = choices.key();
  return { name: 'unlink', by: 'dina', key, evidence: 'none', run: (service) => said(service.unlinkRequest({ request: request.id, to, idempotencyKey: key })) };
};

const keeping = ({ doc }: MirroredRequest): readonly string[] => (doc?.body.request.reservations ?? []).filter(({ state }) => state === 'live' || state === 'consumed').map(({ id }) => id);

const release: Maker = (choices) => {
  const request = choices.random.pick([undefined, ...[...choices.mirror.requests.values()].filter((each) => keeping(each).length > 0)]);
  const [reservation] = request ? keeping(request) : [];
  if (!request || reservation === undefined) return undefined;
  const key = choices.key();
  return { name: 'release', by: choices.random.pick([initiatorOf(request), 'dina', 'dina']), key, evidence: 'event', run: async (service) => (await service.releaseReservation({ request: request.id, reservation, comment: key, idempotencyKey: key }), request.id) };
};

const cancelPayment: Maker = (choices) => {
  const request = pickRequest(choices, ({ doc }) => (doc?.body.request.payments ?? []).length > 0);
  const payment = request?.doc?.body.request.payments?.[0]?.id;
  if (!request || payment === undefined) return undefined;
  const key = choices.key();
  return { name: 'unpay', by: 'dina', key, evidence: 'event', run: (service) => said(service.cancelPayment({ request: request.id, payment, comment: key, idempotencyKey: key })) };
};

const rate: Maker = (choices) => {
  const { mirror, random } = choices;
  const done = [...mirror.requests.values()].filter(({ doc }) => doc?.body.request.state === 'completed');
  if (done.length === 0) return undefined;
  const [request, key, stars] = [random.pick(done), choices.key(), 1 + random.below(5)];
  return { name: 'rate', by: initiatorOf(request), key, evidence: 'none', run: (service) => said(service.rateRequest({ request: request.id, stars, idempotencyKey: key })) };
};

const archive: Maker = ({ random, scenery, key: newKey }) => {
  const [key, kind, archived] = [newKey(), random.pick(scenery.kinds), random.chance(0.3)];
  return { name: 'archive', by: 'dina', key, evidence: 'none', run: async (service) => (await service.archiveKind({ kind, archived, idempotencyKey: key }), kind) };
};

const read: Maker = ({ random, scenery, key: newKey }) => {
  const key = newKey();
  return { name: 'read', by: random.pick(scenery.org.people.filter(({ archived }) => !archived)).id, key, evidence: 'none', run: async (service) => (await service.readNotifications({ ids: 'all', idempotencyKey: key }), null) };
};

const record: Maker = ({ random, key: newKey }) => {
  const [key, responsible] = [newKey(), random.pick(['leo', 'lara'])];
  return { name: 'record', by: 'dina', key, evidence: 'none', run: async (service) => (await service.saveRecord({ record: { directory: 'equipment', id: 'crane', data: { name: 'Crane', responsible } }, idempotencyKey: key })).id };
};

const anybody = ({ random, scenery }: Choices): string => random.pick(scenery.org.people).id;

/** Every command of the service, by how often it is given. */
const makers: readonly (readonly [weight: number, make: Maker])[] = [
  [2, submit],
  [30, complete],
  [3, onTask('reassign', (told, given) => chosen(anybody(given), (to) => (service) => service.reassignTask({ ...told, to })))],
  [4, onTask('delegate', (told, given) => chosen(anybody(given), (to) => (service) => service.delegateTask({ ...told, to })))],
  [4, onTask('add', (told, given) => chosen(anybody(given), (person) => (service) => service.addApprover({ ...told, person })))],
  [3, onTask('remove', (told) => (service) => service.removeApprover(told), { evidence: 'none' })],
  [4, onTask('ask', ({ comment: question, ...told }, given) => chosen(anybody(given), (of) => (service) => service.askQuestion({ ...told, question, of })))],
  [4, onTask('return', (told, given) => chosen(doneStep(given), (to) => (service) => service.returnRequest({ ...told, to })), { suits: (task, { doc }) => isOpenTask(task) && Object.keys(doc?.body.process?.steps ?? {}).length > 0 })],
  [4, onTask('postpone', (told, given) => chosen(someTime(given), (until) => (service) => service.postponeTask({ ...told, ...until })))],
  [20, onTask('resume', (told) => (service) => service.resumeTask(told), { suits: (task) => task.postponed !== undefined })],
  [2, onRequest('suspend', 'dina', (service, told) => said(service.suspendRequest(told)))],
  [15, onRequest('continue', 'dina', (service, told) => said(service.continueRequest(told)), { suits: suspended })],
  [15, onRequest('retry', 'dina', (service, told) => said(service.retryRequest(told)), { suits: ({ doc }) => doc?.body.request.incident !== undefined, evidence: 'none' })],
  [3, onRequest('migrate', 'dina', async (service, told) => (await service.migrateRequest(told), told.request), { suits: ({ doc }) => doc?.body.request.kindVersion === 1 })],
  [1, onRequest('withdraw', initiatorOf, (service, { comment: reason, ...told }) => said(service.withdrawRequest({ ...told, reason })))],
  [1, onRequest('cancel', 'dina', (service, { comment: reason, ...told }) => said(service.cancelRequest({ ...told, reason })))],
  [4, comment],
  [3, keepFile],
  [6, attach],
  [20, fetchFile],
  [15, takeBack],
  [2, note('pay', (service, told, date) => service.addPayments({ ...told, payments: [{ state: 'made', amount: '10.50', currency: 'RUB', date, purpose: told.idempotencyKey }] }))],
  [2, note('hours', (service, told, date) => service.addUsage({ ...told, lines: [{ date, hours: '1.5', note: told.idempotencyKey }] }))],
  [15, cancelPayment],
  [3, invite],
  [10, letGo],
  [12, link],
  [40, unlink],
  [4, release],
  [8, rate],
  [1, archive],
  [2, read],
  [1, record],
];

const total = makers.reduce((sum, [weight]) => sum + weight, 0);

/** What somebody does next: the first request, then anything that can be done. */
export function nextWish(choices: Choices): Wish {
  for (let turn = 0; turn < 8 && choices.mirror.requests.size > 0; turn += 1) {
    const wish = randomMaker(choices.random)(choices);
    if (wish) return wish;
  }
  return ((choices.random.chance(0.5) ? comment(choices) : undefined) ?? submit(choices)) as Wish;
}

function randomMaker(random: Random): Maker {
  let at = random.next() * total;
  for (const [weight, make] of makers) {
    at -= weight;
    if (at < 0) return make;
  }
  return complete;
}

/** Somebody decides once; every try says the same. */
const chosen = <Value, Result>(value: Value, use: (value: Value) => Result): Result => use(value);

function doneStep({ of, mirror, random }: Choices & { readonly of: Task }): string {
  const { steps = {} } = mirror.requests.get(of.request)?.doc?.body.process ?? {};
  const done = Object.keys(steps);
  return done.length > 0 ? random.pick(done) : 'nowhere';
}

const someTime = ({ random, now }: Choices): { readonly until?: string; readonly condition?: string } =>
  random.pick([{}, { until: new Date(now() + 3_600_000 * (1 + random.below(40))).toISOString() }, { condition: '=amount > 1000' }]);
