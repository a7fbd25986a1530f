import { RequestryError } from '@requestry/model';
import type { DesignService, RequestService } from '@requestry/model';

/** One call that a double received. */
export interface Call {
  readonly method: string;
  readonly input: unknown;
}

/** A double of a service that also tells what was asked of it. */
export type Fake<S> = S & {
  readonly calls: readonly Call[];
  /** Tells the watchers that something changed. */
  changed(change: Parameters<Parameters<RequestService['watch']>[0]>[0]): void;
};

const missing = (name: string) => (): Promise<never> => Promise.reject(new RequestryError('NOT_FOUND', `the double has no answer for ${name}`));
const empty = { items: [] };

const quiet = {
  getActor: () => Promise.resolve({ person: { id: 'anna', name: 'Anna Petrova' }, rights: [], zone: 'Europe/Moscow' }),
  findKinds: () => Promise.resolve([]),
  forecast: () => Promise.resolve({ steps: [], branches: [], turningPoints: [], complete: true }),
  getDraft: () => Promise.resolve(null),
  saveDraft: ({ kind, data, step }: Parameters<RequestService['saveDraft']>[0]) => Promise.resolve({ kind, data, step, savedAt: new Date().toISOString() }),
  deleteDraft: () => Promise.resolve(),
  findRequests: () => Promise.resolve(empty),
  countRequests: () => Promise.resolve({ groups: [] }),
  findViews: () => Promise.resolve([]),
  getHistory: () => Promise.resolve([]),
  findTasks: () => Promise.resolve(empty),
  countTasks: () => Promise.resolve({ mine: 0, group: 0, substituting: 0 }),
  findComments: () => Promise.resolve([]),
  findPeople: () => Promise.resolve([]),
  findUnits: () => Promise.resolve([]),
  findRecords: () => Promise.resolve(empty),
  findNotifications: () => Promise.resolve(empty),
  readNotifications: () => Promise.resolve(),
  findKindRows: () => Promise.resolve([]),
  findKindVersions: () => Promise.resolve([]),
  checkKindDraft: () => Promise.resolve([]),
  findDirectories: () => Promise.resolve([]),
  findConnectors: () => Promise.resolve([]),
  getOrg: () => Promise.resolve({ units: [], people: [], roles: [], groups: [], substitutions: [] }),
};

function fake<S extends object>(overrides: Partial<S>): Fake<S> {
  const calls: Call[] = [];
  const listeners = new Set<(change: never) => void>();
  const own = {
    calls,
    changed: (change: unknown) => listeners.forEach((listener) => listener(change as never)),
    watch: (listener: (change: never) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const answers: Record<string, unknown> = { ...quiet, ...overrides };
  return new Proxy(own, {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then' || name.startsWith('_$')) return undefined;
      if (name in overrides || !(name in target)) return recorded(name, answers[name], calls);
      return target[name as keyof typeof target];
    },
  }) as unknown as Fake<S>;
}

function recorded(method: string, answer: unknown, calls: Call[]): (input?: unknown) => unknown {
  const run = typeof answer === 'function' ? (answer as (input?: unknown) => unknown) : missing(method);
  return (input) => {
    calls.push({ method, input });
    return run(input);
  };
}

/** A `RequestService` that knows nothing: lists are empty, single things are NOT_FOUND. Give what a test needs. */
export const fakeRequestService = (overrides: Partial<RequestService> = {}): Fake<RequestService> => fake<RequestService>(overrides);

/** The same for designers. */
export const fakeDesignService = (overrides: Partial<DesignService> = {}): Fake<DesignService> => fake<DesignService>(overrides);
