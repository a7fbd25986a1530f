import { localize } from '@requestry/model';
import type { FormDefinition, HistoryEntry, Json, JsonObject, Locale, RequestState } from '@requestry/model';
import { formatList, formatWhen, requestStateText, traceText } from '@requestry/ui';
import type { CardMessages } from '../locales/card.js';
import { fieldLabel, titlesIn, valueText } from './value-text.js';

/** One thing that happened, ready to be read. */
export interface HistoryLine {
  readonly entry: HistoryEntry;
  readonly icon: string;
  readonly text: string;
  /** Words that the person wrote with it. */
  readonly quote?: string;
  /** A reason short enough to stand in the line. */
  readonly reason?: string;
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

export interface HistoryWords {
  readonly t: CardMessages;
  readonly locale: Locale;
  readonly zone?: string;
  readonly form?: FormDefinition;
  readonly titles?: Readonly<Record<string, string>>;
}

const icons: Readonly<Record<string, string>> = {
  'request-submitted': 'publish', 'step-opened': 'play', 'turn-passed': 'play', 'step-skipped': 'minus', 'task-completed': 'check', 'task-reassigned': 'users', 'request-returned': 'undo', 'task-delegated': 'user', 'performer-added': 'plus', 'turn-removed': 'minus', 'question-asked': 'clarification', 'question-answered': 'comment', 'step-postponed': 'clock', 'step-resumed': 'play', 'process-suspended': 'clock', 'process-resumed': 'play', 'process-migrated': 'history', 'message-received': 'notification', 'notice-sent': 'notification',
  'item-ticked': 'check', 'script-answered': 'comment', 'request-rated': 'star', 'request-linked': 'link', 'request-unlinked': 'link', 'subject-set': 'link', 'request-amended': 'edit', 'participant-added': 'user', 'participant-removed': 'user', 'comment-changed': 'edit', 'comment-deleted': 'minus',
  'data-set': 'action', 'data-changed': 'edit', 'timer-fired': 'clock', 'incident-raised': 'warning', 'incident-resolved': 'repair', 'process-ended': 'end', 'request-erased': 'minus',
  'step-reminded': 'bell', 'step-overdue': 'warning', 'step-escalated': 'warning', 'task-escalated': 'warning', 'due-moved': 'clock', 'deadline-set': 'clock', 'deadline-paused': 'clock', 'deadline-resumed': 'play', 'deadline-met': 'check', 'deadline-missed': 'warning', 'deadline-near': 'clock', 'date-estimated': 'clock', 'guards-checked': 'check', 'usage-added': 'plus', 'usage-corrected': 'edit', 'payments-added': 'plus', 'payment-cancelled': 'minus', 'decision-made': 'check', 'follow-up-started': 'play', 'follow-up-failed': 'warning', 'follow-up-retried': 'repair', 'reservation-made': 'plus', 'reservation-ended': 'minus',
};

/** Facts that their reason tells whole. */
const toldByReason = /^(?:(?:step|task)-(?:reminded|overdue|escalated)|due-moved|deadline-|date-estimated|guards-checked|reservation-|decision-made|follow-up-|usage-|payment)/;

/** The history in sentences, newest first. Changed fields are told with what they were before. */
export function historyLines(entries: readonly HistoryEntry[], words: HistoryWords): readonly HistoryLine[] {
  let data: JsonObject = {};
  const lines = entries.map((entry) => {
    const changed = objectOf(entry.facts.data);
    const changes = changed && entry.type !== 'request-submitted' ? changesOf(data, changed, entry, words) : [];
    if (changed) data = { ...data, ...changed };
    return lineOf(entry, changes, words);
  });
  return lines.reverse();
}

const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const objectOf = (value: Json | undefined): JsonObject | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined);

function changesOf(before: JsonObject, changed: JsonObject, entry: HistoryEntry, { locale, form, titles }: HistoryWords): HistoryLine['changes'] {
  const names = { ...entry.names, ...titles };
  return Object.keys(changed)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(changed[field]))
    .map((field) => ({
      label: form ? fieldLabel(form, field, locale) : field,
      before: valueText(before[field], locale, titlesIn(form, field, names)),
      after: valueText(changed[field], locale, titlesIn(form, field, names)),
    }));
}

function lineOf(entry: HistoryEntry, changes: HistoryLine['changes'], words: HistoryWords): HistoryLine {
  const { facts } = entry;
  const quote = textIn(entry.type.startsWith('comment-') ? undefined : facts.comment) ?? textIn(entry.type === 'script-answered' ? undefined : facts.question) ?? textIn(facts.reason) ?? textIn(facts.text);
  const reason = entry.type === 'step-skipped' && entry.trace ? traceText(entry.trace, words.locale, entry.names) : undefined;
  return { entry, icon: icons[entry.type] ?? 'info', text: sentenceOf(entry, words), changes, ...(quote !== undefined ? { quote } : {}), ...(reason !== undefined ? { reason } : {}) };
}

