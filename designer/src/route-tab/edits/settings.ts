import type { Locale, LocalizedText, StepSettings, StepType } from '@requestry/model';
import { localize, outcomesOf } from '@requestry/model';
import type { DocBranch, DocSplit, DocTask, DocTimer, DocWait, OutcomeTarget, RouteDoc } from '@requestry/route';
import { retyped, unsetCondition } from './new-entry.js';
import { changeEntry, findBranch, findEntry, idMaker, idsOf, isSplit, listAt, mapKept } from './walk.js';
import type { Edited } from './move.js';
import { mend } from './move.js';

const changeTask = (doc: RouteDoc, id: string, change: (task: DocTask) => DocTask): RouteDoc =>
  changeEntry(doc, id, (entry) => (entry.kind === 'step' ? change(entry) : entry));

const changeSplit = (doc: RouteDoc, id: string, change: (split: DocSplit) => DocSplit): RouteDoc =>
  changeEntry(doc, id, (entry) => (isSplit(entry) ? change(entry) : entry));

/** Leaves out what is undefined, so that an emptied setting disappears. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

/** A text with one language changed. An emptied language is left out. */
export function withLanguage(text: LocalizedText | undefined, locale: Locale, value: string): LocalizedText {
  const both = typeof text === 'string' ? { ru: text } : (text ?? {});
  return compact({ ...both, [locale]: value === '' ? undefined : value });
}

/** One language of a text as it was written, without falling back to the other. */
export function inLanguage(text: LocalizedText | undefined, locale: Locale): string {
  if (typeof text === 'string') return locale === 'ru' ? text : '';
  return text?.[locale] ?? '';
}

/** Changes settings of a step; a setting of `undefined` is left out. Targets of outcomes that are gone go too. */
export function setStep(doc: RouteDoc, id: string, patch: Partial<StepSettings>): RouteDoc {
  return changeTask(doc, id, (task) => {
    const { bare: _bare, ...rest } = task;
    const settings = compact({ ...task.settings, ...patch }) as StepSettings;
    const known = new Set(outcomesOf(settings).map((outcome) => outcome.id));
    const targets = Object.fromEntries(Object.entries(task.targets).filter(([outcome]) => known.has(outcome)));
    return { ...rest, settings, targets };
  });
}

/** Renames a step, a split, or a wait in one language. The diagram shows the Russian name, else the English one. */
export function renameStep(doc: RouteDoc, id: string, locale: Locale, value: string): RouteDoc {
  return changeEntry(doc, id, (entry) => {
    if (entry.kind !== 'step') return entry.kind === 'opaque' ? entry : { ...entry, name: value };
    const title = withLanguage(entry.settings.title ?? (entry.name || undefined), locale, value);
    const { bare: _bare, ...rest } = entry;
    return { ...rest, name: localize(title, 'ru'), settings: { ...entry.settings, title } };
  });
}

/** Makes a step one of another type. */
export function changeType(doc: RouteDoc, id: string, type: StepType): RouteDoc {
  const found = findEntry(doc, id);
  if (found?.entry.kind !== 'step' || found.entry.settings.type === type) return doc;
  const before = listAt(doc, found.place.branch).slice(0, found.place.index).findLast((entry) => entry.kind === 'step');
  return changeTask(doc, id, (task) => retyped(task, type, idMaker(idsOf(doc)), before?.id));
}

/** Says where an outcome leads; without a target it goes on. */
export function setOutcomeTarget(doc: RouteDoc, id: string, outcome: string, target: OutcomeTarget | undefined): RouteDoc {
  return changeTask(doc, id, (task) => {
    const { [outcome]: _old, ...rest } = task.targets;
    return { ...task, targets: target ? { ...rest, [outcome]: target } : rest };
  });
}

/** Adds a timer to a step or changes the one with its id. */
export const setTimer = (doc: RouteDoc, id: string, timer: DocTimer): RouteDoc =>
  changeTask(doc, id, (task) => {
    const known = task.timers.some((each) => each.id === timer.id);
    return { ...task, timers: known ? task.timers.map((each) => (each.id === timer.id ? timer : each)) : [...task.timers, timer] };
  });

/** Takes a timer off a step. */
export const removeTimer = (doc: RouteDoc, id: string, timer: string): RouteDoc =>
  changeTask(doc, id, (task) => ({ ...task, timers: task.timers.filter((each) => each.id !== timer) }));

