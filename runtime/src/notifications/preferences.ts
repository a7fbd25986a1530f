import { eventGroups, RequestryError, type Digest, type EventGroup, type Issue, type Person, type Preferences, type PreferencesOf, type PreferencesView, type QuietHours } from '@requestry/model';
import { mustBeAllowed } from '../commands/change-process.js';
import { expectWritten } from '../commands/load-request.js';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { read, readMany } from '../store.js';
import type { Channel } from './channel.js';

const ofDefaults = 'defaults';
const ofPerson = (person: string): string => `person/${person}`;

/** Preferences as stored; older ones do not say who saved them last. */
export type PreferencesDocument = Preferences & { readonly savedBy?: string; readonly savedAt?: string };

/** What holds for one person. */
export interface Chosen {
  readonly digest: Digest;
  readonly quiet?: QuietHours;
  /** Whether events of a group reach them by the channel. */
  wants(group: EventGroup, channel: Channel): boolean;
}

/** What holds for each of the people: their own choice, else the organisation's, else on, at once, at any hour. */
export async function chosenBy(context: Pick<Context, 'store'>, people: readonly string[]): Promise<(person: string) => Chosen> {
  const docs = await readMany(context.store, 'preferences', [ofDefaults, ...new Set(people.map(ofPerson))]);
  const saved = new Map(docs.map((doc) => [doc.id, doc.body]));
  return (person) => inForce(saved.get(ofPerson(person)) ?? {}, saved.get(ofDefaults) ?? {});
}

function inForce(own: Preferences, defaults: Preferences): Chosen {
  const quiet = own.quiet === undefined ? defaults.quiet : own.quiet;
  return {
    digest: own.digest ?? defaults.digest ?? { every: 'event' },
    ...(quiet ? { quiet } : {}),
    wants: (group, { name, optIn = false }) => own.events?.[group]?.[name] ?? defaults.events?.[group]?.[name] ?? !optIn,
  };
}

export const addressOf = (channel: Channel, person: Person): string | undefined => (channel.address === undefined ? undefined : person[channel.address]?.trim() || undefined);

export const isReachable = (channel: Channel, person: Person): boolean => channel.address === undefined || addressOf(channel, person) !== undefined;

export async function getPreferences(context: Context, query: PreferencesOf = {}): Promise<PreferencesView> {
  const { id, person } = subjectOf(context, query);
  const [own, defaults] = await Promise.all([read(context.store, 'preferences', id), read(context.store, 'preferences', ofDefaults)]);
  const { savedBy: _savedBy, savedAt: _savedAt, ...saved } = own?.body ?? {};
  const chosen = inForce(saved, person ? (defaults?.body ?? {}) : {});
  const byChannel = (group: EventGroup) => Object.fromEntries(context.channels.map((channel) => [channel.name, chosen.wants(group, channel)]));
  return {
    channels: context.channels.map((channel) => {
      const address = person && addressOf(channel, person);
      return { name: channel.name, title: channel.title ?? channel.name, reachable: !person || isReachable(channel, person), ...(address !== undefined ? { address } : {}) };
    }),
    saved,
    events: Object.fromEntries(eventGroups.map((group) => [group, byChannel(group)])) as PreferencesView['events'],
    digest: chosen.digest,
    ...(chosen.quiet ? { quiet: chosen.quiet } : {}),
    version: own?.version ?? 0,
  };
}

export async function savePreferences(context: Context, command: PreferencesOf & { readonly preferences: Preferences; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<PreferencesView> {
  const { id } = subjectOf(context, command);
  const preferences = checked(context, command.preferences);
  await runCommand(context, 'save-preferences', command, async () => {
    const doc = await read(context.store, 'preferences', id);
    expectWritten(context, `preferences/${id}`, { version: doc?.version ?? 0, by: doc?.body.savedBy, at: doc?.body.savedAt }, command.expectedVersion);
    return { ops: [put('preferences', id, { ...preferences, savedBy: context.actor.person.id, savedAt: new Date(context.now).toISOString() }, doc?.version ?? 'absent')], result: null };
  });
  return getPreferences(context, command);
}

/** Whose they are; nobody for those of the organisation. Rejects with `FORBIDDEN`, and with `NOT_FOUND` for a person that an administrator misspelt. */
function subjectOf(context: Context, { person: asked, defaults = false }: PreferencesOf): { readonly id: string; readonly person?: Person } {
  const wanted = defaults ? undefined : (asked ?? context.actor.person.id);
  mustBeAllowed(context, { action: 'set-preferences', ...(wanted !== undefined ? { person: wanted } : {}) });
  if (wanted === undefined) return { id: ofDefaults };
  const person = context.org.people.find(({ id }) => id === wanted);
  if (!person) throw new RequestryError('NOT_FOUND', `There is no person "${wanted}"`, { params: { collection: 'people', id: wanted } });
  return { id: ofPerson(wanted), person };
}

/** The preferences with nothing else in them. Rejects with `INVALID` and every place that is wrong. */
function checked({ channels }: Context, { events = {}, digest, quiet }: Preferences): Preferences {
  const issues: Issue[] = [];
  const wrong = (path: string, found: unknown): void => void issues.push({ code: 'preferences.unknown', path, params: { found: String(found).slice(0, 50) } });
  for (const [group, choices] of Object.entries(events)) {
    if (!eventGroups.includes(group as EventGroup)) wrong(`/events/${group}`, group);
    for (const [channel, on] of Object.entries(choices ?? {})) if (!channels.some(({ name }) => name === channel) || typeof on !== 'boolean') wrong(`/events/${group}/${channel}`, channel);
  }
  if (digest && !['event', 'day', 'week'].includes(digest.every)) wrong('/digest/every', digest.every);
  if (digest && digest.every !== 'event' && !isHour(digest.hour)) wrong('/digest/hour', digest.hour);
  if (quiet && !isHour(quiet.from)) wrong('/quiet/from', quiet.from);
  if (quiet && (!isHour(quiet.to) || quiet.to === quiet.from)) wrong('/quiet/to', quiet.to);
  if (issues.length > 0) throw new RequestryError('INVALID', `The preferences have ${issues.length} problems, the first at ${issues[0]?.path}`, { issues });
  return {
    events,
    ...(digest ? { digest: digest.every === 'event' ? { every: 'event' } : { every: digest.every, hour: digest.hour } } : {}),
    ...(quiet === undefined ? {} : { quiet: quiet && { from: quiet.from, to: quiet.to } }),
  };
}

const isHour = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 23;
