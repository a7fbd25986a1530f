import type { DocBranch, DocEntry, DocSplit, DocTask, DocTimer, OutcomeTarget, RouteDoc } from '@requestry/route';

/** A gap of a list of steps: before the entry with this index, in a branch or at the top. */
export interface Place {
  /** Id of the branch; absent for the top list. */
  readonly branch?: string;
  readonly index: number;
}

/** An entry and where it stands. */
export interface Found {
  readonly entry: DocEntry;
  readonly place: Place;
  readonly depth: number;
}

/** Whether an entry has branches. */
export const isSplit = (entry: DocEntry): entry is DocSplit => entry.kind === 'choice' || entry.kind === 'parallel' || entry.kind === 'inclusive';

/** Every entry in reading order, branches included. */
export function* walk(steps: readonly DocEntry[], branch?: string, depth = 0): Generator<Found> {
  for (const [index, entry] of steps.entries()) {
    yield { entry, place: branch === undefined ? { index } : { branch, index }, depth };
    if (isSplit(entry)) for (const each of entry.branches) yield* walk(each.steps, each.id, depth + 1);
  }
}

/** The entry with the id and its place; nothing when there is none. */
export function findEntry(doc: RouteDoc, id: string): Found | undefined {
  for (const found of walk(doc.steps)) if (found.entry.id === id) return found;
  return undefined;
}

/** The step with the id; nothing when there is none or it is no step. */
export function findTask(doc: RouteDoc, id: string | undefined): DocTask | undefined {
  const entry = id === undefined ? undefined : findEntry(doc, id)?.entry;
  return entry?.kind === 'step' ? entry : undefined;
}

/** The branch with the id and the split it belongs to. */
export function findBranch(doc: RouteDoc, id: string): { readonly split: DocSplit; readonly branch: DocBranch; readonly index: number } | undefined {
  for (const { entry } of walk(doc.steps)) {
    if (!isSplit(entry)) continue;
    const index = entry.branches.findIndex((branch) => branch.id === id);
    const branch = entry.branches[index];
    if (branch) return { split: entry, branch, index };
  }
  return undefined;
}

/** The entries of a list: a branch's, or those at the top. */
export const listAt = (doc: RouteDoc, branch: string | undefined): readonly DocEntry[] =>
  branch === undefined ? doc.steps : (findBranch(doc, branch)?.branch.steps ?? []);

/** Every step, in reading order. */
export const tasksOf = (doc: RouteDoc): readonly DocTask[] => [...walk(doc.steps)].flatMap(({ entry }) => (entry.kind === 'step' ? [entry] : []));

/** Where a step may lead: by its outcomes and its timers. */
export const targetsOf = (task: DocTask): readonly DocTimer['target'][] => [...Object.values(task.targets), ...task.timers.map(({ target }) => target)];

const targetIds = (target: DocTimer['target']): readonly string[] => (target.to === 'end' || target.to === 'rework' ? [target.id] : []);

/** Every id that an entry and what is inside it use. */
export function idsOfEntry(entry: DocEntry): string[] {
  if (entry.kind === 'opaque') return [entry.id, ...entry.ids, ...entry.flows.map(({ id }) => id)];
  if (entry.kind === 'step') return [entry.id, ...entry.timers.map(({ id }) => id), ...targetsOf(entry).flatMap(targetIds)];
  if (!isSplit(entry)) return [entry.id];
  return [entry.id, ...entry.branches.flatMap((branch) => [branch.id, ...(branch.end ? [branch.end.id] : []), ...branch.steps.flatMap(idsOfEntry)])];
}

/** Every id in use. */
export const idsOf = (doc: RouteDoc): ReadonlySet<string> => new Set([doc.start.id, doc.end.id, ...doc.steps.flatMap(idsOfEntry)]);

/** Gives ids nobody uses: `approval`, `approval_2`, … Each is given once. */
export function idMaker(taken: Iterable<string>): (base: string) => string {
  const used = new Set(taken);
  return (base) => {
    let id = base;
    for (let number = 2; used.has(id); number += 1) id = `${base}_${number}`;
    used.add(id);
    return id;
  };
}

/** The doc with every list of entries passed through `change`, innermost first. The same doc when nothing changed. */
export function mapLists(doc: RouteDoc, change: (steps: readonly DocEntry[], branch: string | undefined) => readonly DocEntry[]): RouteDoc {
  const list = (steps: readonly DocEntry[], branch: string | undefined): readonly DocEntry[] => change(mapKept(steps, inner), branch);
  const inner = (entry: DocEntry): DocEntry => {
    if (!isSplit(entry)) return entry;
    const branches = mapKept(entry.branches, (branch) => {
      const steps = list(branch.steps, branch.id);
      return steps === branch.steps ? branch : { ...branch, steps };
    });
    return branches === entry.branches ? entry : { ...entry, branches };
  };
  const steps = list(doc.steps, undefined);
  return steps === doc.steps ? doc : { ...doc, steps };
}

/** Maps a list; the very list when no item changed. */
export function mapKept<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** The doc with one entry changed. */
export const changeEntry = (doc: RouteDoc, id: string, change: (entry: DocEntry) => DocEntry): RouteDoc =>
  mapLists(doc, (steps) => mapKept(steps, (entry) => (entry.id === id ? change(entry) : entry)));

/** The doc with every step passed through `change`. */
export const changeTasks = (doc: RouteDoc, change: (task: DocTask) => DocTask): RouteDoc =>
  mapLists(doc, (steps) => mapKept(steps, (entry) => (entry.kind === 'step' ? change(entry) : entry)));

/** The steps a target names. */
export function stepsNamed(target: OutcomeTarget | { readonly to: 'next' }): readonly string[] {
  if (target.to === 'step') return [target.step];
  return target.to === 'rework' && target.backTo !== undefined ? [target.backTo] : [];
}
