import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { RequestryError, type Json, type Person, type Received, type ReceivedRequest, type Request, type Source } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type DocOf } from '../collections.js';
import { runCommand } from '../command.js';
import { submissionOf } from '../commands/submit-request.js';
import { systemUser, type Context } from '../context.js';
import { canonical } from '../history.js';
import { visitorOf } from '../files/documents.js';
import { publishedVersion } from '../queries/published.js';
import { read } from '../store.js';
import { partyOf, type Party } from './counterparty.js';
import { enteredBy } from './enter.js';
import { mapPayload, type Mapped } from './mapping.js';
import { checkPayload } from './payload.js';
import { mustSendIn } from './secret.js';
import { existingSource, sourcesOf } from './sources.js';
import { checkedVisit } from './visitor-file.js';

const longestId = 200;

/** Has brought nothing. */
const nobody = 'nobody/';

/** See `IntakeService.receive`. `trusted`: the host itself sends, no secret is needed. */
export async function receiveFromOutside(context: Context, received: Received, trusted: boolean): Promise<ReceivedRequest> {
  const source = await existingSource(context, received.source);
  await mustSendIn(context, source, received, trusted);
  checkPayload(received.payload);
  const { externalId } = received;
  if (externalId !== undefined && !(typeof externalId === 'string' && externalId.length > 0 && externalId.length <= longestId)) {
    throw new RequestryError('INVALID', `An external id of 1 to ${longestId} characters is needed`, { issues: [{ code: 'intake.external-id', path: '/externalId', params: { limit: longestId } }] });
  }
  const visit = received.visit === undefined ? {} : { bringer: visitorOf(source.id, checkedVisit(received.visit)) };
  return takeIn(context, source, received.payload, { ...visit, ...(externalId === undefined ? {} : { externalId }) });
}

/** What else is written with a new request. */
export interface Besides {
  readonly externalId?: string;
  /** Who brought the files in it; without one it can name none. */
  readonly bringer?: string;
  ops?(request: Request): readonly Op[];
}

/** Makes a request of what a source sent, unless the same had come before. */
export async function takeIn(context: Context, source: Source, payload: Received['payload'], besides: Besides = {}): Promise<ReceivedRequest> {
  const published = await publishedVersion(context, source.kind);
  const read = mapPayload(context, source, published.kind, payload);
  const all = await sourcesOf(context, source.kind);
  const external = besides.externalId === undefined ? undefined : arrivalId(source, 'id', besides.externalId);
  const before = await earlier(context, external);
  if (before) return repeated(before);
  const result = await runCommand(context, 'receive', { idempotencyKey: context.newId() }, async (turn) => {
    const party = await partyOf(context, source, read.contact);
    const same = sameId(source, party, read);
    const known = (await earlier(context, external)) ?? (await earlier(context, same?.id, same?.since(context)));
    if (known) return { ops: [], result: { ...repeated(known) } };
    const { origin, access } = enteredBy(published.kind, source, all, { contact: read.contact, party, utm: read.utm, arrived: true });
    const readable = Object.fromEntries(Object.keys(read.mapped).filter((field) => access[field] !== 'required').map((field) => [field, 'edit' as const]));
    const submission = await submissionOf(context, published, { initiator: initiatorOf(context, source), data: read.direct, turn, origin, access: { ...access, ...readable }, preset: { ...source.defaults, ...read.mapped } });
    const { request } = submission;
    const arrival = { request: request.id, at: request.submittedAt };
    const arrivals = [...(external === undefined ? [] : [put('arrivals', external, arrival, 'absent')]), ...(same ? [put('arrivals', same.id, arrival, await versionOf(context, same.id))] : [])];
    return { ops: [...submission.ops, ...party.ops, ...arrivals, ...(besides.ops?.(request) ?? [])], result: { ...answerOf(request, party.known, false) }, bringer: besides.bringer ?? nobody };
  });
  return result as unknown as ReceivedRequest;
}

const answerOf = (request: Request, known: boolean, duplicate: boolean): ReceivedRequest =>
  ({ request: request.id, publicId: request.publicId, ...(request.number !== undefined ? { number: request.number } : {}), known, duplicate });

const repeated = ({ body: { request } }: DocOf<'requests'>): ReceivedRequest => answerOf(request, request.counterparty !== undefined && !request.firstTime, true);

/** The request that something made when it arrived before; `since`: not before that moment. */
export async function earlier(context: Context, arrival: string | undefined, since?: string): Promise<DocOf<'requests'> | undefined> {
  const found = arrival === undefined ? undefined : await read(context.store, 'arrivals', arrival);
  if (!found || (since !== undefined && found.body.at <= since)) return undefined;
  return read(context.store, 'requests', found.body.request);
}

async function versionOf(context: Context, arrival: string): Promise<number | 'absent'> {
  const [doc] = await context.store.get([keyOf('arrivals', arrival)]);
  return doc?.version ?? 'absent';
}

/** Document id of what a source sent, by the sender's name for it or by what it said. */
export const arrivalId = (source: Pick<Source, 'id'>, by: 'id' | 'data' | 'mail', value: Json | object): string => `${source.id}:${by}:${bytesToHex(sha256(utf8ToBytes(canonical(value))))}`;

/** The same data of the same counterparty is the same for a while; undefined when the source does not want that. */
function sameId(source: Source, { counterparty }: Party, { mapped, direct, contact }: Mapped): { readonly id: string; since(context: Context): string } | undefined {
  const minutes = source.duplicateMinutes ?? 10;
  if (minutes <= 0) return undefined;
  const who = counterparty ? { ...counterparty } : { ...contact };
  return { id: arrivalId(source, 'data', { mapped, direct, who }), since: (context) => new Date(context.now - minutes * 60_000).toISOString() };
}

/** In whose name it is kept. */
function initiatorOf(context: Context, { initiator, responsible }: Source): Person {
  const id = initiator ?? (responsible && 'person' in responsible ? responsible.person : undefined);
  return context.org.people.find((person) => person.id === id && !person.archived) ?? { id: systemUser, name: '' };
}
