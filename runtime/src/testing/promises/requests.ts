import type { Rows } from './row.js';
import { secret, type World } from './world.js';

type About = { readonly request: string };

const asked = async ({ request }: World): Promise<About> => ({ request: (await request()).id });
const version = async ({ as }: World, { request }: About): Promise<number> => (await as('adam').getRequest({ request })).version;

const hidden = { of: 'request', stranger: 'NOT_FOUND' } as const;
const reading = { reads: true, by: 'anna', ask: asked, ...hidden } as const;
const changes = { by: 'adam', ask: asked, ...hidden, other: () => ({ comment: 'Other' }), version };

const withdrawn = async (world: World): Promise<string> => (await world.as('anna').withdrawRequest({ ...(await asked(world)), idempotencyKey: world.key() })).id;

async function suspended(world: World): Promise<About> {
  const about = await asked(world);
  await world.as('adam').suspendRequest({ ...about, idempotencyKey: world.key() });
  return about;
}

const decide = async ({ as, key, taskOf }: World, person: string, request: string, outcome: string): Promise<unknown> => as(person).completeTask({ task: (await taskOf(request)).id, outcome, idempotencyKey: key() });

async function completed(world: World): Promise<string> {
  const { request } = await asked(world);
  await decide(world, 'boris', request, 'approve');
  await decide(world, 'kurt', request, 'done');
  return request;
}

/** Two requests, the first a part of the second. */
async function linked(world: World): Promise<{ readonly request: string; readonly to: string }> {
  const [{ request }, { request: to }] = [await asked(world), await asked(world)];
  await world.as('adam').linkRequest({ request, to, rule: 'parts', idempotencyKey: world.key() });
  return { request, to };
}

const payment = { state: 'planned', amount: '5', currency: 'RUB', date: '2026-03-09' } as const;
const line = { date: '2026-03-02', hours: '1' };
let tools = 0;

/** Operations about one request, and what belongs to it. */
export const aboutRequests = {
  getRequest: reading,
  getHistory: { ...reading },
  getPast: { ...reading, ask: async (world) => ({ ...(await asked(world)), event: 1 }) },
  forecast: { ...reading },
  checkHistory: { ...reading, by: 'adam', stranger: 'FORBIDDEN' },
  exportHistory: { ...reading, by: 'adam', stranger: 'FORBIDDEN' },
  findReservations: reading,
  findRelated: reading,
  startRelated: { ...reading, ask: async (world) => ({ ...(await asked(world)), rule: 'parts' }) },
  withdrawRequest: { ...changes, by: 'anna', other: () => ({ reason: 'Other' }) },
  cancelRequest: { ...changes, ask: async (world) => ({ ...(await asked(world)), reason: secret }), other: () => ({ reason: 'Other' }) },
  eraseRequest: { ...changes, ask: async (world) => ({ request: await withdrawn(world), reason: secret }), other: () => ({ reason: 'Other' }) },
  suspendRequest: changes,
  continueRequest: { ...changes, ask: suspended },
  estimateRequest: { ...changes, ask: async (world) => ({ ...(await asked(world)), date: '2026-03-09', comment: secret }) },
  retryRequest: { ...changes, ask: async ({ request }) => ({ request: (await request('stuck')).id }) },
  chooseCounterparty: { ...changes, ask: async (world) => ({ ...(await asked(world)), counterparty: 'rose' }), other: () => ({ counterparty: 'iris' }) },
  retryFollowUp: { ...changes, ask: ({ left }) => ({ request: left('failed'), followUp: 'deal' }), other: () => ({ followUp: 'other' }), changedByItself: true },
  releaseReservation: {
    ...changes,
    ask: async ({ request }) => {
      const { id, reservations = [] } = await request('work', { tool: `drill${(tools += 1) % 9}` });
      return { request: id, reservation: reservations[0]?.id ?? '', comment: secret };
    },
  },
  flagRequest: { ...hidden, by: 'anna', ask: async (world) => ({ ...(await asked(world)), flag: 'watched', on: true }), other: () => ({ on: false }), versionless: 'a mark of one’s own is what it is set to' },
  rateRequest: { ...hidden, by: 'anna', ask: async (world) => ({ request: await completed(world), stars: 5 }), other: () => ({ stars: 1 }), versionless: 'only its initiator rates it' },
  addUsage: { ...changes, ask: async (world) => ({ ...(await asked(world)), lines: [line] }), other: () => ({ lines: [{ ...line, hours: '2' }] }) },
  correctUsage: {
    ...changes,
    ask: async (world) => {
      const about = await asked(world);
      await world.as('adam').addUsage({ ...about, lines: [line], idempotencyKey: world.key() });
      return { ...about, line: 'u1', hours: '2', comment: secret };
    },
  },
  addPayments: { ...changes, ask: async (world) => ({ ...(await asked(world)), payments: [payment] }), other: () => ({ payments: [{ ...payment, amount: '6' }] }) },
  cancelPayment: {
    ...changes,
    ask: async (world) => {
      const about = await asked(world);
      await world.as('adam').addPayments({ ...about, payments: [payment], idempotencyKey: world.key() });
      return { ...about, payment: 'p1', comment: secret };
    },
  },
  addParticipant: { ...changes, by: 'anna', ask: async (world) => ({ ...(await asked(world)), person: 'dina', role: 'watcher' }), other: () => ({ person: 'kurt' }) },
  removeParticipant: {
    ...changes,
    by: 'anna',
    ask: async (world) => {
      const about = { ...(await asked(world)), person: 'dina' };
      await world.as('anna').addParticipant({ ...about, role: 'watcher', idempotencyKey: world.key() });
      return about;
    },
    other: () => ({ person: 'kurt' }),
  },
  linkRequest: { ...changes, ask: async (world) => ({ ...(await asked(world)), to: (await asked(world)).request, rule: 'parts' }), other: () => ({ rule: 'bits' }) },
  unlinkRequest: { ...changes, ask: linked, other: ({ request }) => ({ to: request }) },
  carryChildren: {
    by: 'adam', of: 'from', stranger: 'NOT_FOUND',
    ask: async (world) => {
      const { to: from } = await linked(world);
      await world.as('anna').withdrawRequest({ request: from, idempotencyKey: world.key() });
      return { from, to: (await asked(world)).request, rule: 'parts' };
    },
    other: () => ({ rule: 'bits' }),
    versionless: 'it is about whatever is open then, each over its own version',
  },
} satisfies Partial<Rows>;
