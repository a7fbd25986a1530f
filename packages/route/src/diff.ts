import type { AssignmentRule, LocalizedText, StepSettings } from '@requestry/model';
import { localize, outcomesOf } from '@requestry/model';
import { defined } from './moddle.js';
import type { DocBranch, DocEntry, DocSplit, DocTask, OutcomeTarget, RouteDoc } from './route-doc.js';
import type { Route } from './route.js';
import { toRouteDoc } from './to-route-doc.js';
import { changeWords, describeTarget, describeWho, stepProperties } from './diff-words.js';
import type { StepProperty, Words } from './diff-words.js';

/** One difference between two versions of a route, told in words. */
export interface RouteChange {
  readonly kind: 'added' | 'removed' | 'renamed' | 'moved' | 'changed';
  /** Id of the step, branch or end. */
  readonly element: string;
  /** What was changed: `who`, `mode`, `outcomes`, `access`, `due`, `condition`, `targets`, `timers`, … */
  readonly property?: string;
  readonly before?: string;
  readonly after?: string;
  readonly message: { readonly ru: string; readonly en: string } & LocalizedText;
}

interface Placed {
  readonly entry: DocEntry;
  /** The list it is in: a branch, or nothing at the top. */
  readonly list: string;
  /** The entry before it. */
  readonly previous: string | undefined;
}

/** What changed from one version to the next, as the list of steps shows it; geometry is no difference. */
export function diffRoutes(before: Route, after: Route): RouteChange[] {
  const [old, now] = [toRouteDoc(before), toRouteDoc(after)];
  const [oldEntries, nowEntries] = [entriesOf(old), entriesOf(now)];
  const changes: RouteChange[] = [];
  if (old.name !== now.name) changes.push(change('renamed', now.id, changeWords.routeRenamed(old.name, now.name), { before: old.name, after: now.name }));
  for (const [id, { entry }] of oldEntries) if (!nowEntries.has(id)) changes.push(change('removed', id, changeWords.removed(named(entry))));
  for (const [id, { entry, previous }] of nowEntries) {
    const known = oldEntries.get(id);
    const beforeIt = previous === undefined ? undefined : nowEntries.get(previous)?.entry;
    if (!known) changes.push(change('added', id, changeWords.added(named(entry), beforeIt && named(beforeIt))));
    else changes.push(...entryChanges(known.entry, entry));
  }
  changes.push(...moves(oldEntries, nowEntries));
  if (JSON.stringify(old.end.end) !== JSON.stringify(now.end.end) || old.end.name !== now.end.name) changes.push(change('changed', now.end.id, changeWords.endChanged(), { property: 'end' }));
  return changes;
}

const change = (kind: RouteChange['kind'], element: string, message: Words, rest: Pick<RouteChange, 'property' | 'before' | 'after'> = {}): RouteChange =>
  defined({ kind, element, ...rest, message });

function named(entry: DocEntry): Words {
  const title = entry.kind === 'step' ? (entry.settings.title ?? entry.name) : entry.name;
  return { ru: localize(title, 'ru') || entry.id, en: localize(title, 'en') || entry.id };
}

function entriesOf(doc: RouteDoc): Map<string, Placed> {
  const found = new Map<string, Placed>();
  const walk = (steps: readonly DocEntry[], list: string): void => {
    steps.forEach((entry, index) => {
      found.set(entry.id, { entry, list, previous: steps[index - 1]?.id });
      if (entry.kind === 'choice' || entry.kind === 'parallel' || entry.kind === 'inclusive') for (const branch of entry.branches) walk(branch.steps, branch.id);
    });
  };
  walk(doc.steps, '');
  return found;
}

/** Entries that went to another list, and in one list those that did not keep their order: as few as possible. */
function moves(old: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>): RouteChange[] {
  const changes: RouteChange[] = [];
  const orders = new Map<string, string[]>();
  for (const [id, { list }] of now) {
    const known = old.get(id);
    if (!known) continue;
    if (known.list !== list) changes.push(moved(id, now));
    else (orders.get(list) ?? orders.set(list, []).get(list))?.push(id);
  }
  const oldOrder = new Map([...old.keys()].map((id, index) => [id, index]));
  for (const order of orders.values()) {
    const kept = longestRising(order.map((id) => oldOrder.get(id) as number));
    order.forEach((id, index) => {
      if (!kept.has(index)) changes.push(moved(id, now));
    });
  }
  return changes;
}

function moved(id: string, now: ReadonlyMap<string, Placed>): RouteChange {
  const { entry, previous } = now.get(id) as Placed;
  const before = previous === undefined ? undefined : now.get(previous)?.entry;
  return change('moved', id, changeWords.moved(named(entry), before && named(before)));
}

/** Indexes of a longest rising row. */
function longestRising(values: readonly number[]): Set<number> {
  const length: number[] = [];
  const from: number[] = [];
  values.forEach((value, index) => {
    let best = -1;
    for (let earlier = 0; earlier < index; earlier += 1) {
      if ((values[earlier] as number) < value && (best === -1 || (length[earlier] as number) > (length[best] as number))) best = earlier;
    }
    length.push(best === -1 ? 1 : (length[best] as number) + 1);
    from.push(best);
  });
  const kept = new Set<number>();
  for (let at = length.indexOf(Math.max(0, ...length)); at !== -1 && at !== undefined; at = from[at] as number) kept.add(at);
  return kept;
}

