import type { Kind, Source } from '@requestry/model';
import type { Rows } from './row.js';
import type { World } from './world.js';

const source: Source = { id: 'other', title: 'Line', kind: 'ordered', channel: 'phone' };
const form: Kind['form'] = { schema: { type: 'object', properties: { what: { type: 'string' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/what' }] } };
const fresh = (id: string): Kind => ({ id, title: 'Fresh', scope: 'internal', form });

const reading = { reads: true, by: 'adam', stranger: 'FORBIDDEN' } as const;
const byAdam = { by: 'adam', stranger: 'FORBIDDEN' } as const;

const versionOf = async ({ as }: World, kind: string): Promise<number> => (await as('adam').getKindDraft({ kind })).version;

/** A kind of its own, published once; its draft says something else, when asked for. */
async function kindOf({ as, key }: World, drafted = true): Promise<string> {
  const { kind } = await as('adam').createKind({ kind: fresh(key()), idempotencyKey: key() });
  await as('adam').publishKind({ kind: kind.id, expectedVersion: 1, idempotencyKey: key() });
  if (drafted) await as('adam').saveKindDraft({ kind: { ...kind, title: 'Drafted' }, expectedVersion: 0 });
  return kind.id;
}

/** Operations of designers and administrators: nobody else is told whether there is what they are about. */
export const ofDesigners = {
  findRegisterRebuilds: { ...reading, ask: () => ({}) },
  findKindRows: { ...reading, ask: () => ({}) },
  getKindDraft: { ...reading, ask: () => ({ kind: 'work' }) },
  checkKindDraft: { ...reading, ask: () => ({ kind: 'work' }) },
  findKindVersions: { ...reading, ask: () => ({ kind: 'work' }) },
  getOrg: { ...reading, ask: () => ({}) },
  findDirectories: { ...reading, ask: () => ({}) },
  findConnectors: { ...reading, ask: () => ({}) },
  findSources: { ...reading, ask: () => ({}) },
  findDeliveries: { ...reading, ask: () => ({ state: 'dead' }) },
  createKind: { ...byAdam, ask: ({ key }) => ({ kind: fresh(key()) }), other: ({ kind }) => ({ kind: { ...kind, title: 'Other' } }), versionless: 'it is new: an id that is taken is a conflict' },
  saveKindDraft: {
    ...byAdam,
    ask: async (world) => ({ kind: fresh(await kindOf(world)) }),
    other: ({ kind }) => ({ kind: { ...kind, title: 'Other' } }),
    version: (world, { kind }) => versionOf(world, kind.id),
  },
  discardKindDraft: { ...byAdam, ask: async (world) => ({ kind: await kindOf(world) }), other: () => ({ kind: 'work' }), version: (world, { kind }) => versionOf(world, kind) },
  publishKind: { ...byAdam, ask: async (world) => ({ kind: await kindOf(world) }), other: () => ({ note: 'Other' }), version: (world, { kind }) => versionOf(world, kind) },
  archiveKind: { ...byAdam, ask: async (world) => ({ kind: await kindOf(world, false), archived: true }), other: () => ({ archived: false }), versionless: 'it is what it is set to, whatever it was' },
  migrateRequest: {
    ...byAdam,
    ask: async (world) => {
      const { as, key } = world;
      const kind = await kindOf(world);
      const { id } = await world.request('plain');
      const draft = await as('adam').getKindDraft({ kind: 'plain' });
      const { version } = await as('adam').saveKindDraft({ kind: { ...draft.kind, title: kind }, route: draft.route ?? '', expectedVersion: draft.version });
      await as('adam').publishKind({ kind: 'plain', expectedVersion: version, idempotencyKey: key() });
      return { request: id };
    },
    other: () => ({ comment: 'Other' }),
    version: async ({ as }, { request }) => (await as('adam').getRequest({ request })).version,
  },
  saveDirectory: {
    ...byAdam,
    ask: async ({ as, key }) => {
      const { id, title, schema } = await as('adam').saveDirectory({ directory: { id: key(), title: 'New', schema: { type: 'object' } }, expectedVersion: 0, idempotencyKey: key() });
      return { directory: { id, title, schema } };
    },
    other: ({ directory }) => ({ directory: { ...directory, title: 'Other' } }),
    version: async ({ as }, { directory }) => (await as('adam').findDirectories()).find(({ id }) => id === directory.id)?.version ?? 0,
  },
  saveRecord: {
    ...byAdam,
    ask: async ({ as, key }) => {
      const { id, directory, data } = await as('adam').saveRecord({ record: { id: key(), directory: 'tools', data: { name: 'New' } }, expectedVersion: 0, idempotencyKey: key() });
      return { record: { id, directory, data } };
    },
    other: ({ record }) => ({ record: { ...record, data: { name: 'Other' } } }),
    version: async ({ as }, { record: { id, directory } }) => (await as('adam').findRecords({ directory, ids: [id] })).items[0]?.version ?? 0,
  },
  saveSource: {
    ...byAdam,
    ask: async ({ as, key }) => {
      const own = { ...source, id: key() };
      await as('adam').saveSource({ source: own, expectedVersion: 0, idempotencyKey: key() });
      return { source: own };
    },
    other: (input) => ({ source: { ...input.source, title: 'Other' } }),
    version: async ({ as }, input) => (await as('adam').findSources()).find(({ id }) => id === input.source.id)?.version ?? 0,
  },
  deleteSource: {
    ...byAdam,
    ask: async ({ as, key }) => ({ source: (await as('adam').saveSource({ source: { ...source, id: key() }, idempotencyKey: key() })).id }),
    other: () => ({ source: 'other' }),
    versionless: 'it is to go, whatever it says by now',
  },
  retryDelivery: { ...byAdam, ask: ({ left }) => ({ delivery: left('dead') }), other: () => ({ delivery: 'other' }), versionless: 'it is tried again, whatever became of it' },
  dropDelivery: { ...byAdam, ask: ({ left }) => ({ delivery: left('dead') }), other: () => ({ delivery: 'other' }), versionless: 'a message never changes' },
} satisfies Partial<Rows>;
