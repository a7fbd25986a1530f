import type { Locale, LocalizedText, StepSettings, StepType } from '@requestry/model';
import { defaultOutcomes, localize, outcomesOf } from '@requestry/model';
import type { DocBranch, DocEntry, DocTask, OutcomeTarget } from '@requestry/route';

/** What can be put between two steps. */
export type NewEntry = StepType | 'condition' | 'parallel' | 'inclusive';

/** Everything that can be added, in the order menus show it. */
export const newEntries: readonly NewEntry[] = [
  'approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration', 'notification', 'action', 'wait',
  'condition', 'parallel', 'inclusive', 'rework', 'subroute',
];

const names: Readonly<Record<StepType, { readonly ru: string; readonly en: string }>> = {
  approval: { ru: 'Согласование', en: 'Approval' },
  execution: { ru: 'Исполнение', en: 'Execution' },
  acceptance: { ru: 'Приёмка', en: 'Acceptance' },
  acknowledgement: { ru: 'Ознакомление', en: 'Acknowledgement' },
  clarification: { ru: 'Уточнение', en: 'Clarification' },
  decision: { ru: 'Решение', en: 'Decision' },
  registration: { ru: 'Регистрация', en: 'Registration' },
  rework: { ru: 'Доработка', en: 'Rework' },
  notification: { ru: 'Уведомление', en: 'Notification' },
  wait: { ru: 'Ожидание', en: 'Wait' },
  action: { ru: 'Действие', en: 'Action' },
  subroute: { ru: 'Подмаршрут', en: 'Subroute' },
};

const who: Partial<Record<StepType, StepSettings['who']>> = {
  approval: { rule: 'initiatorHead' },
  acceptance: { rule: 'initiator' },
  clarification: { rule: 'initiator' },
  rework: { rule: 'initiator' },
  notification: { rule: 'initiator' },
};

/** Settings of a new step of a type: who does it by default, and its name in both languages. */
export const newSettings = (type: StepType): StepSettings => ({ type, title: names[type], ...(who[type] ? { who: who[type] } : {}) });

/** What the outcomes of a new step lead to: those that stop end the request, those that return go back to the initiator or the step before. */
export function usualTargets(settings: StepSettings, before: string | undefined, makeId: (base: string) => string): Readonly<Record<string, OutcomeTarget>> {
  const targets: Record<string, OutcomeTarget> = {};
  for (const outcome of outcomesOf(settings)) {
    if (outcome.effect === 'stop') targets[outcome.id] = endTarget(settings.type === 'registration' ? 'refused' : 'rejected', makeId);
    else if (outcome.effect === 'return') targets[outcome.id] = before === undefined ? reworkTarget(makeId) : { to: 'step', step: before };
  }
  return targets;
}

const endTitles: Readonly<Record<'rejected' | 'refused' | 'completed' | 'cancelled' | 'withdrawn', LocalizedText>> = {
  completed: { ru: 'Выполнена', en: 'Completed' },
  rejected: { ru: 'Отклонена', en: 'Rejected' },
  refused: { ru: 'Отказано', en: 'Refused' },
  cancelled: { ru: 'Отменена', en: 'Cancelled' },
  withdrawn: { ru: 'Отозвана', en: 'Withdrawn' },
};

/** A new end of the request in a state, under its usual name. */
export const endTarget = (state: keyof typeof endTitles, makeId: (base: string) => string): OutcomeTarget & { readonly to: 'end' } => ({
  to: 'end',
  id: makeId(`end_${state}`),
  end: { state, title: endTitles[state] },
});

/** A new rework by the initiator, after which the step is done again. */
export const reworkTarget = (makeId: (base: string) => string): OutcomeTarget => ({
  to: 'rework',
  id: makeId('rework'),
  rework: { type: 'rework', title: { ru: 'Доработка инициатором', en: 'Rework by the initiator' }, who: { rule: 'initiator' } },
});

/** A new entry with ids of its own. `before`: the step that a return goes back to; `locale`: the language of names that have only one. */
export function newEntry(kind: NewEntry, makeId: (base: string) => string, { before, locale = 'ru' }: { readonly before?: string; readonly locale?: Locale } = {}): DocEntry {
  if (kind === 'condition' || kind === 'inclusive') return newSplit(kind === 'condition' ? 'choice' : 'inclusive', makeId, locale);
  if (kind === 'parallel') return newSplit('parallel', makeId, locale);
  if (kind === 'wait') return { kind: 'wait', id: makeId('wait'), name: names.wait[locale], event: { type: 'timer', kind: 'duration', value: 'P1D', working: true } };
  const settings = newSettings(kind);
  return { kind: 'step', id: makeId(kind), name: names[kind].ru, settings, targets: usualTargets(settings, before, makeId), timers: [] };
}

/** Condition of a branch that nobody has given one yet. */
export const unsetCondition = '=true';

const splitNames = {
  choice: { ru: 'Условие', en: 'Condition' },
  parallel: { ru: 'Параллельно', en: 'In parallel' },
  inclusive: { ru: 'По условиям', en: 'By conditions' },
} as const;

function newSplit(kind: 'choice' | 'parallel' | 'inclusive', makeId: (base: string) => string, locale: Locale): DocEntry {
  const id = makeId(kind === 'choice' ? 'condition' : kind);
  const branch = (condition?: string): DocBranch => ({ id: makeId(`${id}_branch`), ...(condition === undefined ? {} : { condition }), steps: [] });
  return { kind, id, name: splitNames[kind][locale], branches: kind === 'parallel' ? [branch(), branch()] : [branch(unsetCondition), branch()] };
}

/** The step as another type: it keeps what fits, takes the outcomes of the new type and leads where those usually lead. */
export function retyped(task: DocTask, type: StepType, makeId: (base: string) => string, before?: string): DocTask {
  const { outcomes: _outcomes, ...kept } = task.settings;
  const usual = names[task.settings.type];
  const named = (['ru', 'en'] as const).every((locale) => localize(task.settings.title ?? task.name, locale) === usual[locale]) || (task.name === '' && !task.settings.title);
  const settings: StepSettings = { ...kept, type, ...(named ? { title: names[type] } : {}), ...(kept.who ? {} : { who: who[type] }) };
  const { node: _node, bare: _bare, ...rest } = task;
  const known = new Set(defaultOutcomes[type].map(({ id }) => id));
  const targets = { ...usualTargets(settings, before, makeId), ...Object.fromEntries(Object.entries(task.targets).filter(([outcome]) => known.has(outcome))) };
  return { ...rest, name: named ? names[type].ru : task.name, settings, targets };
}