/** Changes what a wait waits for. */
export const setWait = (doc: RouteDoc, id: string, event: DocWait['event']): RouteDoc =>
  changeEntry(doc, id, (entry) => (entry.kind === 'wait' ? { ...entry, event } : entry));

/** Adds a branch before the "otherwise" one, or at the end. */
export function addBranch(doc: RouteDoc, split: string): Edited {
  const id = idMaker(idsOf(doc))(`${split}_branch`);
  const next = changeSplit(doc, split, (entry) => {
    const branch: DocBranch = entry.kind === 'parallel' ? { id, steps: [] } : { id, condition: unsetCondition, steps: [] };
    const otherwise = entry.kind === 'parallel' ? -1 : entry.branches.findIndex((each) => each.condition === undefined);
    const at = otherwise < 0 ? entry.branches.length : otherwise;
    return { ...entry, branches: [...entry.branches.slice(0, at), branch, ...entry.branches.slice(at)] };
  });
  return { doc: next, id };
}

/** Takes a branch out with its steps. When one branch is left, its steps take the place of the split. */
export function removeBranch(doc: RouteDoc, id: string): Edited {
  const found = findBranch(doc, id);
  if (!found) return { doc };
  const left = found.split.branches.filter((branch) => branch.id !== id);
  const only = left.length === 1 ? left[0] : undefined;
  if (!only || only.end) return { ...mend(changeSplit(doc, found.split.id, (split) => ({ ...split, branches: left }))), id: found.split.id };
  return { ...mend(dissolve(doc, found.split.id, only)), id: only.steps[0]?.id };
}

function dissolve(doc: RouteDoc, split: string, branch: DocBranch): RouteDoc {
  const place = findEntry(doc, split)?.place;
  const replace = (steps: RouteDoc['steps']): RouteDoc['steps'] => steps.flatMap((entry) => (entry.id === split ? branch.steps : [entry]));
  if (place?.branch === undefined) return { ...doc, steps: replace(doc.steps) };
  const outer = findBranch(doc, place.branch);
  return outer ? setBranch(doc, place.branch, { steps: replace(outer.branch.steps) }) : doc;
}

/** Changes a branch; what is `undefined` is left out. */
export function setBranch(doc: RouteDoc, id: string, patch: Partial<DocBranch>): RouteDoc {
  const found = findBranch(doc, id);
  if (!found) return doc;
  return changeSplit(doc, found.split.id, (split) => ({ ...split, branches: mapKept(split.branches, (branch) => (branch.id === id ? (compact({ ...branch, ...patch }) as DocBranch) : branch)) }));
}

/** Moves a branch among its siblings: conditions are asked in this order. */
export function moveBranch(doc: RouteDoc, id: string, delta: -1 | 1): RouteDoc {
  const found = findBranch(doc, id);
  const other = found?.split.branches[found.index + delta];
  if (!found || !other) return doc;
  return changeSplit(doc, found.split.id, (split) => {
    const branches = [...split.branches];
    branches[found.index] = other;
    branches[found.index + delta] = found.branch;
    return { ...split, branches };
  });
}

/** Makes a branch the one taken when no condition holds; the one before gets a condition to fill in. */
export function setDefaultBranch(doc: RouteDoc, id: string): RouteDoc {
  const found = findBranch(doc, id);
  if (!found || found.split.kind === 'parallel' || found.branch.condition === undefined) return doc;
  return changeSplit(doc, found.split.id, (split) => {
    const others = split.branches.filter((branch) => branch.id !== id).map((branch) => (branch.condition === undefined ? { ...branch, condition: unsetCondition } : branch));
    const { condition: _condition, ...otherwise } = found.branch;
    return { ...split, branches: [...others, otherwise] };
  });
}

/** Changes what a split means. Branches keep their steps; conditions come and go as the kind needs them. */
export const setSplitKind = (doc: RouteDoc, id: string, kind: DocSplit['kind']): RouteDoc =>
  changeSplit(doc, id, (split) => {
    if (split.kind === kind) return split;
    const last = split.branches.length - 1;
    const branches = split.branches.map((branch, index): DocBranch => {
      const { condition, ...rest } = branch;
      if (kind === 'parallel') return rest;
      if (condition !== undefined || (split.kind === 'parallel' && index === last)) return branch;
      return split.kind === 'parallel' ? { ...rest, condition: unsetCondition } : branch;
    });
    return { ...split, kind, branches };
  });