function entryChanges(old: DocEntry, now: DocEntry): RouteChange[] {
  const changes: RouteChange[] = [];
  const name = named(now);
  if (old.name !== now.name) changes.push(change('renamed', now.id, changeWords.renamed(old.name, now.name), { before: old.name, after: now.name }));
  if (old.kind !== now.kind) return [...changes, change('changed', now.id, changeWords.kindChanged(name), { property: 'kind' })];
  if (old.kind === 'step' && now.kind === 'step') return [...changes, ...stepChanges(old, now, name)];
  if (old.kind === 'wait' && now.kind === 'wait') return same(old.event, now.event) ? changes : [...changes, change('changed', now.id, changeWords.property('timer', name), { property: 'timer' })];
  if (old.kind === 'opaque' && now.kind === 'opaque') return same([old.nodes, old.flows], [now.nodes, now.flows]) ? changes : [...changes, change('changed', now.id, changeWords.drawn(name), { property: 'diagram' })];
  return [...changes, ...branchChanges(old as DocSplit, now as DocSplit, name)];
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function stepChanges(old: DocTask, now: DocTask, name: Words): RouteChange[] {
  const changes: RouteChange[] = [];
  for (const property of stepProperties) {
    const [left, right] = [valueOf(old.settings, property), valueOf(now.settings, property)];
    if (same(left, right)) continue;
    if (property === 'who') changes.push(whoChange(now.id, name, old.settings.who, now.settings.who));
    else changes.push(change('changed', now.id, changeWords.property(property, name, plain(left), plain(right)), { property, before: plain(left), after: plain(right) }));
  }
  for (const outcome of new Set([...Object.keys(old.targets), ...Object.keys(now.targets)])) {
    const [left, right] = [old.targets[outcome], now.targets[outcome]];
    if (!same(left, right)) changes.push(targetChange(now, outcome, name, left, right));
  }
  if (!same(old.timers, now.timers)) changes.push(change('changed', now.id, changeWords.property('timers', name), { property: 'timers' }));
  if (!same(beneath(old), beneath(now))) changes.push(change('changed', now.id, changeWords.property('other', name), { property: 'other' }));
  return changes;
}

function valueOf(settings: StepSettings, property: StepProperty): unknown {
  return property === 'outcomes' ? outcomesOf(settings) : settings[property];
}

const plain = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function whoChange(id: string, name: Words, old: AssignmentRule | undefined, now: AssignmentRule | undefined): RouteChange {
  const [left, right] = [describeWho(old), describeWho(now)];
  return change('changed', id, changeWords.who(name, left, right), { property: 'who', before: left.en, after: right.en });
}

function targetChange(step: DocTask, outcome: string, name: Words, old: OutcomeTarget | undefined, now: OutcomeTarget | undefined): RouteChange {
  const title = outcomesOf(step.settings).find(({ id }) => id === outcome)?.title ?? outcome;
  const words = { ru: localize(title, 'ru'), en: localize(title, 'en') };
  return change('changed', step.id, changeWords.target(name, words, describeTarget(old), describeTarget(now)), { property: 'targets' });
}

function branchChanges(old: DocSplit, now: DocSplit, name: Words): RouteChange[] {
  const changes: RouteChange[] = [];
  const known = new Map(old.branches.map((branch) => [branch.id, branch]));
  const label = (branch: DocBranch): Words => ({ ru: localize(branch.title ?? branch.name ?? branch.condition ?? branch.id, 'ru'), en: localize(branch.title ?? branch.name ?? branch.condition ?? branch.id, 'en') });
  for (const branch of now.branches) {
    const before = known.get(branch.id);
    if (!before) changes.push(change('added', branch.id, changeWords.branchAdded(name, label(branch))));
    else {
      if (before.condition !== branch.condition) changes.push(change('changed', branch.id, changeWords.condition(name, label(branch), before.condition, branch.condition), { property: 'condition', before: before.condition, after: branch.condition }));
      if (before.name !== branch.name || !same(before.title, branch.title)) changes.push(change('renamed', branch.id, changeWords.branchRenamed(name, label(before), label(branch))));
      if (!same(before.end, branch.end)) changes.push(change('changed', branch.id, changeWords.branchEnd(name, label(branch)), { property: 'end' }));
    }
  }
  for (const branch of old.branches) if (!now.branches.some(({ id }) => id === branch.id)) changes.push(change('removed', branch.id, changeWords.branchRemoved(name, label(branch))));
  const common = now.branches.map(({ id }) => id).filter((id) => known.has(id));
  if (!same(common, old.branches.map(({ id }) => id).filter((id) => common.includes(id)))) changes.push(change('moved', now.id, changeWords.branchOrder(name), { property: 'order' }));
  return changes;
}

/** What a step has besides its settings. */
const beneath = ({ script, loop, calledElement, input, output, node }: DocTask): readonly unknown[] => [script, loop, calledElement, input, output, node];
