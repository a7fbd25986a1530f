import { ContextConsumer, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DesignService, Kind, RequestService } from '@requestry/model';

/** One thing to choose. */
export interface Pick {
  readonly value: string;
  readonly title: string;
}

/** Records of one directory that are read for a list at most. */
export const mostRecords = 200;

/**
 * What stands around the kind under work and is read only when something is chosen from it: forms of other kinds, records of directories, connectors.
 * Asked for the first time it answers nothing and tells its watchers when it has come. What cannot be read stays unknown.
 */
export class Neighbours {
  readonly #services: () => { readonly design?: DesignService; readonly requests?: RequestService };
  readonly #kinds = new Map<string, Kind | undefined>();
  readonly #connectors = new Map<string, readonly string[] | undefined>();
  readonly #records = new Map<string, readonly Pick[] | undefined>();
  readonly #watchers = new Set<() => void>();

  constructor(services: () => { readonly design?: DesignService; readonly requests?: RequestService }) {
    this.#services = services;
  }

  /** Another kind as it is designed. */
  kind(id: string): Kind | undefined {
    const { design } = this.#services();
    if (!design || id === '') return undefined;
    return this.#read(this.#kinds, id, () => design.getKindDraft({ kind: id }).then(({ kind }) => kind));
  }

  /** Records of a directory, the first 200. */
  records(directory: string): readonly Pick[] | undefined {
    const { requests } = this.#services();
    if (!requests || directory === '') return undefined;
    return this.#read(this.#records, directory, () => requests.findRecords({ directory, limit: mostRecords }).then(({ items }) => items.map(({ id, title }) => ({ value: id, title }))));
  }

  /** Connectors of the host. */
  connectors(): readonly string[] | undefined {
    const { design } = this.#services();
    return design ? this.#read(this.#connectors, '', () => design.findConnectors()) : undefined;
  }

  /** Forgets what was read. */
  forget(): void {
    this.#kinds.clear();
    this.#records.clear();
    this.#connectors.clear();
  }

  /** Calls back when something has come. Returns the way to stop. */
  watch(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  #read<T>(kept: Map<string, T | undefined>, id: string, fetch: () => Promise<T>): T | undefined {
    if (kept.has(id)) return kept.get(id);
    kept.set(id, undefined);
    fetch().then(
      (found) => {
        kept.set(id, found);
        this.#watchers.forEach((each) => each());
      },
      () => undefined,
    );
    return undefined;
  }
}

/** The neighbours of the kind under work. */
export const neighboursContext = createContext<Neighbours>('rq-neighbours');

/** Draws an element anew when a neighbour has come. */
export class NeighboursController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #consumer: ContextConsumer<typeof neighboursContext, ReactiveControllerHost & HTMLElement>;
  #stop?: () => void;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#consumer = new ContextConsumer(host, { context: neighboursContext, subscribe: true, callback: () => this.#watch() });
    host.addController(this);
  }

  /** Nothing where nobody provides them. */
  get value(): Neighbours | undefined {
    return this.#consumer.value;
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  hostConnected(): void {
    this.#watch();
  }

  #watch(): void {
    this.#stop?.();
    this.#stop = this.#consumer?.value?.watch(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }
}