function sentenceOf(entry: HistoryEntry, { t, locale, zone }: HistoryWords): string {
  const { facts } = entry;
  const step = localize(entry.step, locale) || textIn(facts.node) || textIn(facts.element) || '';
  const name = (id: Json | undefined): string => (typeof id === 'string' ? (entry.names[id] ?? id) : '');
  const who = entry.onBehalfOf && entry.byName ? t.hFor({ who: entry.byName, whom: name(entry.onBehalfOf) }) : (entry.byName ?? t.hSystem);
  if (facts.erased === true) return t.hErasedFact({ who });
  if (toldByReason.test(entry.type) && entry.trace) return `${step ? `${step}: ` : ''}${traceText({ ...entry.trace, because: [] }, locale, entry.names)}`;
  switch (entry.type) {
    case 'request-erased':
      return t.hErased({ who });
    case 'request-submitted':
      return t.hSubmitted({ who });
    case 'step-opened': {
      const people = peopleOf(facts.tasks, entry.names, locale);
      const due = textIn(facts.due);
      return t.hOpened({ step, people, due: due === undefined ? '' : formatWhen(due, locale, zone).text });
    }
    case 'turn-passed':
      return t.hTurn({ step, people: peopleOf([facts.task ?? null], entry.names, locale) });
    case 'step-skipped':
      return t.hSkipped({ step });
    case 'task-completed':
      return t.hDecided({ who, step, outcome: localize(entry.outcomeTitle, locale) || textIn(facts.outcome) || '' });
    case 'task-reassigned':
      return t.hReassigned({ who, step, from: name(facts.from), to: name(facts.to) });
    case 'request-returned':
      return t.hReturned({ who, step });
    case 'task-delegated':
      return t.hDelegated({ who, step, to: name(facts.to) });
    case 'performer-added':
      return t.hAdded({ who, step, person: name(facts.person) });
    case 'turn-removed':
      return t.hTurnRemoved({ who, step, person: name(facts.person) });
    case 'question-asked':
      return t.hAsked({ who, whom: peopleOf([facts.task ?? null], entry.names, locale) });
    case 'question-answered':
      return t.hAnswered({ who });
    case 'step-postponed':
      return t.hPostponed({ who, step, until: textIn(facts.until) ? formatWhen(textIn(facts.until) ?? '', locale, zone).text : (textIn(facts.condition) ?? '') });
    case 'step-resumed':
      return t.hResumed({ who: entry.byName ?? '', step });
    case 'item-ticked':
      return t.hTicked({ who, step, item: Number(facts.item), on: facts.on === true });
    case 'script-answered':
      return t.hScript({ who, step });
    case 'request-rated':
      return t.hRated({ who, stars: Number(facts.stars) });
    case 'request-linked':
      return t.hLinked({ who });
    case 'request-unlinked':
      return t.hUnlinked({ who });
    case 'subject-set':
      return t.hSubject({ who });
    case 'request-amended':
      return t.hAmended({ who });
    case 'participant-added':
      return t.hInvited({ who, person: name(facts.person) });
    case 'participant-removed':
      return t.hReleased({ who, person: name(facts.person) });
    case 'comment-changed':
      return t.hCommentChanged({ who });
    case 'comment-deleted':
      return t.hCommentDeleted({ who });
    case 'counterparty-chosen':
      return t.hCounterpartyChosen({ who, card: textIn(facts.title) ?? '' });
    case 'process-suspended':
      return t.hSuspended({ who });
    case 'process-resumed':
      return t.hContinued({ who });
    case 'process-migrated':
      return t.hMigrated({ who });
    case 'message-received':
      return t.hMessage({ name: textIn(facts.name) ?? '' });
    case 'notice-sent':
      return t.hNotice({ step, people: formatList((Array.isArray(facts.to) ? facts.to : []).map((id: Json) => name(id)), locale) });
    case 'data-set':
      return t.hDataSet({ step });
    case 'data-changed':
      return t.hDataChanged({ who });
    case 'timer-fired':
      return t.hTimer({ step });
    case 'incident-raised':
      return facts.held ? t.hHeld({ step }) : t.hIncident({ step });
    case 'incident-resolved':
      return t.hResolved({ who });
    case 'process-ended': {
      const state = textIn(facts.state);
      // A request that its route ended has no one who ended it, though somebody decided the last step.
      if (textIn(facts.by) !== undefined && state === 'withdrawn') return t.hWithdrawn({ who });
      if (textIn(facts.by) !== undefined && state === 'cancelled') return t.hCancelled({ who });
      return t.hEnded({ state: state === undefined ? '' : requestStateText(state as RequestState, locale) || state });
    }
    default:
      return entry.type;
  }
}

function peopleOf(tasks: Json | undefined, names: HistoryEntry['names'], locale: Locale): string {
  const ids = (Array.isArray(tasks) ? tasks : []).flatMap((each: Json) => {
    const task = objectOf(each);
    if (typeof task?.assignee === 'string') return [task.assignee];
    return Array.isArray(task?.candidates) ? task.candidates.filter((id): id is string => typeof id === 'string') : [];
  });
  const shown = [...new Set(ids)].slice(0, 6).map((id) => names[id] ?? id);
  return formatList(shown, locale);
}
