import { localize, outcomesOf } from '@requestry/model';
import type { FormDefinition, Kind, Locale, LocalizedText, Norm, Org, StepSettings, UiControl, UiElement } from '@requestry/model';
import { readBpmn } from '@requestry/route';
import type { Route, RouteNode } from '@requestry/route';
import type { Draft } from '../draft-edit.js';
import { isControl, keyOf, titleOf, walk } from '../form-builder/tree.js';
import { accessRuleText } from '../general-tab/access-rule.js';
import { messages } from '../locales/index.js';
import { ruleDifferences } from './rule-differences.js';
import type { Around } from './rule-differences.js';

/** A change between two versions, in words. */
export interface Difference {
  readonly area: 'general' | 'form' | 'route' | 'access';
  readonly change: 'added' | 'removed' | 'changed';
  readonly text: string;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Everything that differs between two versions of a kind. Invisible properties count too. `around`: what directories and other kinds are called by. */
export async function differencesOf(before: Draft, after: Draft, locale: Locale, org?: Org, around: Around = {}): Promise<readonly Difference[]> {
  return [...generalDifferences(before.kind, after.kind, locale, org), ...(await ruleDifferences(before, after, locale, { ...around, ...(org ? { org } : {}) })), ...formDifferences(before.kind.form, after.kind.form, locale), ...accessDifferences(before.kind, after.kind, locale), ...(await routeDifferences(before.route, after.route, locale))];
}

function generalDifferences(before: Kind, after: Kind, locale: Locale, org?: Org): readonly Difference[] {
  const t = messages[locale];
  const text = (value: LocalizedText | undefined): string => (typeof value === 'object' ? [value.ru, value.en].filter(Boolean).join(' / ') : (value ?? ''));
  const shown = (value: string): string => value || t.emptyValue;
  const switches = ({ features }: Kind): string =>
    [[t.featureComments, features?.comments !== false], [t.featureWithdraw, features?.withdraw !== false], [t.featureForecast, features?.forecast !== false], [t.featureReviewed, features?.reviewed === true], [t.featureWatch, features?.watch === true]].filter(([, on]) => on).map(([name]) => name).join(', ');
  const norm = ({ deadline, within, decision, field, from, until }: Norm): string => [deadline === 'answer' ? t.deadlineAnswer : t.deadlineExecution, within ?? decision ?? field ?? '', from ? `${t.deadlineFrom} ${from}` : '', until ? `${t.deadlineUntil} ${until}` : ''].filter(Boolean).join(' ');
  const rows: readonly (readonly [string, string, string])[] = [
    [t.title, text(before.title), text(after.title)],
    [t.description, text(before.description), text(after.description)],
    [t.category, text(before.category), text(after.category)],
    [t.icon, before.icon ?? '', after.icon ?? ''],
    [t.scope, before.scope, after.scope],
    [t.whoSubmit, accessRuleText(before.submit, org, locale), accessRuleText(after.submit, org, locale)],
    [t.whoSee, accessRuleText(before.see, org, locale), accessRuleText(after.see, org, locale)],
    [t.titleTemplate, before.titleTemplate ?? '', after.titleTemplate ?? ''],
    [t.pattern, before.numbering?.pattern ?? '', after.numbering?.pattern ?? ''],
    [t.journal, before.numbering?.journal ?? '', after.numbering?.journal ?? ''],
    [t.stages, (before.stages ?? []).map(({ title }) => text(title)).join(', '), (after.stages ?? []).map(({ title }) => text(title)).join(', ')],
    [t.listColumns, (before.columns ?? []).join(', '), (after.columns ?? []).join(', ')],
    [t.listFilters, (before.filterable ?? []).join(', '), (after.filterable ?? []).join(', ')],
    [t.personalData, before.personalData ? '+' : '', after.personalData ? '+' : ''],
    [t.deadlines, (before.deadlines ?? []).map(norm).join('; '), (after.deadlines ?? []).map(norm).join('; ')],
    [t.recurring, before.recurrence ? '+' : '', after.recurrence ? '+' : ''],
    [t.features, switches(before), switches(after)],
  ];
  return rows.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ area: 'general', change: 'changed', text: t.diffFromTo({ what, from: shown(from), to: shown(to) }) }));
}

const controlsOf = (form: FormDefinition): ReadonlyMap<string, UiControl> => new Map(walk(form.ui).flatMap(({ element }) => (isControl(element) ? [[keyOf(element), element] as const] : [])));

