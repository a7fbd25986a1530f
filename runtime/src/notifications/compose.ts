import { calendarOf, groupOf, localize, outcomesOf, type Comment, type ContactRef, type Locale, type Person } from '@requestry/model';
import type { DeliveryDocument, Told } from '../collections.js';
import { nameOf } from '../commands/load-request.js';
import { contactPerson } from '../contacts.js';
import type { Context } from '../context.js';
import { commentFor, commentForContact, dueFor, stepTitle, subjectAt, titleFor, type Subject } from './about.js';
import { ChannelError, type Channel, type Message, type MessagePart } from './channel.js';
import { letterId } from '../intake/mail/thread.js';
import { addressOf } from './preferences.js';
import { momentText, texts } from './texts/index.js';

/** Where messages lead. */
export interface Links {
  /** The address at which people open a request. */
  readonly link?: (request: string) => string;
  /** Where they choose what they are told. */
  readonly preferencesLink?: string;
}

const usualLongest = 20_000;
const longestQuote = 1_000;

/** What one thing is told with. */
interface Line {
  readonly told: Told;
  readonly what: string;
  readonly title: string;
  readonly number: string;
  readonly part: MessagePart;
}

/**
 * The words of a message, made when it leaves: of things as they are then, as far as its reader may see them then.
 * A contact person of a client reads the number and kind of the request, what is said to them, and no link. Nothing when there is nothing left to tell: the person or request is gone, or the comment is not theirs to read.
 */
export async function compose(context: Context, key: string, { to, contact, about }: Pick<DeliveryDocument, 'to' | 'contact' | 'about'>, channel: Channel, links: Links): Promise<Message | undefined> {
  const person = contact ? await contactPerson(context, contact) : context.org.people.find(({ id, archived }) => id === to && !archived);
  if (!person) return undefined;
  const reached: Links = contact ? {} : links;
  const lines: Line[] = [];
  for (const told of about) {
    const line = await lineOf(context, told, person, reached, contact);
    if (line) lines.push(line);
  }
  const [first, second] = lines;
  if (!first) return undefined;
  const address = addressOf(channel, person);
  if (channel.address !== undefined && address === undefined) throw new ChannelError('channel.no-address', `The person has no ${channel.address}`, { permanent: true });
  const content = second ? digestOf(lines, localeOf(person)) : singleOf(first, localeOf(person));
  const publicId = second ? undefined : (await subjectAt(context, first.told.request))?.doc.body.request.publicId;
  return laid(content, { key, person, channel, links: reached, ...(address !== undefined ? { address } : {}), ...(publicId !== undefined ? { letterId: letterId(publicId, key, first.told.comment) } : {}) });
}

/** Russian for people whose language is not known. */
export const localeOf = (person: Person): Locale => person.locale ?? 'ru';

type Content = Pick<Message, 'event' | 'group' | 'request' | 'title' | 'by' | 'at' | 'subject' | 'parts'>;

/** Puts a text on one line: line breaks and other control characters would let data speak as the message itself. */
const flat = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

async function lineOf(context: Context, told: Told, person: Person, { link }: Links, contact?: ContactRef): Promise<Line | undefined> {
  const subject = await subjectAt(context, told.request);
  if (!subject) return undefined;
  const comment = told.comment === undefined ? undefined : await (contact ? commentForContact(context, subject, told.comment, contact) : commentFor(context, subject, told.comment, person.id));
  if (told.comment !== undefined && !comment) return undefined;
  const locale = localeOf(person);
  const t = texts[locale];
  const { request } = subject.doc.body;
  const step = localize(stepTitle(subject, told.node), locale);
  const facts = { step, outcome: told.event === 'step-completed' ? outcomeOf(subject, told.node, locale) : '', state: request.state };
  const what = flat((Object.hasOwn(t.events, told.event) ? (t.events[told.event] ?? t.other) : t.other)(facts));
  const title = flat(await titleFor(context, subject, person.id, locale));
  const due = await dueFor(context, subject, told.node, person.id);
  const by = nameOf(context, told.by);
  const labelled = (label: string, text: string | undefined): readonly { readonly label: string; readonly text: string }[] => (text === undefined || text === '' ? [] : [{ label, text: flat(text) }]);
  const part: MessagePart = {
    heading: title,
    lines: [
      ...labelled(t.kind, localize(subject.kind?.kind.title, locale)),
      ...labelled(t.step, step),
      ...labelled(t.due, due && momentText(due, locale, (calendarOf(person.unit, context.org, context.calendars) ?? context.calendar).zone)),
      ...labelled(t.by, by),
    ],
    ...(comment ? { quote: cut(wordsOf(comment).split(/\r\n|[\r\n\u2028\u2029]/).map(flat).join('\n'), longestQuote) } : {}),
    ...(link ? { link: { title: t.open, url: link(request.id) } } : {}),
  };
  return { told, what, title, number: request.number ?? '', part };
}

