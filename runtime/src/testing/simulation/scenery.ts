import { standardCalendar, type Kind, type Org, type System } from '@requestry/model';
import { fromRouteDoc, readBpmn, writeBpmn } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import { memoryStorage, type Batch, type Store } from '@requestry/storage';
import { put } from '../../collections.js';
import { compiledRoute, KindCache, versionId, type CompileKind } from '../../kinds.js';
import { compileRoute, nativeCore, type CompiledRoute } from '../../process/index.js';
import { firm } from '../../process/testing/people.js';
import { randomTerse } from '../../process/testing/random-terse.js';
import { terseBpmn } from '../../process/testing/terse-route.js';
import { install } from '../../systems/install.js';

/** When every simulation begins: Monday, ten in the morning in Moscow. */
export const beginning = Date.parse('2026-03-02T10:00:00+03:00');

/** How many there are of what requests keep, before any of them has used one up. */
export const boltsAtFirst = 3;

/** What a run begins with. */
export interface Scenery {
  readonly org: Org;
  readonly kinds: readonly string[];
  /** Fills an empty store. */
  readonly batches: readonly Batch[];
  /** Makes the second version of a kind, which is there unseen, the published one. */
  publish(store: Store, kind: string): Promise<void>;
  /** The route of a kind, another one than the published. */
  readonly edited: Readonly<Record<string, string>>;
  /** Routes compiled so far, by their hash. */
  readonly routes: ReadonlyMap<string, CompiledRoute>;
  /** Kinds that all runs share, read and compiled once. */
  readonly sharedKinds: KindCache;
  /** Kinds that a node reads for itself; routes are compiled once all the same. */
  ownKinds(): KindCache;
}

/** dina may everything, lara stands in for fiona. */
const org: Org = {
  ...firm,
  units: [...firm.units, { id: 'finance', title: 'Finance', head: 'dina' }],
  roles: [...firm.roles, { id: 'chief', title: 'Chief', rights: ['design', 'administer', 'see-all'] }],
  people: firm.people.map((person) => (person.id === 'dina' ? { ...person, roles: ['chief'] } : person)),
  substitutions: [{ id: 'leave', who: 'lara', forWhom: 'fiona', from: '2026-03-02', to: '2026-03-05' }],
};

/** Large sums come to a step that nobody can do, until another version of the route is published. */
const small = `start -> a -> x1; x1 -> b if =amount < 1000; x1 -> c else; b -> end; c -> end1
  a approval boris; b approval group:board mode=all; c approval group:empty`;

/** The office of a run: a kind on a route with every sort of element, one on a route as people list it, one small one. */
export async function sceneryOf(office: number): Promise<Scenery> {
  const routes: Readonly<Record<string, string>> = { work: await terseRoute(office), paper: await listedRoute(office), leave: terseBpmn(small, 'leave') };
  const edited = Object.fromEntries(Object.entries(routes).map(([kind, route]) => [kind, otherPeople(route)]));
  const kinds = Object.keys(routes);
  const system: System = {
    title: 'Simulation',
    kinds: kinds.map((id) => ({ kind: kindOf(id), route: routes[id] ?? '' })),
    directories: [
      { id: 'equipment', title: 'Equipment', schema: { type: 'object', properties: { name: { type: 'string' }, responsible: { type: 'string' } } } },
      { id: 'parts', title: 'Parts', schema: { type: 'object', properties: { name: { type: 'string' }, count: { type: 'number' } } }, reservable: { quantity: 'count' } },
    ],
    records: [{ directory: 'equipment', id: 'crane', data: { name: 'Crane', responsible: 'leo' } }, { directory: 'parts', id: 'bolt', data: { name: 'Bolt', count: boltsAtFirst } }],
    org,
    calendars: [standardCalendar('Europe/Moscow')],
  };
  const compiled = new Map<string, Promise<CompiledRoute>>();
  const known = new Map<string, CompiledRoute>();
  const compile: CompileKind = (kind, xml, find) => {
    const found = compiled.get(xml) ?? compiledRoute(nativeCore, kind, xml, find).then((route) => (known.set(route.hash, route), route));
    compiled.set(xml, found);
    return found;
  };
  const batches = await batchesOf(system, edited);
  const sharedKinds = new KindCache(nativeCore, compile);
  const store = await filled(batches);
  for (const kind of kinds) for (const version of [1, 2]) await sharedKinds.get(store, 'main', kind, version);
  return { org, kinds, routes: known, batches, publish, edited, sharedKinds, ownKinds: () => new KindCache(nativeCore, compile) };
}

