import type { Locale } from '@requestry/model';
import type { DocBranch, DocEntry, OutcomeTarget, RouteDoc } from '@requestry/route';
import { newEntry } from './new-entry.js';
import type { NewEntry } from './new-entry.js';
import { changeTasks, findBranch, findEntry, idMaker, idsOf, idsOfEntry, isSplit, listAt, mapLists, stepsNamed, walk } from './walk.js';
import type { Place } from './walk.js';

/** The doc after an edit, and the id to select. */
export interface Edited {
  readonly doc: RouteDoc;
  readonly id?: string;
  /** What had to be mended on the way. */
  readonly mended?: readonly Mended[];
}

/** A reference that led nowhere any more. `outcome`: it goes on now · `who`: the performer has to be chosen anew · `rework`: it comes back to the step itself. */
export interface Mended {
  readonly step: string;
  readonly what: 'outcome' | 'timer' | 'rework' | 'who';
}

const insertAt = (steps: readonly DocEntry[], index: number, entries: readonly DocEntry[]): readonly DocEntry[] => {
  const at = Math.max(0, Math.min(index, steps.length));
  return [...steps.slice(0, at), ...entries, ...steps.slice(at)];
};

/** Puts entries into a gap. */
export const insertEntries = (doc: RouteDoc, place: Place, entries: readonly DocEntry[]): RouteDoc =>
  mapLists(doc, (steps, branch) => (branch === place.branch ? insertAt(steps, place.index, entries) : steps));

/** Puts a new entry into a gap. */
export function insertStep(doc: RouteDoc, place: Place, kind: NewEntry, locale: Locale = 'ru'): Edited {
  const before = listAt(doc, place.branch).slice(0, place.index).findLast((entry) => entry.kind === 'step');
  const entry = newEntry(kind, idMaker(idsOf(doc)), { before: before?.id, locale });
  return { doc: insertEntries(doc, place, [entry]), id: entry.id };
}

/** Takes entries out and mends what referred to them: outcomes go on, reworks come back to their own step. */
export function removeEntries(doc: RouteDoc, ids: readonly string[]): Edited {
  const gone = new Set(ids);
  const neighbour = ids.length > 0 ? neighbourOf(doc, ids[0] as string, gone) : undefined;
  const without = mapLists(doc, (steps) => (steps.some(({ id }) => gone.has(id)) ? steps.filter(({ id }) => !gone.has(id)) : steps));
  return { ...mend(without), ...(neighbour === undefined ? {} : { id: neighbour }) };
}

/** Takes one entry out. */
export const removeEntry = (doc: RouteDoc, id: string): Edited => removeEntries(doc, [id]);

function neighbourOf(doc: RouteDoc, id: string, gone: ReadonlySet<string>): string | undefined {
  const found = findEntry(doc, id);
  if (!found) return undefined;
  const steps = listAt(doc, found.place.branch);
  const after = steps.slice(found.place.index + 1).find((entry) => !gone.has(entry.id));
  const before = steps.slice(0, found.place.index).findLast((entry) => !gone.has(entry.id));
  return (after ?? before)?.id ?? found.place.branch;
}

/** Repairs references to steps that are not there and reports each. */
export function mend(doc: RouteDoc): Edited {
  const known = new Set([...walk(doc.steps)].map(({ entry }) => entry.id));
  const mended: Mended[] = [];
  const lost = (target: { readonly to: string }): boolean => stepsNamed(target as OutcomeTarget).some((step) => !known.has(step));
  const next = changeTasks(doc, (task) => {
    let changed = task;
    for (const [outcome, target] of Object.entries(task.targets)) {
      if (!lost(target)) continue;
      mended.push({ step: task.id, what: target.to === 'rework' ? 'rework' : 'outcome' });
      const { [outcome]: _lost, ...rest } = changed.targets;
      changed = { ...changed, targets: target.to === 'rework' ? { ...rest, [outcome]: withoutBackTo(target) } : rest };
    }
    if (task.timers.some(({ target }) => lost(target))) {
      mended.push({ step: task.id, what: 'timer' });
      changed = { ...changed, timers: changed.timers.map((timer) => (lost(timer.target) ? { ...timer, target: { to: 'next' as const } } : timer)) };
    }
    if (task.settings.who?.rule === 'performer' && !known.has(task.settings.who.step)) {
      mended.push({ step: task.id, what: 'who' });
      const { who: _who, ...settings } = changed.settings;
      changed = { ...changed, settings };
    }
    return changed;
  });
  return { doc: next, mended };
}

function withoutBackTo(target: OutcomeTarget & { readonly to: 'rework' }): OutcomeTarget {
  const { backTo: _backTo, ...rest } = target;
  return rest;
}

