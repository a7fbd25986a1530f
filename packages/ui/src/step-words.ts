import type { Locale, StepType } from '@requestry/model';

const names: Readonly<Record<Locale, Readonly<Record<StepType, string>>>> = {
  en: {
    approval: 'Approval',
    execution: 'Execution',
    acceptance: 'Acceptance',
    acknowledgement: 'Acknowledgement',
    clarification: 'Clarification',
    decision: 'Decision',
    registration: 'Registration',
    rework: 'Rework',
    notification: 'Notification',
    wait: 'Wait',
    action: 'Action',
    subroute: 'Subroute',
  },
  ru: {
    approval: 'Согласование',
    execution: 'Исполнение',
    acceptance: 'Приёмка',
    acknowledgement: 'Ознакомление',
    clarification: 'Уточнение',
    decision: 'Решение',
    registration: 'Регистрация',
    rework: 'Доработка',
    notification: 'Уведомление',
    wait: 'Ожидание',
    action: 'Действие',
    subroute: 'Подмаршрут',
  },
};

/** Name of a step type. */
export const stepTypeText = (type: StepType, locale: Locale): string => names[locale][type];
