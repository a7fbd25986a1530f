import type { AssignmentRule, StepSettings } from '@requestry/model';
import { localize } from '@requestry/model';
import type { OutcomeTarget } from './route-doc.js';

/** The same in both languages. */
export interface Words {
  readonly ru: string;
  readonly en: string;
}

/** Properties of a step that are compared, in the order they are told. */
export const stepProperties = [
  'type', 'title', 'who', 'mode', 'skip', 'notPerformerOf', 'outcomes', 'access', 'due', 'reminders', 'escalations', 'guidance', 'checklist', 'estimate', 'stage', 'set',
] as const satisfies readonly (keyof StepSettings)[];

/** One of `stepProperties`. */
export type StepProperty = (typeof stepProperties)[number];

const propertyNames: Readonly<Record<StepProperty | 'timers' | 'timer' | 'other', Words>> = {
  type: { ru: 'тип этапа', en: 'type of the step' },
  title: { ru: 'название', en: 'title' },
  who: { ru: 'исполнитель', en: 'performer' },
  mode: { ru: 'порядок участия', en: 'way of sharing' },
  skip: { ru: 'пропуск', en: 'skipping' },
  notPerformerOf: { ru: 'разделение обязанностей', en: 'separation of duties' },
  outcomes: { ru: 'варианты решения', en: 'decisions' },
  access: { ru: 'доступ к полям', en: 'access to fields' },
  due: { ru: 'срок', en: 'due' },
  reminders: { ru: 'напоминания', en: 'reminders' },
  escalations: { ru: 'эскалация', en: 'escalation' },
  guidance: { ru: 'подсказка исполнителю', en: 'guidance' },
  checklist: { ru: 'список проверок', en: 'checklist' },
  estimate: { ru: 'оценка времени', en: 'estimate' },
  stage: { ru: 'стадия', en: 'stage' },
  set: { ru: 'заполняемые поля', en: 'fields set' },
  timers: { ru: 'таймеры', en: 'timers' },
  timer: { ru: 'ожидание', en: 'wait' },
  other: { ru: 'настройки исполнения', en: 'execution settings' },
};

const ru = (text: string): string => `«${text}»`;
const en = (text: string): string => `“${text}”`;

/** Both languages in quotation marks of their own. */
export const quoted = (words: Words): Words => ({ ru: ru(words.ru), en: en(words.en) });

/** An assignment rule in words. Ids stand for people, roles and units: names need the organisation. */
export function describeWho(rule: AssignmentRule | undefined): Words {
  if (!rule) return { ru: 'не указан', en: 'nobody' };
  switch (rule.rule) {
    case 'person':
      return { ru: `сотрудник ${rule.person}`, en: `person ${rule.person}` };
    case 'role':
      return rule.unit === undefined ? { ru: `роль ${rule.role}`, en: `role ${rule.role}` } : { ru: `роль ${rule.role} (${unitWords(rule.unit).ru})`, en: `role ${rule.role} (${unitWords(rule.unit).en})` };
    case 'group':
      return { ru: `группа ${rule.group}`, en: `group ${rule.group}` };
    case 'unitHead':
      return { ru: `руководитель подразделения ${rule.unit}`, en: `head of unit ${rule.unit}` };
    case 'initiator':
      return { ru: 'инициатор', en: 'initiator' };
    case 'initiatorHead':
      return { ru: `руководитель инициатора${levelWords(rule.level).ru}${rule.firstAbove ? ', первый не сам инициатор' : ''}`, en: `initiator’s head${levelWords(rule.level).en}${rule.firstAbove ? ', first who is not the initiator' : ''}` };
    case 'kindHead':
      return { ru: 'руководитель ответственного подразделения', en: 'head of the responsible unit' };
    case 'source':
      return { ru: 'ответственный источника', en: 'default person of the source' };
    case 'field':
      return { ru: `по полю ${rule.field}`, en: `from field ${rule.field}` };
    case 'performer':
      return { ru: `исполнитель этапа ${rule.step}`, en: `performer of step ${rule.step}` };
    case 'leastLoaded':
      return { ru: `наименее загруженный из ${rule.group ?? rule.role ?? ''}`, en: `least loaded of ${rule.group ?? rule.role ?? ''}` };
    case 'table':
      return { ru: `по таблице решений ${rule.decision}`, en: `by decision table ${rule.decision}` };
    case 'feel':
      return { ru: `по выражению ${rule.expression}`, en: `by expression ${rule.expression}` };
  }
}

const unitWords = (unit: string): Words =>
  unit === 'initiator' ? { ru: 'подразделение инициатора', en: 'initiator’s unit' } : unit === 'kind' ? { ru: 'ответственное подразделение', en: 'responsible unit' } : { ru: unit, en: unit };

const levelWords = (level: number | undefined): Words => (level === undefined || level === 1 ? { ru: '', en: '' } : { ru: `, уровень ${level}`, en: `, level ${level}` });