/** Moves an entry into a gap. A gap inside the entry itself changes nothing. */
export function moveEntry(doc: RouteDoc, id: string, place: Place): Edited {
  const found = findEntry(doc, id);
  if (!found || (place.branch !== undefined && isInside(found.entry, place.branch))) return { doc, id };
  const same = found.place.branch === place.branch;
  if (same && (place.index === found.place.index || place.index === found.place.index + 1)) return { doc, id };
  const index = same && place.index > found.place.index ? place.index - 1 : place.index;
  const without = mapLists(doc, (steps, branch) => (branch === found.place.branch ? steps.filter((entry) => entry.id !== id) : steps));
  return { ...mend(insertEntries(without, { ...place, index }, [found.entry])), id };
}

const isInside = (entry: DocEntry, branch: string): boolean =>
  isSplit(entry) && entry.branches.some((each) => each.id === branch || each.steps.some((step) => isInside(step, branch)));

/** Moves an entry one place up (`-1`) or down (`1`): past its neighbour, or out of its branch at the edge. */
export function moveBy(doc: RouteDoc, id: string, delta: -1 | 1): Edited {
  const found = findEntry(doc, id);
  if (!found) return { doc, id };
  const { branch, index } = found.place;
  const count = listAt(doc, branch).length;
  if (index + delta >= 0 && index + delta < count) return moveEntry(doc, id, { branch, index: delta < 0 ? index - 1 : index + 2 });
  if (branch === undefined) return { doc, id };
  return moveEntry(doc, id, beside(doc, branch, delta));
}

/** The gap next to a branch: the end of the branch above, the beginning of that below, else beside the split. */
function beside(doc: RouteDoc, branch: string, delta: -1 | 1): Place {
  const found = findBranch(doc, branch);
  const sibling = found?.split.branches[found.index + delta];
  if (sibling) return { branch: sibling.id, index: delta < 0 ? sibling.steps.length : 0 };
  const split = found && findEntry(doc, found.split.id);
  const at = split?.place ?? { index: 0 };
  return { ...at, index: delta < 0 ? at.index : at.index + 1 };
}

/** Puts copies of entries into a gap, with ids of their own; references among them follow, others stay where they lead. */
export function pasteEntries(doc: RouteDoc, place: Place, entries: readonly DocEntry[]): Edited {
  if (entries.length === 0) return { doc };
  const makeId = idMaker(idsOf(doc));
  const renamed = new Map(entries.flatMap(idsOfEntry).map((id) => [id, makeId(id.replace(/_\d+$/, ''))] as const));
  const copies = entries.map((entry) => copyOf(entry, (id) => renamed.get(id) ?? id));
  return { ...mend(insertEntries(doc, place, copies)), id: copies[0]?.id };
}

/** Puts a copy of an entry below it. */
export function duplicate(doc: RouteDoc, id: string): Edited {
  const found = findEntry(doc, id);
  return found ? pasteEntries(doc, { ...found.place, index: found.place.index + 1 }, [found.entry]) : { doc };
}

function copyOf(entry: DocEntry, id: (old: string) => string): DocEntry {
  if (entry.kind === 'wait') return { ...entry, id: id(entry.id) };
  if (entry.kind === 'step') {
    const target = <T extends { readonly to: string }>(to: T): T => copyTarget(to as unknown as OutcomeTarget, id) as unknown as T;
    return {
      ...entry,
      id: id(entry.id),
      targets: Object.fromEntries(Object.entries(entry.targets).map(([outcome, to]) => [outcome, target(to)])),
      timers: entry.timers.map((timer) => ({ ...timer, id: id(timer.id), target: target(timer.target) })),
    };
  }
  if (isSplit(entry)) {
    const branch = (each: DocBranch): DocBranch => ({
      ...each,
      id: id(each.id),
      steps: each.steps.map((step) => copyOf(step, id)),
      ...(each.end ? { end: { ...each.end, id: id(each.end.id) } } : {}),
    });
    return { ...entry, id: id(entry.id), branches: entry.branches.map(branch) };
  }
  return {
    ...entry,
    id: id(entry.id),
    ids: entry.ids.map(id),
    xml: '',
    nodes: entry.nodes.map((node) => ({
      ...node,
      id: id(node.id),
      ...(node.attachedTo === undefined ? {} : { attachedTo: id(node.attachedTo) }),
      ...(node.parent === undefined ? {} : { parent: id(node.parent) }),
      ...(node.default === undefined ? {} : { default: id(node.default) }),
    })),
    flows: entry.flows.map((flow) => ({ ...flow, id: id(flow.id), from: id(flow.from), to: id(flow.to) })),
    ...(entry.entry === undefined ? {} : { entry: id(entry.entry) }),
  };
}

function copyTarget(target: OutcomeTarget | { readonly to: 'next' }, id: (old: string) => string): OutcomeTarget | { readonly to: 'next' } {
  if (target.to === 'end') return { ...target, id: id(target.id) };
  if (target.to === 'step') return { ...target, step: id(target.step) };
  if (target.to === 'rework') return { ...target, id: id(target.id), ...(target.backTo === undefined ? {} : { backTo: id(target.backTo) }) };
  return target;
}
