import type { Rows } from './row.js';
import { secret, type World } from './world.js';

const rule = { every: 'day', from: '2026-05-09' } as const;
const mail = { from: { address: 'a@example.org' }, to: [], subject: 'One', text: 'Two', messageId: '<1@example.org>' };
const view = { name: secret, filter: { mine: true } };
const data = { what: secret };

const recurring = async ({ as, key }: World): Promise<string> => (await as('anna').startRecurrence({ kind: 'work', data, rule, idempotencyKey: key() })).id;
const saved = async ({ as, key }: World): Promise<string> => (await as('anna').saveView({ ...view, idempotencyKey: key() })).id;
const asked = async ({ request }: World): Promise<object> => (await request(), {});

/** Operations of the catalog, of lists, and those that begin something. */
export const ofCatalog = {
  findKinds: { reads: true, by: 'anna', ask: () => ({}), stranger: 'everybody' },
  getKind: { reads: true, by: 'anna', ask: () => ({ kind: 'work' }), stranger: 'FORBIDDEN' },
  findRecords: { reads: true, by: 'anna', ask: () => ({ directory: 'tools' }), stranger: 'FORBIDDEN' },
  getDraft: { reads: true, by: 'anna', ask: async ({ as }) => (await as('anna').saveDraft({ kind: 'plain', data, step: 0 }), { kind: 'plain' }), stranger: 'nothing' },
  saveDraft: { by: 'anna', ask: () => ({ kind: 'plain', data, step: 1 }), stranger: 'everybody', keyless: 'the last one wins' },
  deleteDraft: { by: 'anna', ask: () => ({ kind: 'plain' }), stranger: 'everybody', keyless: 'nothing happens when there is none' },
  submitRequest: { by: 'anna', ask: () => ({ kind: 'work', data }), stranger: 'FORBIDDEN', other: () => ({ data: { what: 'Other' } }), versionless: 'it is new' },
  startRecurrence: { by: 'anna', ask: () => ({ kind: 'work', data, rule }), stranger: 'FORBIDDEN', other: () => ({ data: { what: 'Other' } }), versionless: 'it is new' },
  findRecurrences: { reads: true, by: 'anna', ask: async (world) => (await recurring(world), {}), stranger: 'nothing' },
  stopRecurrence: {
    by: 'anna', of: 'recurrence', stranger: 'NOT_FOUND',
    ask: async (world) => ({ recurrence: await recurring(world) }),
    other: () => ({ comment: 'Other' }),
    version: async ({ as }, { recurrence }) => (await as('anna').findRecurrences({ limit: 200 })).items.find(({ id }) => id === recurrence)?.version ?? 0,
  },
  matchCounterparty: { reads: true, by: 'adam', ask: () => ({ source: 'line', phone: '+79161234567' }), stranger: 'FORBIDDEN' },
  startFromLetter: { reads: true, by: 'adam', ask: () => ({ source: 'line', mail }), stranger: 'FORBIDDEN' },
  findRequests: { reads: true, by: 'anna', ask: asked, stranger: 'nothing' },
  countRequests: { reads: true, by: 'anna', ask: asked, stranger: 'nothing', tells: ({ groups }) => groups.some(({ count }) => count > 0) },
  findViews: { reads: true, by: 'anna', ask: async (world) => (await saved(world), {}), stranger: 'nothing' },
  saveView: {
    by: 'anna', of: 'id', stranger: 'NOT_FOUND',
    ask: async (world) => ({ ...view, id: await saved(world), filter: {} }),
    other: () => ({ name: 'Other' }),
    version: async ({ as }, { id }) => (await as('anna').findViews()).find((each) => each.id === id)?.version ?? 0,
  },
  deleteView: { by: 'anna', of: 'view', stranger: 'nothing', ask: async (world) => ({ view: await saved(world) }), other: () => ({ view: 'other' }), versionless: 'it is to go, whatever it says by now' },
  findJournals: { reads: true, by: 'adam', ask: () => ({}), stranger: 'FORBIDDEN' },
  getJournal: { reads: true, by: 'adam', ask: () => ({ journal: 'works', year: '' }), stranger: 'FORBIDDEN' },
  getRatings: { reads: true, by: 'adam', ask: () => ({}), stranger: 'FORBIDDEN' },
  sendMessage: { by: 'adam', ask: () => ({ name: 'called', data }), stranger: 'FORBIDDEN', other: () => ({ data: { what: 'Other' } }), versionless: 'it is news, and changes nothing that somebody saw' },
  sendSignal: { by: 'adam', ask: () => ({ name: 'over', data }), stranger: 'FORBIDDEN', other: () => ({ data: { what: 'Other' } }), versionless: 'it is news, and changes nothing that somebody saw' },
} satisfies Partial<Rows>;
