import type { Kind } from '@requestry/model';
import type { DecisionTable } from '@requestry/model/decision';
import { readBpmn, type Route } from '@requestry/route';
import type { CompileOptions } from './process/index.js';

/** A version of a kind whose route may be called. */
export interface CallableKind {
  readonly kind: Kind;
  readonly version: number;
  readonly route?: string;
}

/** Finds the version of a kind that a call means; nothing when there is none. */
export type FindCallable = (kind: string) => Promise<CallableKind | undefined>;

/** What a route calls, directly and through others. */
export interface Called {
  /** Version of each kind that is called. */
  readonly versions: Readonly<Record<string, number>>;
  readonly options: Required<CompileOptions>;
}

/** Most kinds that one route may call, directly and through others. */
const most = 100;

/**
 * Everything that a kind's route needs besides itself: the routes of the kinds that it calls by id, and all their tables. The first table of
 * an id counts, the kind's own before those of called ones.
 */
export async function calledBy(kind: Kind, route: Route, find: FindCallable): Promise<Called> {
  const versions: Record<string, number> = {};
  // A call that leads back here finds this very route, so that the circle is seen.
  const routes = new Map([[kind.id, route]]);
  const decisions = new Map<string, DecisionTable>();
  const take = (tables: readonly DecisionTable[] = []): void => tables.forEach((table) => decisions.has(table.id) || decisions.set(table.id, table));
  take(kind.decisions);
  const waiting = callsOf(route);
  for (let name = waiting.pop(); name !== undefined && routes.size < most; name = waiting.pop()) {
    if (routes.has(name)) continue;
    const found = await find(name);
    const read = found?.route === undefined ? undefined : (await readBpmn(found.route)).route;
    if (!found || !read) continue;
    versions[name] = found.version;
    routes.set(name, read);
    take(found.kind.decisions);
    waiting.push(...callsOf(read));
  }
  return { versions, options: { routes: (name) => routes.get(name), decisions: [...decisions.values()] } };
}

const callsOf = ({ nodes }: Route): string[] => nodes.flatMap((node) => (node.type === 'callActivity' && node.calledElement !== undefined ? [node.calledElement] : []));
