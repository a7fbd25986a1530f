import type { JsonObject, Kind, System } from '@requestry/model';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { system as ready } from '@requestry/templates/internal';
import { terseBpmn } from '../../process/testing/index.js';
import { createRuntime, type Runtime, type RuntimeOptions } from '../../runtime.js';
import type { Channel, Message } from '../channel.js';

/** A channel that keeps what it was given, and fails as it is told. */
export interface RecordedChannel extends Channel {
  readonly sent: Message[];
  /** Called before a message is kept; what it throws or never answers is the failure. */
  before: (message: Message, signal: AbortSignal) => unknown;
}

export function recordedChannel(name: string, more: Partial<Channel> = {}): RecordedChannel {
  const channel: RecordedChannel = {
    name,
    sent: [],
    before: () => undefined,
    ...more,
    deliver: async (message, { signal }) => {
      await channel.before(message, signal);
      channel.sent.push(message);
    },
  };
  return channel;
}

/** Two approvals in a row: `secret` is hidden from whoever has no task and from the second approver. */
export const kind: Kind = {
  id: 'order',
  title: { ru: 'Заказ', en: 'Order' },
  scope: 'internal',
  titleTemplate: '{subject} {secret}',
  numbering: { journal: 'order', pattern: 'O-{n:3}', reset: 'never' },
  viewAccess: { '*': 'read', secret: 'hidden' },
  form: {
    schema: { type: 'object', properties: { subject: { type: 'string' }, secret: { type: 'string' } } },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/subject' }, { type: 'Control', scope: '#/properties/secret' }] },
  },
};

/** A route in short, its steps named. */
export const routeOf = (text: string): string => terseBpmn(text).replace('id="a"', 'id="a" name="Согласование"').replace('id="b"', 'id="b" name="Утверждение"');

export const system: System = { ...ready, kinds: [{ kind, route: routeOf('start -> a -> b -> end; a approval ivanov; b approval orlova') }] };

export interface Post {
  readonly runtime: Runtime;
  now(): number;
  /** Moves the clock; nothing is done yet. */
  move(time: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
  submit(data?: JsonObject, by?: string): Promise<string>;
  /** Completes the person's only task. */
  approve(person: string): Promise<void>;
  key(): string;
  /** One more process on the same store. */
  other(options: Partial<RuntimeOptions>): Promise<Runtime>;
}

/** A store with the two approvals, at work through the channels. Starts on Monday 2026-03-02, 10:00 in Moscow. */
export async function post(channels: readonly Channel[], more: Omit<Partial<RuntimeOptions>, 'storage'> & { readonly system?: System; readonly storage?: (clock: () => number) => StorageAdapter } = {}): Promise<Post> {
  let now = Date.parse('2026-03-02T10:00:00+03:00');
  let count = 0;
  const clock = (): number => now;
  const { system: given = system, storage: open = (now) => memoryStorage({ now }), ...options } = more;
  const storage = open(clock);
  const ids = (): string => `id${String((count += 1)).padStart(6, '0')}`;
  const runtime = await createRuntime({ storage, clock, ids, channels, ...options });
  await runtime.install(given);
  const key = (): string => `key-${(count += 1)}`;
  return {
    runtime,
    now: clock,
    move: ({ days = 0, hours = 0, minutes = 0 }) => void (now += ((days * 24 + hours) * 60 + minutes) * 60_000),
    submit: async (data = { subject: 'Стол', secret: 'XYZ' }, by = 'petrova') => (await runtime.as({ user: by }).submitRequest({ kind: 'order', data, idempotencyKey: key() })).id,
    approve: async (person) => {
      const [task] = (await runtime.as({ user: person }).findTasks({ view: 'mine' })).items;
      await runtime.as({ user: person }).completeTask({ task: task?.id ?? '', outcome: 'approve', idempotencyKey: key() });
    },
    key,
    other: (given) => createRuntime({ storage, clock, ids, channels, ...options, ...given }),
  };
}
