import { ContextProvider } from '@lit/context';
import { indexedDbStorage } from '@requestry/storage/indexeddb';
import { createRuntime, type Channel, type Runtime } from '@requestry/runtime';
import { designServiceContext, localeContext, requestServiceContext } from '@requestry/ui';
import { RequestryError, type DesignService, type Locale, type RequestService, type System } from '@requestry/model';
import type { StorageAdapter } from '@requestry/storage';

/** Ready-made systems by name. */
export type TemplateName = 'internal';

export interface ConnectOptions {
  /** What a new store begins with: a ready-made system by name, or a system. Default `internal`. */
  readonly template?: TemplateName | System;
  /** Where documents live. Default: this browser's IndexedDB, database `requestry`. */
  readonly storage?: StorageAdapter;
  /** A host's own service instead of the in-page runtime; `storage` and `template` are then not used. */
  readonly service?: RequestService & Partial<DesignService>;
  /** Who acts. Default: the first person of the organisation. */
  readonly user?: string;
  /** Language of everything inside; the page's `lang` when absent. */
  readonly locale?: Locale;
  /** Ways to reach people outside the page. */
  readonly channels?: readonly Channel[];
  /** How often due work (timers, messages) is looked for, milliseconds. Default 5000. */
  readonly workInterval?: number;
}

/** The product inside an element of the page. */
export interface Connection {
  /** Person whose eyes the elements have now. */
  readonly user: string;
  /** Makes another person act; elements show what that person sees. */
  setUser(user: string): void;
  setLocale(locale: Locale): void;
  readonly service: RequestService & Partial<DesignService>;
  /** Absent when a host's own service is used. */
  readonly runtime?: Runtime;
  /** Stops work and closes the store. The elements stay but no longer answer. */
  close(): Promise<void>;
}

const templates: Readonly<Record<TemplateName, () => Promise<{ readonly system: System }>>> = {
  internal: () => import('@requestry/templates/internal'),
};

/**
 * Gives everything inside `element` its services and language. Elements of `@requestry/widgets` and `@requestry/designer` placed inside work from then on.
 * Rejects with a `RequestryError` when the store cannot be opened.
 */
export async function connect(element: HTMLElement, options: ConnectOptions = {}): Promise<Connection> {
  if (options.service) return connectService(element, options, options.service);
  const system = await systemOf(options.template);
  const storage = options.storage ?? indexedDbStorage('requestry');
  const runtime = await createRuntime({ storage, ...(options.channels ? { channels: options.channels } : {}) });
  await runtime.install(system);
  const connection = provide(element, options, (user) => runtime.as({ user }), options.user ?? system.org.people[0]?.id ?? '');
  const stop = keepWorking(runtime, options.workInterval ?? 5_000);
  return {
    ...connection,
    get user() {
      return connection.user;
    },
    get service() {
      return connection.service;
    },
    runtime,
    close: async () => {
      stop();
      await runtime.close();
    },
  };
}

function connectService(element: HTMLElement, options: ConnectOptions, service: RequestService & Partial<DesignService>): Connection {
  return provide(element, options, () => service, options.user ?? '');
}

async function systemOf(template: ConnectOptions['template'] = 'internal'): Promise<System> {
  if (typeof template === 'object') return template;
  const load = Object.hasOwn(templates, template) ? templates[template] : undefined;
  if (load) return (await load()).system;
  const wanted = Object.keys(templates);
  throw new RequestryError('INVALID', `There is no template "${template}"; there is ${wanted.join(', ')}`, { issues: [{ code: 'template.unknown', params: { found: template, wanted } }] });
}

type Service = RequestService & Partial<DesignService>;

/** Providers on the element; changing the person or language tells everything inside. */
function provide(element: HTMLElement, options: ConnectOptions, serviceFor: (user: string) => Service, first: string): Connection {
  let user = first;
  let service = serviceFor(user);
  const requests = new ContextProvider(element, { context: requestServiceContext, initialValue: service });
  const design = new ContextProvider(element, { context: designServiceContext, initialValue: designOf(service) });
  const locale = new ContextProvider(element, { context: localeContext, initialValue: options.locale });
  return {
    get user() {
      return user;
    },
    get service() {
      return service;
    },
    setUser: (next) => {
      user = next;
      service = serviceFor(user);
      requests.setValue(service);
      design.setValue(designOf(service));
    },
    setLocale: (next) => locale.setValue(next),
    close: async () => undefined,
  };
}

const designOf = (service: Service): DesignService | undefined => (service.findKindRows ? (service as Service & DesignService) : undefined);

/** Looks for due work at intervals and soon after every change. A failing pass is tried again at the next. */
function keepWorking(runtime: Runtime, interval: number): () => void {
  let running = false;
  let again = false;
  const pass = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await runtime.work().catch(() => undefined);
    } while (again);
    running = false;
  };
  const timer = setInterval(() => void pass(), interval);
  const stopWatching = runtime.watch((change) => {
    if (change.topic === 'requests' || change.topic === 'comments') void pass();
  });
  void pass();
  return () => {
    clearInterval(timer);
    stopWatching();
  };
}