/** What is said, else what is sent. */
const wordsOf = ({ body, files = [] }: Comment): string => (body === '' ? files.map(({ name }) => name).join(', ') : body);

function outcomeOf({ doc, kind }: Subject, node: string | undefined, locale: Locale): string {
  const step = node === undefined ? undefined : kind?.compiled?.nodes.get(node)?.step;
  const chosen = node === undefined ? undefined : doc.body.process?.steps[node]?.outcome;
  return step ? localize(outcomesOf(step).find(({ id }) => id === chosen)?.title, locale) : '';
}

function singleOf({ told, what, title, number, part }: Line, locale: Locale): Content {
  const bare = number !== '' && title.startsWith(`${number} `) ? title.slice(number.length + 1) : title;
  return {
    event: told.event,
    group: groupOf(told.event),
    request: told.request,
    title,
    ...(told.by !== undefined ? { by: told.by } : {}),
    at: told.at,
    subject: cut(texts[locale].subject({ number, what, title: bare }), 250),
    parts: [{ ...part, lines: [{ text: what }, ...part.lines] }],
  };
}

/** Requests of one digest that are told one by one. */
const mostParts = 40;
/** Things told of each. */
const mostLines = 10;

/** Things of one request stand together, in the order in which the first of them happened. */
function digestOf(lines: readonly Line[], locale: Locale): Content {
  const t = texts[locale];
  const requests = [...new Set(lines.map(({ told }) => told.request))].map((request) => lines.filter(({ told }) => told.request === request));
  const parts = requests.slice(0, mostParts).map((of): MessagePart => {
    const [first, ...rest] = of as [Line, ...Line[]];
    const { heading, link } = first.part;
    const shown = [first, ...rest].slice(-mostLines);
    const more = of.length - shown.length;
    const words = shown.flatMap(({ what, part }) => [{ text: what }, ...part.lines.filter(({ label }) => label === t.due), ...(part.quote === undefined ? [] : [{ label: t.comment, text: flat(cut(part.quote, 200)) }])]);
    return { heading, lines: more > 0 ? [...words, { text: t.more({ count: more }) }] : words, ...(link ? { link } : {}) };
  });
  const left = requests.length - parts.length;
  const title = t.digestSubject({ count: lines.length });
  return { event: 'digest', title, at: lines.at(-1)?.told.at ?? '', subject: title, parts: left > 0 ? [...parts, { heading: t.more({ count: left }), lines: [] }] : parts };
}

interface Delivered {
  readonly key: string;
  readonly person: Person;
  readonly channel: Channel;
  readonly links: Links;
  readonly address?: string;
  readonly letterId?: string;
}

function laid(content: Content, { key, person, channel, links, address, letterId: id }: Delivered): Message {
  const locale = localeOf(person);
  const t = texts[locale];
  const { longest = usualLongest } = channel;
  const foot: Message['foot'] = { text: t.why, ...(links.preferencesLink !== undefined ? { link: { title: t.choose, url: links.preferencesLink } } : {}) };
  const text = [...content.parts.flatMap(plainOf), '', '--', foot.text, ...(foot.link ? [`${foot.link.title}: ${foot.link.url}`] : [])].join('\n');
  return {
    key,
    to: person.id,
    name: flat(person.name),
    ...(address !== undefined ? { address } : {}),
    locale,
    ...(id !== undefined ? { letterId: id } : {}),
    ...content,
    brief: briefOf(content, longest),
    text: cut(text, longest),
    foot,
  };
}

function plainOf({ heading, lines, quote, link }: MessagePart): readonly string[] {
  const quoted = quote === undefined ? [] : ['', ...quote.split('\n').map((line) => `> ${line}`)];
  return [heading, ...lines.map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`)), ...quoted, ...(link ? ['', `${link.title}: ${link.url}`] : []), ''];
}

/** The subject, and the link whole or not at all. */
function briefOf({ subject, parts }: Content, longest: number): string {
  const link = parts.length === 1 ? parts[0]?.link?.url : undefined;
  return link === undefined || link.length + 20 > longest ? cut(subject, longest) : `${cut(subject, longest - link.length - 1)} ${link}`;
}

/** At most so many characters, never half of one. */
function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
