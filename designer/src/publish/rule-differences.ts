import { localize } from '@requestry/model';
import type { Kind, Locale, Org } from '@requestry/model';
import type { Draft } from '../draft-edit.js';
import { messages } from '../locales/index.js';
import { stepsOf } from '../parts/route-steps.js';
import { calendarTimeText } from '../route-tab/entry-text.js';
import { ruleWords } from '../rules/locales/index.js';
import { ruleNames } from '../rules/names.js';
import type { NameSources, RuleNames } from '../rules/names.js';
import { followUpSentence, guardSentence, guideSentence, participationSentence, ratingSentence, relationSentence, reservationSentence, usageSentence } from '../rules/sentences.js';
import type { Difference } from './difference.js';

/** What directories and other kinds are called by. */
export type Around = Pick<NameSources, 'directories' | 'kinds'>;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

interface Sort<T extends { readonly id: string }> {
  readonly what: string;
  readonly of: (kind: Kind) => readonly T[];
  readonly sentence: (rule: T, n: RuleNames) => string;
}

/** What a kind asks and does besides its form and route, where two versions differ: each rule as a sentence. */
export async function ruleDifferences(before: Draft, after: Draft, locale: Locale, around: Around & { readonly org?: Org }): Promise<readonly Difference[]> {
  const [was, now] = await Promise.all([namesOf(before, locale, around), namesOf(after, locale, around)]);
  const w = ruleWords[locale];
  const compare = <T extends { readonly id: string }>(sort: Sort<T>): readonly Difference[] => listDifferences(before.kind, after.kind, sort, was, now, locale);
  return [
    ...compare({ what: w.guards, of: ({ guards = [] }) => guards, sentence: guardSentence }),
    ...compare({ what: w.reservations, of: ({ reservations = [] }) => reservations, sentence: reservationSentence }),
    ...compare({ what: w.followUps, of: ({ followUps = [] }) => followUps, sentence: followUpSentence }),
    ...compare({ what: w.relations, of: ({ relations = [] }) => relations, sentence: relationSentence }),
    ...settingsDifferences(before.kind, after.kind, was, now, locale),
    ...guideDifferences(before.kind, after.kind, was, now, locale),
    ...restDifferences(before.kind, after.kind, locale),
  ];
}

async function namesOf({ kind, route }: Draft, locale: Locale, around: Around & { readonly org?: Org }): Promise<RuleNames> {
  return ruleNames({ kind, locale, ...around, steps: (await stepsOf(route)) ?? [] });
}

function listDifferences<T extends { readonly id: string }>(before: Kind, after: Kind, { what, of, sentence }: Sort<T>, was: RuleNames, now: RuleNames, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const [old, next] = [of(before), of(after)];
  const named = (rule: T, n: RuleNames): string => `${what}: ${sentence(rule, n)}`;
  const added = next.filter(({ id }) => !old.some((each) => each.id === id)).map((rule): Difference => ({ area: 'general', change: 'added', text: t.diffAdded({ what: named(rule, now) }) }));
  const removed = old.filter(({ id }) => !next.some((each) => each.id === id)).map((rule): Difference => ({ area: 'general', change: 'removed', text: t.diffRemoved({ what: named(rule, was) }) }));
  const changed = next.flatMap((rule): readonly Difference[] => {
    const before = old.find(({ id }) => id === rule.id);
    if (!before || same(before, rule)) return [];
    const [from, to] = [sentence(before, was), sentence(rule, now)];
    return [{ area: 'general', change: 'changed', text: from === to ? t.diffChanged({ what: named(rule, now), parts: t.diffDetails }) : t.diffHow({ what, from, to }) }];
  });
  return [...added, ...removed, ...changed];
}

/** Settings that a kind has once. */
function settingsDifferences(before: Kind, after: Kind, was: RuleNames, now: RuleNames, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const w = ruleWords[locale];
  const rows: readonly (readonly [what: string, of: (kind: Kind) => unknown, sentence: (kind: Kind, n: RuleNames) => string])[] = [
    [w.usage, ({ resources, payments }) => [resources, payments], usageSentence],
    [w.participation, ({ participation }) => participation, participationSentence],
    [w.conversationTime, ({ conversation }) => conversation, ({ conversation }) => (conversation?.changeWithin === undefined ? w.conversationUsual : calendarTimeText(conversation.changeWithin, locale))],
    [w.rating, ({ rating }) => rating, ratingSentence],
  ];
  return rows.flatMap(([what, of, sentence]): readonly Difference[] => {
    if (same(of(before), of(after))) return [];
    const [from, to] = [sentence(before, was), sentence(after, now)];
    return [{ area: 'general', change: 'changed', text: from === to ? t.diffChanged({ what, parts: t.diffDetails }) : t.diffFromTo({ what, from: from || w.off, to: to || w.off }) }];
  });
}

function guideDifferences(before: Kind, after: Kind, was: RuleNames, now: RuleNames, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const ids = [...new Set([...(before.guides ?? []), ...(after.guides ?? [])].map(({ step }) => step))];
  return ids.flatMap((id): readonly Difference[] => {
    const [old, next] = [before, after].map(({ guides }) => guides?.find(({ step }) => step === id));
    if (same(old, next)) return [];
    const n = next ? now : was;
    const checks = n.steps.find((step) => step.id === id)?.settings.checklist?.length ?? 0;
    const what = t.diffGuide({ title: localize(n.steps.find((step) => step.id === id)?.title, locale) || id });
    if (!next) return [{ area: 'route', change: 'removed', text: t.diffRemoved({ what }) }];
    return [{ area: 'route', change: old ? 'changed' : 'added', text: t.diffChanged({ what, parts: guideSentence(next, checks, now) || t.diffDetails }) }];
  });
}

/** Told elsewhere, or no setting of requests. */
const told: ReadonlySet<string> = new Set([
  'id', 'title', 'description', 'icon', 'category', 'scope', 'submit', 'see', 'features', 'titleTemplate', 'numbering', 'personalData', 'form', 'submitAccess', 'viewAccess', 'stages', 'recurrence', 'deadlines', 'columns', 'filterable',
  'guards', 'reservations', 'followUps', 'relations', 'resources', 'payments', 'participation', 'rating', 'guides', 'conversation', 'samples',
]);

/** What has no sentence of its own. */
function restDifferences(before: Kind, after: Kind, locale: Locale): readonly Difference[] {
  const t = messages[locale];
  const rest = (kind: Kind): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(kind).filter(([name]) => !told.has(name)));
  const [old, next] = [rest(before), rest(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter((name) => !same(old[name], next[name]));
  return names.length === 0 ? [] : [{ area: 'general', change: 'changed', text: t.diffChanged({ what: t.diffRest, parts: names.join(', ') }) }];
}
