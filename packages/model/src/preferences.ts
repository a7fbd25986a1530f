import type { ContactRef } from './conversation.js';
import type { PersonId } from './org.js';
import type { LocalizedText } from './text.js';

/** What people choose by: their own tasks · deadlines · how a request goes on · its decision · what is said · notices of routes and trouble. */
export const eventGroups = ['tasks', 'deadlines', 'progress', 'decisions', 'comments', 'notices'] as const;
export type EventGroup = (typeof eventGroups)[number];

const groups: Readonly<Record<string, EventGroup>> = {
  'task-opened': 'tasks',
  'question-asked': 'tasks',
  'task-reminder': 'deadlines',
  'task-overdue': 'deadlines',
  'task-escalated': 'deadlines',
  'estimate-wanted': 'deadlines',
  'deadline-missed': 'deadlines',
  'reservation-expired': 'deadlines',
  'follow-up-failed': 'notices',
  'date-estimated': 'progress',
  'request-registered': 'progress',
  'step-completed': 'progress',
  'children-ended': 'progress',
  'request-ended': 'decisions',
  'request-amended': 'decisions',
  'rating-wanted': 'decisions',
  'comment-added': 'comments',
  'comment-mentioned': 'comments',
  'participant-added': 'comments',
  'question-answered': 'comments',
};

/** The group of an event; `notices` for all that no group names. */
export const groupOf = (event: string): EventGroup => (Object.hasOwn(groups, event) ? (groups[event] ?? 'notices') : 'notices');

/** How often messages leave: each at once, or together at an hour (0…23) of every working day or of the first one of a week. */
export type Digest = { readonly every: 'event' } | { readonly every: 'day' | 'week'; readonly hour: number };

/** Whole hours, 0…23, between which nothing is sent, on the clock of the person's calendar: `{ from: 22, to: 8 }` is the night. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** What somebody is told and when. What is absent is as the organisation has it, and else on, at once, at any hour. In-app notifications are always kept. */
export interface Preferences {
  readonly events?: Readonly<Partial<Record<EventGroup, Readonly<Record<string, boolean>>>>>;
  readonly digest?: Digest;
  /** `null`: none, whatever the organisation has. */
  readonly quiet?: QuietHours | null;
}

/** A way by which messages can reach people. */
export interface ChannelView {
  readonly name: string;
  readonly title: LocalizedText;
  /** Where it reaches the person. */
  readonly address?: string;
  /** False when the person has no address of this sort. */
  readonly reachable: boolean;
}

export interface PreferencesView {
  readonly channels: readonly ChannelView[];
  /** As they were saved. */
  readonly saved: Preferences;
  /** What holds: by event group, then channel. */
  readonly events: Readonly<Record<EventGroup, Readonly<Record<string, boolean>>>>;
  readonly digest: Digest;
  readonly quiet?: QuietHours;
  /** 0 when nothing was saved yet. */
  readonly version: number;
}

/** `waiting`: for its next attempt · `held`: for the digest · `dead`: given up after the last attempt. */
export type DeliveryState = 'waiting' | 'held' | 'dead';

/** A message on its way to one person by one channel. */
export interface DeliveryView {
  /** Also the key by which the receiver makes it once. */
  readonly id: string;
  readonly channel: string;
  readonly to: PersonId;
  /** To a contact person of a client; `to` is `directory/record` then. */
  readonly contact?: ContactRef;
  readonly toName: string;
  readonly state: DeliveryState;
  /** What it tells of: one thing, or several when it is a digest. */
  readonly about: readonly { readonly event: string; readonly request: string; readonly number?: string }[];
  readonly since: string;
  /** When it is tried next; of a dead one, when it was given up. */
  readonly at: string;
  readonly attempts: number;
  /** Why the last attempt failed, without addresses or secrets. */
  readonly lastError?: { readonly code: string; readonly text: string; readonly at: string };
}
