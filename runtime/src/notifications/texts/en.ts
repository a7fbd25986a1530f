import { plural, type RequestState } from '@requestry/model';

/** What an event is told with. All texts are plain. */
export interface EventFacts {
  /** Title of the step; empty when there is none. */
  readonly step: string;
  /** Title of the outcome that a step ended with; empty when there is none. */
  readonly outcome: string;
  readonly state: RequestState;
}

/** Words of messages in one language. */
export interface MessageTexts {
  readonly events: Readonly<Record<string, (facts: EventFacts) => string>>;
  readonly other: (facts: EventFacts) => string;
  readonly kind: string;
  readonly by: string;
  readonly step: string;
  readonly due: string;
  readonly comment: string;
  readonly open: string;
  readonly subject: (params: { readonly number: string; readonly what: string; readonly title: string }) => string;
  readonly digestSubject: (params: { readonly count: number }) => string;
  readonly more: (params: { readonly count: number }) => string;
  readonly why: string;
  readonly choose: string;
}

const ends: Readonly<Partial<Record<RequestState, string>>> = {
  completed: 'Your request is completed',
  rejected: 'Your request is rejected',
  refused: 'Your request is refused',
  withdrawn: 'The request is withdrawn',
  cancelled: 'Your request is cancelled',
};

const about = (what: string, step: string): string => (step === '' ? what : `${what}: ${step}`);

export const en: MessageTexts = {
  events: {
    'request-registered': () => 'Your request is registered',
    'task-opened': ({ step }) => about('A task for you', step),
    'question-asked': ({ step }) => about('A question for you', step),
    'question-answered': ({ step }) => about('Your question is answered', step),
    'task-reminder': ({ step }) => about('A task is due soon', step),
    'task-overdue': ({ step }) => about('A task is overdue', step),
    'task-escalated': ({ step }) => about('A task needs your attention', step),
    'escalation-failed': ({ step }) => about('A task needs an administrator', step),
    'estimate-wanted': () => 'The deadline is near: say when it will be done',
    'deadline-missed': () => 'The deadline was missed',
    'date-estimated': () => 'You have an estimated date',
    'reservation-expired': () => 'The time of a reservation is over',
    'follow-up-failed': () => 'What follows a decision could not be started',
    'recurrence-failed': () => 'The regular request could not be submitted',
    'step-completed': ({ step, outcome }) => about('A step is done', outcome === '' ? step : `${step} — ${outcome}`),
    'request-ended': ({ state }) => ends[state] ?? 'Your request has ended',
    'comment-added': () => 'A new comment',
    'comment-mentioned': () => 'You are mentioned in a comment',
    'request-amended': () => 'Your request was changed by an amendment',
    'children-ended': () => 'All parts of the request have ended',
    'rating-wanted': () => 'How was it? Rate what was done',
    'participant-added': () => 'You take part in a request now',
    'incident-held': ({ step }) => about('Did not happen by itself', step),
    'incident-raised': ({ step }) => about('A request cannot go on', step),
    notice: ({ step }) => about('For your information', step),
  },
  other: ({ step }) => about('News of a request', step),
  kind: 'Kind',
  by: 'From',
  step: 'Step',
  due: 'Due',
  comment: 'Comment',
  open: 'Open the request',
  subject: ({ number, what, title }) => `${number === '' ? '' : `[${number}] `}${what} · ${title}`,
  digestSubject: ({ count }) => `${count} ${plural(count, { one: 'message', other: 'messages' }, 'en')} about your requests and tasks`,
  more: ({ count }) => `and ${count} more`,
  why: 'You get this because you take part in the request.',
  choose: 'Choose what you are told',
};
