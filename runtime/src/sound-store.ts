import { RequestryError } from '@requestry/model';
import type { Doc, Key, Store } from '@requestry/storage';
import type { Collection } from './collections.js';
import { asNow, isOlder } from './older-requests.js';

/** Names a document that is not what its collection holds. */
export interface DamagedDocument extends Key {
  readonly tenant: string;
}

type Sort = 'text' | 'number' | 'list' | 'object';

/** A few places that every body of a collection has; enough to tell what was cut off, overwritten or put there by somebody else. */
const shapes: Partial<Readonly<Record<Collection, Readonly<Record<string, Sort>>>>> = {
  org: { org: 'object', 'org.people': 'list', 'org.units': 'list', 'org.roles': 'list', calendars: 'list' },
  kinds: { id: 'text' },
  'kind-drafts': { kind: 'object', 'kind.form': 'object' },
  'kind-versions': { kind: 'object', 'kind.id': 'text', 'kind.form': 'object', version: 'number' },
  directories: { id: 'text', schema: 'object' },
  records: { id: 'text', directory: 'text', data: 'object' },
  requests: { request: 'object', 'request.id': 'text', 'request.kind': 'text', 'request.state': 'text', 'request.data': 'object', events: 'number', lastHash: 'text' },
  tasks: { id: 'text', request: 'text', step: 'text', state: 'text', candidates: 'list', outcomes: 'list', why: 'object' },
  events: { request: 'text', events: 'list' },
  timers: { request: 'text', timer: 'text', at: 'text' },
  outbox: { at: 'text', effects: 'list' },
  deliveries: { channel: 'text', to: 'text', state: 'text', about: 'list' },
  drafts: { kind: 'text', data: 'object' },
  substitutions: { id: 'text', who: 'text', forWhom: 'text' },
  recurrences: { id: 'text', kind: 'text', state: 'text' },
  comments: { id: 'text', request: 'text', body: 'text', by: 'text', at: 'text' },
  notifications: { id: 'text', to: 'text', event: 'text', at: 'text' },
  register: { request: 'object', fields: 'object' },
  'register-words': { words: 'list', comments: 'list' },
  'comment-marks': { request: 'text', at: 'text' },
  sources: { id: 'text', kind: 'text' },
  files: { type: 'text', size: 'number', waiting: 'list' },
  'file-places': { file: 'text' },
};

const sorts: Readonly<Record<Sort, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const looks = new Map(Object.entries(shapes).map(([collection, shape]) => [collection, Object.entries(shape).map(([path, sort]) => [path.split('.'), sorts[sort]] as const)]));

/** Whether a document is what its collection holds, as far as a few looks tell. */
export function isSound({ collection, body }: { readonly collection: string; readonly body?: unknown }): boolean {
  if (body === undefined) return false;
  for (const [path, fits] of looks.get(collection) ?? []) {
    let value: unknown = body;
    for (const name of path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
    if (!fits(value)) return false;
  }
  return true;
}

/** What nobody misses since it is made again of other documents, or begins anew: where it is damaged it comes without its body, to be written over at its version. */
const madeAnew: ReadonlySet<string> = new Set<Collection>(['register', 'register-words', 'comment-marks']);

export const isDamaged = (error: unknown): boolean => error instanceof RequestryError && error.code === 'DAMAGED';

/**
 * A store that gives nothing but sound documents: rows of an index and finds that are damaged are left out, so that a list shows the others;
 * asked for by id they reject with `DAMAGED`, but for what is made anew. Each is told to `report`. What an earlier version stored is given as it would be written now, by the
 * tenant's `key`.
 */
export function soundStore(store: Store, report: (found: Key) => void, key: () => Promise<Uint8Array>): Store {
  const sound = async <Item extends Key & { readonly body?: unknown }>(items: readonly Item[]): Promise<readonly Item[]> => {
    if (items.every((item) => isSound(item) && !isOlder(item))) return items;
    const whole = items.filter((item) => {
      if (isSound(item)) return true;
      report({ collection: item.collection, id: item.id });
      return false;
    });
    return Promise.all(whole.map((item) => asNow(item, key)));
  };
  /** What is damaged is asked for by id, where that is told. */
  const withSoundAlong = async <Item extends { readonly along?: Doc }>(items: readonly Item[]): Promise<readonly Item[]> => {
    if (items.every(({ along }) => !along || (isSound(along) && !isOlder(along)))) return items;
    return Promise.all(items.map(async (item) => {
      const { along, ...rest } = item;
      return (along && isSound(along) ? { ...rest, along: await asNow(along, key) } : rest) as Item;
    }));
  };
  const lost = (doc: Doc): Doc => {
    const { collection, id } = doc;
    report({ collection, id });
    if (madeAnew.has(collection)) return { ...doc, body: undefined };
    throw new RequestryError('DAMAGED', `${collection}/${id} is damaged`, { params: { collection, id } });
  };
  const { search, count, blobs } = store;
  return {
    get: async (keys) => {
      const docs = (await store.get(keys)).map((doc) => (doc === null || isSound(doc) ? doc : lost(doc)));
      return docs.some((doc) => doc !== null && isOlder(doc)) ? Promise.all(docs.map((doc) => doc && asNow(doc, key))) : docs;
    },
    commit: (batch) => store.commit(batch),
    scan: async (scan) => {
      const page = await store.scan(scan);
      return scan.keysOnly ? page : { ...page, items: await withSoundAlong(await sound(page.items)) };
    },
    feed: (after, limit) => store.feed(after, limit),
    ...(search ? { search: async (wanted) => { const page = await search.call(store, wanted); return { ...page, items: await sound(page.items) }; } } : {}),
    ...(count ? { count: (ranges, most) => count.call(store, ranges, most) } : {}),
    ...(blobs ? { blobs } : {}),
  };
}