/** What installing a system writes, and the second version of each kind. */
async function batchesOf(system: System, edited: Readonly<Record<string, string>>): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  const store = memoryStorage().tenant('main');
  const at = new Date(beginning).toISOString();
  await install({ ...store, commit: (batch) => (batches.push(batch), store.commit(batch)) }, system, at);
  const versions = system.kinds.map(({ kind }) => put('kind-versions', versionId(kind.id, 2), { kind, route: edited[kind.id] ?? '', version: 2, publishedAt: at, publishedBy: 'dina' }));
  return [...batches, { ops: versions }];
}

async function filled(batches: readonly Batch[]): Promise<Store> {
  const store = memoryStorage().tenant('main');
  for (const batch of batches) await store.commit(batch);
  return store;
}

async function publish(store: Store, kind: string): Promise<void> {
  const [head] = await store.get([{ collection: 'kinds', id: kind }]);
  await store.commit({ ops: [put('kinds', kind, { ...(head?.body as { id: string; archived: boolean; hasDraft: boolean }), publishedVersion: 2 })] });
}

/** The first of a row of random routes that compiles. */
async function terseRoute(office: number): Promise<string> {
  for (let turn = 0; ; turn += 1) {
    const xml = terseBpmn(randomTerse(office * 100 + turn, 4), 'work');
    const { route } = await readBpmn(xml);
    if (route && compileRoute(route).compiled) return xml;
  }
}

async function listedRoute(office: number): Promise<string> {
  for (let turn = 0; ; turn += 1) {
    const route = fromRouteDoc(randomRouteDoc(office * 100 + turn, { entries: 6 }));
    if (compileRoute(route).compiled) return writeBpmn(route);
  }
}

/** The same steps, done by others and with other terms. */
const otherPeople = (xml: string): string => xml.replaceAll('person="boris"', 'person="fiona"').replaceAll('P1D', 'P2D').replaceAll(/group="(pair|empty)"/g, 'group="board"');

const fields = { amount: 'number', urgent: 'boolean', note: 'string', kind: 'string', a: 'string', checked: 'boolean', equipment: 'string', part: 'string', count: 'number' } as const;
const lookups: Readonly<Record<string, string>> = { equipment: 'equipment', part: 'parts' };

const kindOf = (id: string): Kind => ({
  id,
  title: id,
  scope: 'internal',
  features: { forecast: false },
  resources: { hours: true },
  payments: {},
  rating: {},
  reservations: [{ id: 'parts', field: 'part', quantity: 'count', holds: 'P1D' }],
  ...(id === 'work' ? { relations: [{ id: 'within', type: 'child', title: 'Within', kind: 'work', adopts: true }] } : {}),
  ...(id === 'paper' ? {} : { numbering: { journal: id, pattern: `${id}-{yyyy}-{n:3}` } }),
  form: {
    schema: { type: 'object', properties: { ...Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])), people: { type: 'array', items: { type: 'string' } }, scans: { type: 'array', items: { type: 'object' } } } },
    ui: {
      type: 'VerticalLayout',
      elements: Object.keys(fields).map((name) => ({ type: 'Control', scope: `#/properties/${name}`, ...(lookups[name] === undefined ? {} : { options: { rq: { lookup: { directory: lookups[name] } } } }) })),
    },
  },
});
