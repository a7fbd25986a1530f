import type { Rows } from './row.js';
import { secret, type World } from './world.js';

const absence = { who: 'boris', forWhom: 'anna', from: '2026-03-09', to: '2026-03-10', reason: secret };

const saved = async ({ as, key }: World): Promise<string> => (await as('anna').saveSubstitution({ substitution: absence, idempotencyKey: key() })).id;

const versionOf = async ({ as }: World, id: string | undefined): Promise<number> => (await as('anna').findSubstitutions()).find((each) => each.id === id)?.version ?? 0;

/** Operations about people and what they are told. */
export const aboutPeople = {
  getActor: { reads: true, by: 'anna', ask: () => ({}), stranger: 'everybody' },
  findPeople: { reads: true, by: 'anna', ask: () => ({ text: 'Bo' }), stranger: 'everybody' },
  findUnits: { reads: true, by: 'anna', ask: () => ({}), stranger: 'everybody' },
  findSubstitutions: { reads: true, by: 'anna', ask: async (world) => (await saved(world), {}), stranger: 'nothing' },
  saveSubstitution: {
    by: 'anna', stranger: 'NOT_FOUND',
    ask: async (world) => ({ substitution: { ...absence, id: await saved(world), to: '2026-03-11' } }),
    other: ({ substitution }) => ({ substitution: { ...substitution, to: '2026-03-12' } }),
    version: (world, { substitution: { id } }) => versionOf(world, id),
  },
  deleteSubstitution: {
    by: 'anna', of: 'substitution', stranger: 'NOT_FOUND',
    ask: async (world) => ({ substitution: await saved(world) }),
    other: () => ({ substitution: 'another' }),
    version: (world, { substitution }) => versionOf(world, substitution),
  },
  findNotifications: { reads: true, by: 'boris', ask: async (world) => (await world.request(), await world.place.runtime.work(), {}), stranger: 'nothing', tells: ({ items }) => items.length > 0 },
  readNotifications: {
    by: 'boris', stranger: 'nothing',
    ask: async ({ as, place, request }) => {
      await request();
      await place.runtime.work();
      return { ids: (await as('boris').findNotifications()).items.filter(({ read }) => !read).map(({ id }) => id) };
    },
    other: () => ({ ids: 'all' }),
    versionless: 'what is read stays read',
  },
  getPreferences: { reads: true, by: 'anna', ask: () => ({ person: 'anna' }), stranger: 'FORBIDDEN' },
  savePreferences: {
    by: 'anna', stranger: 'FORBIDDEN',
    ask: () => ({ person: 'anna', preferences: { digest: { every: 'day', hour: 9 } } }),
    other: () => ({ preferences: { digest: { every: 'day', hour: 10 } } }),
    version: async ({ as, key }) => (await as('adam').savePreferences({ person: 'anna', preferences: {}, idempotencyKey: key() })).version,
  },
} satisfies Partial<Rows>;
