import { RequestryError, type Decision, type DecisionChoice, type FollowUp, type FollowUpMapping, type Issue, type Json, type JsonObject, type Outcome, type Task } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put, type DocOf, type OutboxDocument } from '../collections.js';
import type { Context } from '../context.js';
import { guardNames, valueOf, type GuardSubject } from '../guards/subject.js';
import type { NewEvent } from '../history.js';
import { mustMayChoose } from '../looking-up.js';
import { isInUse, recordTitle } from '../queries/records.js';
import { read, readExisting } from '../store.js';
import { recordDocId } from '../world.js';

/** Characters of what somebody says to a decision. */
const longestText = 10_000;

/** A decision of the directory, with the record that it names. */
export interface Chosen {
  readonly decision: Decision;
  readonly record: DocOf<'records'>;
}

/** What was decided, for outcomes that ask for it. Rejects with `INVALID` and the place. */
export async function chosenDecision(context: Context, task: Task, outcome: string, given: DecisionChoice | undefined): Promise<Chosen | undefined> {
  const directory = directoryOf(task.outcomes.find(({ id }) => id === outcome));
  if (directory === undefined) {
    if (given !== undefined) throw invalid({ code: 'decision.not-asked', path: '/decision', params: { outcome, message: { ru: 'Это решение не выбирают из справочника', en: 'This outcome takes no decision out of a directory' } } });
    return undefined;
  }
  if (given === undefined || given.type === '') throw invalid({ code: 'decision.type-required', path: '/decision/type', params: { directory, message: { ru: 'Выберите вид решения', en: 'Choose what is decided' } } });
  const text = given.text?.trim() ?? '';
  if (text.length > longestText) throw invalid({ code: 'form.maxLength', path: '/decision/text', params: { limit: longestText } });
  await mustMayChoose(context, directory, '/decision/type');
  const record = await read(context.store, 'records', recordDocId(directory, given.type));
  if (!record || !isInUse(record.body, context)) throw invalid({ code: 'decision.unknown-type', path: '/decision/type', params: { found: given.type.slice(0, 64), message: { ru: 'Такого вида решения нет в справочнике', en: 'The directory has no such decision' } } });
  const { body } = await readExisting(context.store, 'directories', directory);
  const decision: Decision = { directory, type: record.body.id, title: recordTitle(body, record.body).slice(0, 200), ...(text === '' ? {} : { text }), step: task.step, by: context.actor.person.id, at: new Date(context.now).toISOString() };
  return { decision, record };
}

const directoryOf = (outcome: Outcome | undefined): string | undefined => outcome?.decisionDirectory;

const invalid = (issue: Issue): RequestryError => new RequestryError('INVALID', `${issue.code} at ${issue.path ?? ''}`, { issues: [issue] });

/** What a decision writes besides the transition: its event, and what it starts, each once. */
export interface Decided {
  readonly decision: Decision;
  readonly events: readonly NewEvent[];
  readonly ops: readonly Op[];
}

/** `events`: number of events of the request so far, which makes the ids of what is started its own. */
export function decidedBy(context: Context, { decision, record }: Chosen, subject: GuardSubject, events: number): Decided {
  const { id } = subject.request;
  const starting = (subject.kind.followUps ?? []).filter((each) => each.directory === decision.directory && (each.types === undefined || each.types.includes(decision.type)));
  const followUps = starting.map((each) => ({ id: each.id, state: 'pending' as const, at: decision.at }));
  const full: Decision = { ...decision, ...(followUps.length > 0 ? { followUps } : {}) };
  const { text, directory, type, title, step } = decision;
  return {
    decision: full,
    events: [{ type: 'decision-made', facts: { decision: { directory, type, title, step }, ...(text === undefined ? {} : { comment: text }), followUps: starting.map((each) => each.id) }, trace: { code: 'decision.made', params: { title } } }],
    ops: [{ op: 'check', collection: 'records', id: recordDocId(decision.directory, decision.type), if: record.version }, ...starting.map((each) => put('outbox', followUpId(id, events, each.id), followUpEntry(context, each, { decision, record }, subject), 'absent'))],
  };
}

/** Where a follow-up waits; also the key by which the host makes it once. */
export const followUpId = (request: string, events: number, followUp: string): string => `${request}:${events}:follow-up:${followUp}`;

/** A follow-up with what it takes along. */
export function followUpEntry(context: Context, { id, start }: FollowUp, { decision, record }: Chosen, subject: GuardSubject): OutboxDocument {
  const names = { ...guardNames(context, subject), decision: { type: decision.type, title: decision.title, text: decision.text ?? null, record: record.body.data } };
  const data = mapped(context, start.data ?? {}, names);
  const what = 'kind' in start ? { kind: start.kind, initiator: start.by ?? ('initiator' as const) } : { message: start.message };
  return { request: subject.request.id, at: new Date(context.now).toISOString(), attempts: 0, effects: [], by: decision.by, followUp: { id, decision, data, ...what } };
}

/** What cannot be decided, or is nothing, leaves its field out. */
function mapped(context: Context, mapping: FollowUpMapping, names: JsonObject): JsonObject {
  const values = Object.entries(mapping).map(([name, given]) => [name, valueOf(context, given, names)] as const);
  return Object.fromEntries(values.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined && entry[1] !== null));
}
