import type { Locale, RequestState, StepType } from '@requestry/model';
import type { Tone } from './controls/badge.js';
import { messages } from './locales/index.js';

/** Name of a step type. */
export function stepTypeText(type: StepType, locale: Locale): string {
  const t = messages[locale];
  return {
    approval: t.stepApproval,
    execution: t.stepExecution,
    acceptance: t.stepAcceptance,
    acknowledgement: t.stepAcknowledgement,
    clarification: t.stepClarification,
    decision: t.stepDecision,
    registration: t.stepRegistration,
    rework: t.stepRework,
    notification: t.stepNotification,
    wait: t.stepWait,
    action: t.stepAction,
    subroute: t.stepSubroute,
  }[type];
}

/** Name of a request's state. */
export function requestStateText(state: RequestState, locale: Locale): string {
  const t = messages[locale];
  return {
    draft: t.stateDraft,
    active: t.stateActive,
    postponed: t.statePostponed,
    completed: t.stateCompleted,
    rejected: t.stateRejected,
    withdrawn: t.stateWithdrawn,
    cancelled: t.stateCancelled,
    refused: t.stateRefused,
  }[state];
}

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
