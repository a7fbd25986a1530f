import type { Route, RouteDoc } from '@requestry/route';
import { findBranch, findEntry, tasksOf, walk } from './doc-edits.js';

/**
 * What in the list stands for an element of the picture: the entry itself, a branch for its flow, the step whose timer, rework,
 * end or fork it is. Nothing for the start and the end of the whole route.
 */
export function ownerOf(doc: RouteDoc, route: Route, element: string): string | undefined {
  const direct = named(doc, element);
  if (direct !== undefined) return direct;
  const flow = route.flows.find((each) => each.id === element);
  if (flow) return named(doc, flow.from) ?? before(doc, route, flow.from);
  if (element === doc.start.id || element === doc.end.id) return undefined;
  return before(doc, route, element);
}

function named(doc: RouteDoc, id: string): string | undefined {
  if (findEntry(doc, id) || findBranch(doc, id)) return id;
  for (const task of tasksOf(doc)) {
    if (task.timers.some((timer) => timer.id === id)) return task.id;
    if (Object.values(task.targets).some((target) => target.to !== 'step' && target.id === id)) return task.id;
  }
  for (const { entry } of walk(doc.steps)) {
    if (entry.kind === 'opaque' && (entry.ids.includes(id) || entry.flows.some((flow) => flow.id === id))) return entry.id;
    if ('branches' in entry) {
      const branch = entry.branches.find((each) => each.end?.id === id);
      if (branch) return branch.id;
    }
  }
  return undefined;
}

/** A fork belongs to the step before it, a merge to the split that ends there. */
function before(doc: RouteDoc, route: Route, element: string): string | undefined {
  const join = /^(.*)_(?:join|entry)$/.exec(element)?.[1];
  if (join !== undefined && findEntry(doc, join)) return join;
  const seen = new Set<string>();
  for (let at: string | undefined = element; at !== undefined && !seen.has(at) && seen.size < 30; ) {
    seen.add(at);
    const current: string = at;
    const from: string | undefined = route.flows.find((flow) => flow.to === current)?.from;
    const owner = from === undefined ? undefined : named(doc, from);
    if (owner !== undefined) return owner;
    at = from;
  }
  return undefined;
}

/** The element of the picture that stands for an entry or a branch of the list. */
export function elementOf(doc: RouteDoc, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const entry = findEntry(doc, id)?.entry;
  return entry?.kind === 'opaque' ? (entry.entry ?? entry.ids[0]) : id;
}

/** Something in the list or on the picture has the id. */
export const isThere = ({ doc, route }: { readonly doc: RouteDoc; readonly route: Route }, id: string): boolean =>
  findEntry(doc, id) !== undefined || findBranch(doc, id) !== undefined || route.nodes.some((node) => node.id === id);

/** What a click on the picture chooses: its owner in the list, or on the diagram an element inside what the list cannot show. */
export function choosable({ doc, route }: { readonly doc: RouteDoc; readonly route: Route }, id: string, drawn: boolean): string {
  const owner = ownerOf(doc, route, id) ?? id;
  return drawn && findEntry(doc, owner)?.entry.kind === 'opaque' ? id : owner;
}

/** The selection after one more choice, the newest first. `extend` keeps what was chosen before, `drop` lets go of what is chosen twice. */
export function selectionAfter(selection: readonly string[], chosen: string | undefined, { extend, drop }: { readonly extend: boolean; readonly drop: boolean }): readonly string[] {
  if (chosen === undefined) return [];
  if (!extend) return [chosen];
  const others = selection.filter((id) => id !== chosen);
  return drop && others.length < selection.length ? others : [chosen, ...others];
}
