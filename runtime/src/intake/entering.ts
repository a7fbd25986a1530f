import { counterpartiesOf, recordKey, RequestryError, type CounterpartyMatch, type DirectoryRecord, type EnteringService, type Kind, type LetterStart, type Source } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { expectVersion, loadRequest } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { closedAmong, mustLookUp, mustMayChoose } from '../looking-up.js';
import { publishedVersion } from '../queries/published.js';
import { recordTitle, titlesOf } from '../queries/records.js';
import { visibleRequest } from '../queries/request.js';
import { read, readExisting } from '../store.js';
import { existingCard } from './enter.js';
import { mapPayload } from './mapping.js';
import { payloadOf, readLetter } from './mail/letter.js';
import { isFirst, matchCards } from './recognise.js';
import { existingSource, presetFor, sourceOfMailbox } from './sources.js';

async function enterable(context: Context, id: string): Promise<{ readonly source: Source; readonly kind: Kind }> {
  const source = await existingSource(context, id);
  const { kind } = await publishedVersion(context, source.kind);
  mustBeAllowed(context, { action: 'enter', kind, source });
  return { source, kind };
}

/** See `EnteringService.matchCounterparty`. */
export async function matchCounterparty(context: Context, query: Parameters<EnteringService['matchCounterparty']>[0]): Promise<CounterpartyMatch> {
  const { source } = await enterable(context, query.source);
  const directory = await read(context.store, 'directories', counterpartiesOf(source));
  if (directory) mustLookUp(context, directory.body);
  return matchOf(context, source, query);
}

/** No cards for whoever may not look them up: the request finds its own by the contact all the same. */
async function matchOf(context: Context, source: Source, contact: Parameters<typeof matchCards>[2]): Promise<CounterpartyMatch> {
  const directory = counterpartiesOf(source);
  if ((await closedAmong(context, [directory])).has(directory)) return { directory, cards: [] };
  const cards = await matchCards(context, directory, contact);
  if (cards.length === 0) return { directory, cards: [] };
  const { body } = await readExisting(context.store, 'directories', directory);
  const view = async (card: DirectoryRecord) => ({ id: card.id, title: recordTitle(body, card), data: card.data, firstTime: await isFirst(context, directory, card.id) });
  return { directory, cards: await Promise.all(cards.map(view)) };
}

/** See `EnteringService.startFromLetter`. */
export async function startFromLetter(context: Context, query: Parameters<EnteringService['startFromLetter']>[0]): Promise<LetterStart> {
  const { source, kind } = await enterable(context, query.source);
  const letter = readLetter(query.mail);
  const mailbox = await sourceOfMailbox(context, letter.recipients);
  if (mailbox) throw new RequestryError('STATE', `The letter went to a mailbox of source "${mailbox.id}"`, { params: { reason: 'mail.mailbox-of-source', source: mailbox.id } });
  const { mapped, direct, contact } = mapPayload(context, source, kind, payloadOf(letter));
  return { kind: kind.id, source: source.id, data: { ...presetFor(context, kind, source), ...direct, ...mapped }, contact, match: await matchOf(context, source, contact) };
}

/** See `EnteringService.chooseCounterparty`. Gives the request's id. */
export async function chooseCounterparty(context: Context, command: Parameters<EnteringService['chooseCounterparty']>[0]): Promise<string> {
  await runCommand(context, 'choose-counterparty', command, async () => {
    const { doc, kind } = await visibleRequest(context, command.request);
    const { request } = doc.body;
    mustBeAllowed(context, { action: 'choose-counterparty', request, kind: kind.kind });
    await expectVersion(context, request.id, doc.version, command.expectedVersion);
    const directory = request.counterparty?.directory ?? counterpartiesOf({});
    const id = command.counterparty;
    await mustMayChoose(context, directory, '/counterparty');
    await existingCard(context, directory, id);
    const [first, titles] = await Promise.all([isFirst(context, directory, id), titlesOf(context, [{ directory, ids: [id] }])]);
    const { firstTime: _firstTime, ...rest } = request;
    const chosen = { ...rest, counterparty: { directory, id }, ...(first ? { firstTime: true } : {}) };
    const fact = { type: 'counterparty-chosen', facts: { directory, id, title: titles[recordKey(directory, id)] ?? id } };
    return {
      ops: [
        ...(await besideOps(context, { ...besideOf(await loadRequest(context, request.id)), request: chosen, facts: [fact], by: context.actor.person.id })),
        ...(first ? [put('marks', `first:${directory}/${id}`, {}, 'absent')] : []),
      ],
      result: { request: request.id },
    };
  });
  return command.request;
}