function formDifferences(before: FormDefinition, after: FormDefinition, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const [old, now] = [controlsOf(before), controlsOf(after)];
  const name = (form: FormDefinition, control: UiControl): string => t.diffField({ title: localize(titleOf(form, control), locale) || keyOf(control) });
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, control]): Difference => ({ area: 'form', change: 'removed', text: t.diffRemoved({ what: name(before, control) }) }));
  const added = [...now].filter(([key]) => !old.has(key)).map(([, control]): Difference => ({ area: 'form', change: 'added', text: t.diffAdded({ what: name(after, control) }) }));
  const changed = [...now].flatMap(([key, control]): readonly Difference[] => {
    const was = old.get(key);
    const parts = was ? fieldParts(before, was, after, control, locale) : [];
    return parts.length > 0 ? [{ area: 'form', change: 'changed', text: t.diffChanged({ what: name(after, control), parts: parts.join(', ') }) }] : [];
  });
  const order = (form: FormDefinition, others: ReadonlyMap<string, unknown>): string => JSON.stringify(walk(form.ui).flatMap(({ element, path }): unknown[] => placeOf(element, path, others)));
  const moved: readonly Difference[] = order(before, now) !== order(after, old) ? [{ area: 'form', change: 'changed', text: t.diffMoved }] : [];
  return [...added, ...removed, ...changed, ...moved];
}

/** Where an element stands and what it is called; controls that only one version has do not count. */
function placeOf(element: UiElement, path: readonly number[], others: ReadonlyMap<string, unknown>): unknown[] {
  if (isControl(element)) return others.has(keyOf(element)) ? [[keyOf(element), path.length]] : [];
  return [{ ...element, elements: undefined }];
}

function fieldParts(before: FormDefinition, was: UiControl, after: FormDefinition, now: UiControl, locale: Locale): readonly string[] {
  const t = messages[locale];
  const key = keyOf(now);
  const [oldSchema = {}, newSchema = {}] = [before.schema.properties?.[key], after.schema.properties?.[key]];
  const [oldRq = {}, newRq = {}] = [was.options?.rq, now.options?.rq];
  const [wasRequired, isRequired] = [before.schema.required?.includes(key) ?? false, after.schema.required?.includes(key) ?? false];
  const limits = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern'];
  const choices = (schema: typeof oldSchema, rq: typeof oldRq): unknown => [schema.enum, schema.oneOf, typeof schema.items === 'object' ? schema.items.enum : undefined, rq.enumTitles];
  const known = new Set(['help', 'computed', 'initial', 'lookup', 'width', 'columns', 'enumTitles', 'rules', 'field']);
  const others = (rq: typeof oldRq): unknown => Object.fromEntries(Object.entries(rq).filter(([name]) => !known.has(name)));
  const found: readonly (readonly [boolean, string])[] = [
    [!same(titleOf(before, was), titleOf(after, now)), t.partTitle],
    [wasRequired !== isRequired, isRequired ? t.diffBecameRequired : t.diffBecameOptional],
    [!same([oldSchema.type, oldSchema.format, oldRq.field], [newSchema.type, newSchema.format, newRq.field]), t.partType],
    [limits.some((name) => !same(oldSchema[name], newSchema[name])), t.partLimits],
    [!same(choices(oldSchema, oldRq), choices(newSchema, newRq)), t.partChoices],
    [!same([oldRq.help, was.options?.placeholder], [newRq.help, now.options?.placeholder]), t.partHelp],
    [!same(oldRq.computed, newRq.computed), t.partComputed],
    [!same(oldRq.initial, newRq.initial), t.partInitial],
    [!same(oldRq.lookup, newRq.lookup), t.partLookup],
    [!same([was.rule, oldRq.rules], [now.rule, newRq.rules]), t.partVisible],
    [!same(oldRq.width, newRq.width), t.partWidth],
    [!same([oldRq.columns, typeof oldSchema.items === 'object' ? oldSchema.items.properties : undefined], [newRq.columns, typeof newSchema.items === 'object' ? newSchema.items.properties : undefined]), t.partColumns],
    [!same(others(oldRq), others(newRq)) || was.options?.multi !== now.options?.multi, t.partOther],
  ];
  return found.filter(([differs]) => differs).map(([, word]) => word);
}

function accessDifferences(before: Kind, after: Kind, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const rows = [[before.submitAccess, after.submitAccess, t.accessAuthor], [before.viewAccess, after.viewAccess, t.accessViewer]] as const;
  return rows.filter(([from, to]) => !same(from ?? {}, to ?? {})).map(([, , who]) => ({ area: 'access', change: 'changed', text: t.diffChanged({ what: who, parts: t.stepAccess }) }));
}

const emptyRoute: Pick<Route, 'nodes' | 'flows'> = { nodes: [], flows: [] };

