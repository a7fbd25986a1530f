import type { Comment, DirectoryRecord, Notification, Task } from '@requestry/model';
import type { Doc, Key, StorageAdapter, Store } from '@requestry/storage';
import type { DeliveryDocument, EventsDocument, OutboxDocument, RequestDocument, TimerDocument } from '../../collections.js';
import type { FileDocument, PlaceDocument } from '../../files/documents.js';
import { splitTaskId } from '../../task-ids.js';

/** A request with what belongs to it. */
export interface MirroredRequest {
  readonly id: string;
  doc?: Doc<RequestDocument>;
  readonly tasks: Map<string, Doc<Task>>;
  readonly timers: Map<string, TimerDocument>;
  /** Events that have come since they were last looked at. */
  fresh: EventsDocument[];
}

/** What the store holds, followed commit by commit through its feed; the simulation's own view, which no fault reaches. */
export class Mirror {
  readonly requests = new Map<string, MirroredRequest>();
  readonly counters = new Map<string, number>();
  readonly comments = new Map<string, Comment>();
  readonly notifications = new Map<string, Notification>();
  readonly outbox = new Map<string, OutboxDocument>();
  readonly deliveries = new Map<string, DeliveryDocument>();
  /** Records by document id. */
  readonly records = new Map<string, DirectoryRecord>();
  /** Kept bytes by their hash. */
  readonly files = new Map<string, FileDocument>();
  readonly places = new Map<string, PlaceDocument>();
  /** Every message that ever stood in the outbox. */
  readonly sent = new Map<string, OutboxDocument>();
  readonly store: Store;
  #after: string | null = null;

  constructor(storage: StorageAdapter) {
    this.store = storage.tenant('main');
  }

  /** Takes in the commits since the last time, a thousand at most. Gives how many there were, the requests that they touched, and how many documents, those of kept files among them. */
  async catchUp(): Promise<{ readonly commits: number; readonly touched: ReadonlySet<MirroredRequest>; readonly changes: number; readonly files: number }> {
    const { items, after } = await this.store.feed(this.#after, 1000);
    this.#after = after;
    const keys = new Map<string, Key>();
    for (const { changes } of items) for (const { collection, id } of changes) if (followed.has(collection)) keys.set(`${collection}/${id}`, { collection, id });
    const list = [...keys.values()];
    const docs = list.length === 0 ? [] : await this.store.get(list);
    const touched = new Set<MirroredRequest>();
    list.forEach((key, index) => {
      const request = this.#take(key, docs[index] ?? undefined);
      if (request) touched.add(request);
    });
    return { commits: items.length, touched, changes: list.length, files: list.filter(({ collection }) => collection === 'files').length };
  }

  #take({ collection, id }: Key, doc: Doc | undefined): MirroredRequest | undefined {
    switch (collection) {
      case 'requests':
        return this.#change(id, (request) => (request.doc = doc as Doc<RequestDocument>));
      case 'tasks':
        return this.#change(splitTaskId(id).request, ({ tasks }) => keep(tasks, id, doc as Doc<Task> | undefined));
      case 'timers':
        return this.#change(splitTaskId(id).request, ({ timers }) => keep(timers, id, doc?.body as TimerDocument | undefined));
      case 'events':
        return this.#change(id.slice(0, id.lastIndexOf(':')), ({ fresh }) => fresh.push(doc?.body as EventsDocument));
      case 'outbox':
        keep(this.outbox, id, doc?.body as OutboxDocument | undefined);
        if (doc && !this.sent.has(id)) this.sent.set(id, doc.body as OutboxDocument);
        return undefined;
      case 'deliveries':
        keep(this.deliveries, id, doc?.body as DeliveryDocument | undefined);
        return undefined;
      case 'counters':
        this.counters.set(id, (doc?.body as { readonly last: number }).last);
        return undefined;
      case 'records':
        keep(this.records, id, doc?.body as DirectoryRecord | undefined);
        return undefined;
      case 'files':
        keep(this.files, id, doc?.body as FileDocument | undefined);
        return undefined;
      case 'file-places':
        keep(this.places, id, doc?.body as PlaceDocument | undefined);
        return undefined;
      case 'comments':
        this.comments.set(id, doc?.body as Comment);
        return undefined;
      default:
        keep(this.notifications, id, doc?.body as Notification | undefined);
        return undefined;
    }
  }

  #change(id: string, change: (request: MirroredRequest) => unknown): MirroredRequest {
    const request: MirroredRequest = this.requests.get(id) ?? { id, tasks: new Map(), timers: new Map(), fresh: [] };
    this.requests.set(id, request);
    change(request);
    return request;
  }
}

const followed: ReadonlySet<string> = new Set(['requests', 'tasks', 'timers', 'events', 'outbox', 'deliveries', 'counters', 'comments', 'notifications', 'records', 'files', 'file-places']);

function keep<Body>(map: Map<string, Body>, id: string, body: Body | undefined): void {
  if (body) map.set(id, body);
  else map.delete(id);
}
