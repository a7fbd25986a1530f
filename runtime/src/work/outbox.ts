import { calendarOf, groupOf, type Notification, type PersonId } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, put, type DeliveryDocument, type OutboxDocument, type Told } from '../collections.js';
import { contactPerson } from '../contacts.js';
import type { Context } from '../context.js';
import { stepTitle, subjectAt, titleFor, type Subject } from '../notifications/about.js';
import { afterQuiet, digestAfter } from '../notifications/moments.js';
import { chosenBy, isReachable, type Chosen } from '../notifications/preferences.js';
import { readMany } from '../store.js';
import { startRequest } from '../follow-ups/start.js';
import { deliverOccurrence } from './occurrence.js';

/**
 * Takes one entry out of the outbox: to other requests, or into people's notifications and, for each person and channel, one message of its own,
 * all in one write. So a transition writes one entry however many people it tells, a channel that fails repeats only what it has not
 * delivered, and people are told in the application though every channel is away. What another pass has taken out meanwhile stays as it is.
 */
export async function takeOut(context: Context, doc: Doc<OutboxDocument>): Promise<void> {
  const entry = doc.body;
  if (entry.followUp) return startRequest(context, doc, entry.followUp);
  if (entry.occurrence) return deliverOccurrence(context, doc, entry.occurrence);
  const shares = await sharesOf(context, doc);
  const most = context.storage.capabilities.maxOps - 2;
  const batches = batchesOf(shares, most);
  for (const batch of batches.slice(0, -1)) if (!(await writePart(context, doc, batch))) return;
  const rest = batches.length > 1 ? await notYetWritten(context, batches.at(-1) ?? []) : shares;
  await context.store.commit({ ops: [...rest.flatMap(({ ops }) => ops), { op: 'delete', ...keyOf('outbox', doc.id), if: doc.version }] });
}

/** What one person gets of one effect, however often it names them. */
interface Share {
  readonly note: string;
  readonly ops: readonly Op[];
}

async function sharesOf(context: Context, doc: Doc<OutboxDocument>): Promise<readonly Share[]> {
  const entry = doc.body;
  const subject = await subjectAt(context, entry.request);
  const people = new Set(entry.effects.flatMap(({ to }) => to).filter((person) => person !== entry.by));
  const chosen = context.channels.length > 0 ? await chosenBy(context, [...people]) : undefined;
  const titles = new Map<PersonId, string>();
  for (const person of people) titles.set(person, subject ? await titleFor(context, subject, person) : entry.request);
  const outside = subject ? await outsideShares(context, doc) : [];
  return [...outside, ...entry.effects.flatMap((effect, index) => {
    const step = subject && stepTitle(subject, effect.node);
    return [...new Set(effect.to)].filter((person) => person !== entry.by).map((to): Share => {
      const id = `${doc.id}:${index}:${to}`;
      const by = entry.by === undefined ? {} : { by: entry.by };
      const note: Notification = { id, to, request: entry.request, event: effect.event, title: titles.get(to) ?? entry.request, at: entry.at, read: false, ...by, ...(step !== undefined ? { step } : {}) };
      const told: Told = { note: id, event: effect.event, request: entry.request, at: entry.at, ...by, ...(effect.node !== undefined ? { node: effect.node } : {}), ...(entry.comment !== undefined ? { comment: entry.comment } : {}) };
      return { note: id, ops: [put('notifications', id, note), ...(chosen ? deliveriesOf(context, told, to, subject, chosen(to)) : [])] };
    });
  })];
}

/** Contact persons have no notifications: they are told by channels that take an address, as the organisation has it. */
async function outsideShares(context: Context, { id, body: { contacts = [], request, comment, by, at } }: Doc<OutboxDocument>): Promise<readonly Share[]> {
  const channels = context.channels.filter(({ address }) => address !== undefined);
  if (contacts.length === 0 || channels.length === 0) return [];
  const chosen = (await chosenBy(context, []))('');
  const since = new Date(context.now).toISOString();
  const shares = await Promise.all(contacts.map(async (contact): Promise<Share> => {
    const person = await contactPerson(context, contact);
    const note = `${id}:contact:${contact.directory}/${contact.record}`;
    const about: readonly Told[] = [{ note, event: 'comment-mentioned', request, at, ...(by === undefined ? {} : { by }), ...(comment === undefined ? {} : { comment }) }];
    const reaching = person ? channels.filter((channel) => isReachable(channel, person) && chosen.wants(groupOf('comment-mentioned'), channel)) : [];
    const soonest = new Date(afterQuiet(chosen.quiet, context.calendar, context.now)).toISOString();
    return { note, ops: reaching.map(({ name }) => put('deliveries', `${name}:${note}`, { channel: name, to: person?.id ?? '', contact, state: 'waiting', since, at: soonest, attempts: 0, about })) };
  }));
  return shares.filter(({ ops }) => ops.length > 0);
}

/** One message by each channel that reaches the person and that they want. */
function deliveriesOf(context: Context, told: Told, to: PersonId, subject: Subject | undefined, chosen: Chosen): readonly Op[] {
  const person = context.org.people.find(({ id, archived }) => id === to && !archived);
  if (!person || !subject) return [];
  const calendar = calendarOf(person.unit, context.org, context.calendars) ?? context.calendar;
  const since = new Date(context.now).toISOString();
  const { digest } = chosen;
  const held = digest.every !== 'event';
  const at = digest.every === 'event' ? afterQuiet(chosen.quiet, calendar, context.now) : digestAfter(digest, calendar, context.now);
  return context.channels
    .filter((channel) => isReachable(channel, person) && chosen.wants(groupOf(told.event), channel))
    .map(({ name }) => {
      const delivery: DeliveryDocument = { channel: name, to, state: held ? 'held' : 'waiting', since, at: new Date(at).toISOString(), attempts: 0, about: [told] };
      return put('deliveries', `${name}:${told.note}`, delivery);
    });
}

/** More than one write takes: whole shares, so that a notification never stands without its messages. */
function batchesOf(shares: readonly Share[], most: number): readonly (readonly Share[])[] {
  const batches: Share[][] = [[]];
  let size = 0;
  for (const share of shares) {
    if (size + share.ops.length > most) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(share);
    size += share.ops.length;
  }
  return batches;
}

/** Writes what is not there yet while the entry still is. Gives whether it is. */
async function writePart(context: Context, doc: Doc<OutboxDocument>, batch: readonly Share[]): Promise<boolean> {
  const left = await notYetWritten(context, batch);
  const { ok } = await context.store.commit({ ops: [...left.flatMap(({ ops }) => ops), { op: 'check', ...keyOf('outbox', doc.id), if: doc.version }] });
  return ok;
}

async function notYetWritten(context: Context, batch: readonly Share[]): Promise<readonly Share[]> {
  const written = new Set((await readMany(context.store, 'notifications', batch.map(({ note }) => note))).map(({ id }) => id));
  return batch.filter(({ note }) => !written.has(note));
}