async function routeDifferences(before: string | undefined, after: string | undefined, locale: Locale): Promise<readonly Difference[]> {
  if (before === after) return [];
  const t = messages[locale];
  const read = async (xml: string | undefined): Promise<Pick<Route, 'nodes' | 'flows'>> => (xml === undefined ? emptyRoute : ((await readBpmn(xml)).route ?? emptyRoute));
  const [old, now] = await Promise.all([read(before), read(after)]);
  const steps = (route: Pick<Route, 'nodes'>): ReadonlyMap<string, RouteNode> => new Map(route.nodes.filter((node) => node.step !== undefined || /task|activity/i.test(node.type) || isNamedSplit(node)).map((node) => [node.id, node]));
  const [oldSteps, newSteps] = [steps(old), steps(now)];
  const name = (node: RouteNode): string => (isNamedSplit(node) ? t.diffSplit : t.diffStep)({ title: localize(node.step?.title ?? node.name, locale) || node.id });
  const added = [...newSteps].filter(([id]) => !oldSteps.has(id)).map(([, node]): Difference => ({ area: 'route', change: 'added', text: t.diffAdded({ what: name(node) }) }));
  const removed = [...oldSteps].filter(([id]) => !newSteps.has(id)).map(([, node]): Difference => ({ area: 'route', change: 'removed', text: t.diffRemoved({ what: name(node) }) }));
  const changed = [...newSteps].flatMap(([id, node]): readonly Difference[] => {
    const was = oldSteps.get(id);
    const parts = was ? stepParts(was, node, locale) : [];
    return parts.length > 0 ? [{ area: 'route', change: 'changed', text: t.diffChanged({ what: name(node), parts: parts.join(', ') }) }] : [];
  });
  const flows = (route: Pick<Route, 'flows'>): unknown => route.flows.map(({ from, to }) => `${from}→${to}`).sort();
  const conditions = (route: Pick<Route, 'flows'>): unknown => route.flows.filter(({ condition }) => condition !== undefined).map(({ from, to, condition }) => `${from}→${to} ${condition ?? ''}`).sort();
  const wiring = !same(flows(old), flows(now)) ? [t.diffFlows] : !same(conditions(old), conditions(now)) ? [t.diffChanged({ what: t.areaRoute, parts: t.diffConditions })] : [];
  return [...added, ...removed, ...changed, ...wiring.map((text): Difference => ({ area: 'route', change: 'changed', text }))];
}

/** A branching that people gave a name; those that only follow a decision have none. */
const isNamedSplit = (node: RouteNode): boolean => /gateway$/i.test(node.type) && (node.name ?? '').trim() !== '';

function stepParts(was: RouteNode, now: RouteNode, locale: Locale): readonly string[] {
  const t = messages[locale];
  const [old, next]: readonly [Partial<StepSettings>, Partial<StepSettings>] = [was.step ?? {}, now.step ?? {}];
  const outcomes = (step: Partial<StepSettings>): unknown => (step.type ? outcomesOf(step as StepSettings) : step.outcomes);
  const known = new Set(['title', 'type', 'who', 'mode', 'outcomes', 'access', 'due', 'reminders', 'escalations', 'skip', 'guidance', 'checklist', 'stage', 'estimate', 'set', 'notPerformerOf']);
  const decided = (step: Partial<StepSettings>): unknown => (step.outcomes ?? []).map(({ id, decisionDirectory }) => [id, decisionDirectory ?? null]).filter(([, directory]) => directory !== null);
  const others = (step: Partial<StepSettings>): unknown => Object.fromEntries(Object.entries(step).filter(([name]) => !known.has(name)));
  const found: readonly (readonly [boolean, string])[] = [
    [!same(old.title ?? was.name, next.title ?? now.name), t.partTitle],
    [old.type !== next.type || was.type !== now.type, t.partType],
    [!same(old.who, next.who), t.stepWho],
    [!same(old.mode, next.mode), t.stepMode],
    [!same(outcomes(old), outcomes(next)), t.stepOutcomes],
    [!same(old.access ?? {}, next.access ?? {}), t.stepAccess],
    [!same([old.due, old.reminders, old.escalations], [next.due, next.reminders, next.escalations]), t.stepDue],
    [!same(old.skip, next.skip), t.stepSkip],
    [!same(decided(old), decided(next)), t.stepDecided],
    [!same(old.guidance, next.guidance), t.stepGuidance],
    [!same(old.checklist, next.checklist), t.stepChecklist],
    [!same(old.stage, next.stage), t.stepStage],
    [!same(old.estimate, next.estimate), t.stepEstimate],
    [!same(old.set, next.set), t.stepSet],
    [!same(old.notPerformerOf, next.notPerformerOf), t.stepSeparation],
    [!same(others(old), others(next)), t.stepOther],
  ];
  return found.filter(([differs]) => differs).map(([, word]) => word);
}
