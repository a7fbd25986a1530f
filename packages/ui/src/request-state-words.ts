import type { Locale, RequestState } from '@requestry/model';
import type { Tone } from './controls/badge.js';

const names: Readonly<Record<Locale, Readonly<Record<RequestState, string>>>> = {
  en: {
    draft: 'Draft',
    active: 'In progress',
    postponed: 'Postponed',
    completed: 'Completed',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
    cancelled: 'Cancelled',
    refused: 'Registration refused',
  },
  ru: {
    draft: 'Черновик',
    active: 'В работе',
    postponed: 'Отложена',
    completed: 'Выполнена',
    rejected: 'Отклонена',
    withdrawn: 'Отозвана',
    cancelled: 'Отменена',
    refused: 'Отказано в регистрации',
  },
};

/** Name of a request's state. */
export const requestStateText = (state: RequestState, locale: Locale): string => names[locale][state];

/** Colour and icon of a request's state, for `rq-badge`. */
export const requestStateLook: Readonly<Record<RequestState, { readonly tone: Tone; readonly icon: string }>> = {
  draft: { tone: 'neutral', icon: 'edit' },
  active: { tone: 'accent', icon: 'play' },
  postponed: { tone: 'warning', icon: 'pause' },
  completed: { tone: 'success', icon: 'check' },
  rejected: { tone: 'danger', icon: 'close' },
  withdrawn: { tone: 'neutral', icon: 'undo' },
  cancelled: { tone: 'neutral', icon: 'close' },
  refused: { tone: 'danger', icon: 'error' },
};
