import { readBpmn } from '@requestry/route';
import { RequestryError, type Kind } from '@requestry/model';
import type { Store } from '@requestry/storage';
import { calledBy, type FindCallable } from './called-routes.js';
import type { KindVersionDocument } from './collections.js';
import type { CompiledRoute, ExecutionCore } from './process/index.js';
import { read, notFound } from './store.js';

/** A published version with its route ready to run. */
export interface PublishedKind extends KindVersionDocument {
  readonly compiled?: CompiledRoute;
}

/** Makes the route of a kind ready to run. */
export type CompileKind = (kind: Kind, xml: string, find: FindCallable) => Promise<CompiledRoute>;

/** Published versions never change, so each is read and compiled once. */
export class KindCache {
  readonly #compile: CompileKind;
  readonly #versions = new Map<string, Promise<PublishedKind>>();

  constructor(core: ExecutionCore, compile: CompileKind = (kind, xml, find) => compiledRoute(core, kind, xml, find)) {
    this.#compile = compile;
  }

  /** Rejects with `NOT_FOUND` for an unknown version, `INCIDENT` when its route no longer compiles. */
  get(store: Store, tenant: string, kind: string, version: number): Promise<PublishedKind> {
    const key = `${tenant}/${versionId(kind, version)}`;
    const cached = this.#versions.get(key) ?? this.#load(store, kind, version);
    this.#versions.set(key, cached);
    cached.catch(() => this.#versions.delete(key));
    return cached;
  }

  async #load(store: Store, kind: string, version: number): Promise<PublishedKind> {
    const doc = await read(store, 'kind-versions', versionId(kind, version));
    if (!doc) throw notFound('kind-versions', versionId(kind, version));
    const { calls = {} } = doc.body;
    const find: FindCallable = async (called) => (Object.hasOwn(calls, called) ? (await read(store, 'kind-versions', versionId(called, calls[called] ?? 0)))?.body : undefined);
    const compiled = doc.body.route === undefined ? undefined : await this.#compile(doc.body.kind, doc.body.route, find);
    return { ...doc.body, ...(compiled ? { compiled } : {}) };
  }
}

export const versionId = (kind: string, version: number): string => `${kind}@${version}`;

/** Reads and compiles BPMN; rejects with `INCIDENT` and the issues when it cannot run. */
export async function compiledRoute(core: ExecutionCore, kind: Kind, xml: string, find: FindCallable): Promise<CompiledRoute> {
  const { route, issues } = await readBpmn(xml);
  const result = route ? core.compile(route, (await calledBy(kind, route, find)).options) : undefined;
  if (result?.compiled) return result.compiled;
  throw new RequestryError('INCIDENT', `The route of kind "${kind.id}" does not compile`, { issues: result?.issues ?? issues, params: { kind: kind.id } });
}