/** Where an outcome leads, in words. */
export function describeTarget(target: OutcomeTarget | undefined): Words {
  if (!target) return { ru: 'дальше по маршруту', en: 'on along the route' };
  if (target.to === 'step') return { ru: `к этапу ${target.step}`, en: `to step ${target.step}` };
  if (target.to === 'rework') return { ru: 'на доработку', en: 'to rework' };
  const title = { ru: localize(target.end.title, 'ru') || target.end.state, en: localize(target.end.title, 'en') || target.end.state };
  return { ru: `завершить: ${title.ru}`, en: `end: ${title.en}` };
}

const fromTo = (before: string | undefined, after: string | undefined): Words => {
  if (before === undefined && after === undefined) return { ru: '', en: '' };
  if (before === undefined) return { ru: `: теперь ${after}`, en: `: now ${after}` };
  return after === undefined ? { ru: ` (было ${before}) убрано`, en: ` (was ${before}) removed` } : { ru: `: было ${before}, стало ${after}`, en: `: was ${before}, now ${after}` };
};

/** Sentences for differences. */
export const changeWords = {
  routeRenamed: (before: string, after: string): Words => ({ ru: `Маршрут переименован: ${ru(before)} → ${ru(after)}.`, en: `Route renamed: ${en(before)} → ${en(after)}.` }),
  added: (name: Words, after: Words | undefined): Words => ({ ru: `Добавлен этап ${ru(name.ru)}${after ? ` после ${ru(after.ru)}` : ' в начале'}.`, en: `Step ${en(name.en)} added ${after ? `after ${en(after.en)}` : 'at the beginning'}.` }),
  removed: (name: Words): Words => ({ ru: `Удалён этап ${ru(name.ru)}.`, en: `Step ${en(name.en)} removed.` }),
  moved: (name: Words, after: Words | undefined): Words => ({ ru: `Этап ${ru(name.ru)} перемещён${after ? `: теперь после ${ru(after.ru)}` : ' в начало'}.`, en: `Step ${en(name.en)} moved ${after ? `after ${en(after.en)}` : 'to the beginning'}.` }),
  renamed: (before: string, after: string): Words => ({ ru: `Этап переименован: ${ru(before)} → ${ru(after)}.`, en: `Step renamed: ${en(before)} → ${en(after)}.` }),
  kindChanged: (name: Words): Words => ({ ru: `${ru(name.ru)}: изменён вид узла.`, en: `${en(name.en)}: the sort of node changed.` }),
  drawn: (name: Words): Words => ({ ru: `${ru(name.ru)}: изменена часть, нарисованная на схеме.`, en: `${en(name.en)}: the part drawn on the diagram changed.` }),
  endChanged: (): Words => ({ ru: 'Изменено завершение маршрута.', en: 'The end of the route changed.' }),
  property: (property: keyof typeof propertyNames, name: Words, before?: string, after?: string): Words => ({
    ru: `${ru(name.ru)}: изменено — ${propertyNames[property].ru}${fromTo(before, after).ru}.`,
    en: `${en(name.en)}: changed — ${propertyNames[property].en}${fromTo(before, after).en}.`,
  }),
  who: (name: Words, before: Words, after: Words): Words => ({ ru: `${ru(name.ru)}: исполнитель был ${ru(before.ru)}, стал ${ru(after.ru)}.`, en: `${en(name.en)}: performer was ${en(before.en)}, now ${en(after.en)}.` }),
  target: (name: Words, outcome: Words, before: Words, after: Words): Words => ({
    ru: `${ru(name.ru)}: решение ${ru(outcome.ru)} вело ${ru(before.ru)}, теперь ${ru(after.ru)}.`,
    en: `${en(name.en)}: decision ${en(outcome.en)} led ${en(before.en)}, now ${en(after.en)}.`,
  }),
  branchAdded: (name: Words, branch: Words): Words => ({ ru: `${ru(name.ru)}: добавлена ветвь ${ru(branch.ru)}.`, en: `${en(name.en)}: branch ${en(branch.en)} added.` }),
  branchRemoved: (name: Words, branch: Words): Words => ({ ru: `${ru(name.ru)}: удалена ветвь ${ru(branch.ru)}.`, en: `${en(name.en)}: branch ${en(branch.en)} removed.` }),
  branchRenamed: (name: Words, before: Words, after: Words): Words => ({ ru: `${ru(name.ru)}: ветвь ${ru(before.ru)} переименована в ${ru(after.ru)}.`, en: `${en(name.en)}: branch ${en(before.en)} renamed to ${en(after.en)}.` }),
  branchEnd: (name: Words, branch: Words): Words => ({ ru: `${ru(name.ru)}: изменено, чем кончается ветвь ${ru(branch.ru)}.`, en: `${en(name.en)}: how branch ${en(branch.en)} ends changed.` }),
  branchOrder: (name: Words): Words => ({ ru: `${ru(name.ru)}: изменён порядок ветвей.`, en: `${en(name.en)}: the order of branches changed.` }),
  condition: (name: Words, branch: Words, before: string | undefined, after: string | undefined): Words => ({
    ru: `${ru(name.ru)}: условие ветви ${ru(branch.ru)} было ${before === undefined ? 'пустым' : ru(before)}, стало ${after === undefined ? 'пустым' : ru(after)}.`,
    en: `${en(name.en)}: the condition of branch ${en(branch.en)} was ${before === undefined ? 'empty' : en(before)}, now ${after === undefined ? 'empty' : en(after)}.`,
  }),
};
