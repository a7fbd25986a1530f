import type { ConnectorFact, DirectoryRecord, FactValue, GuardFact, Json, JsonObject, RecordsFact } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { Op } from '@requestry/storage';
import type { Context } from '../context.js';
import { isInUse } from '../queries/records.js';
import { shownIn } from '../queries/hidden-values.js';
import { readMany, scanAll } from '../store.js';
import { recordDocId } from '../world.js';
import { requestsFact } from './requests-fact.js';
import { guardNames, valueOf, type GuardSubject } from './subject.js';
import { take } from './take.js';

/** What a fact turned out to be. */
export type Found =
  | {
      readonly value: Json;
      /** Requests that it was made of. */
      readonly on?: readonly { readonly id: string; readonly number: string }[];
      /** The actor may not be told. */
      readonly secret?: boolean;
      /** What must not have changed until the decision is written. */
      readonly checks?: readonly Op[];
    }
  /** Why it cannot be found out. */
  | { readonly problem: string };

/** Records that one fact is made of at most. */
const mostRecords = 2_000;
/** Records that have to stay as they are until the decision is written. */
const mostChecks = 20;

/** Finds facts out, side by side. */
export async function findFacts(context: Context, facts: Readonly<Record<string, GuardFact>>, subject: GuardSubject): Promise<Readonly<Record<string, Found>>> {
  return Object.fromEntries(await Promise.all(Object.entries(facts).map(async ([name, fact]) => [name, hidden(await findFact(context, fact, subject), fact, subject)] as const)));
}

function findFact(context: Context, fact: GuardFact, subject: GuardSubject): Promise<Found> {
  switch (fact.from) {
    case 'records':
      return recordsFact(context, fact, subject);
    case 'requests':
      return requestsFact(context, fact, subject);
    case 'connector':
      return connectorFact(context, fact, subject);
  }
}

/** What was asked for by a field that the actor may not see is not told either. */
function hidden(found: Found, fact: GuardFact, { access, kind }: GuardSubject): Found {
  const texts = fact.from === 'requests' ? (typeof fact.same === 'object' ? [`=${fact.same.field}`] : []) : Object.values((fact.from === 'records' ? fact.where : fact.query) ?? {});
  const fields = kind.form.schema.properties ?? {};
  const shown = shownIn(access);
  const readable = texts.every((text) => typeof text !== 'string' || !text.startsWith('=') || compileExpression(text).names.every((name) => {
    const [root = '', second = ''] = name.split('.');
    const field = root === 'data' ? second : root;
    return !Object.hasOwn(fields, field) || shown(field);
  }));
  return readable || 'problem' in found ? found : { ...found, secret: true };
}

function valuesOf(context: Context, wanted: Readonly<Record<string, FactValue>>, subject: GuardSubject): Readonly<Record<string, Json | undefined>> {
  const names = guardNames(context, subject);
  return Object.fromEntries(Object.entries(wanted).map(([name, given]) => [name, valueOf(context, given, names)]));
}

async function connectorFact(context: Context, { connector, query = {}, timeout }: ConnectorFact, subject: GuardSubject): Promise<Found> {
  const values = valuesOf(context, query, subject);
  const answer = await context.asker.ask(connector, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])), timeout);
  return 'problem' in answer ? { problem: `connector.${answer.problem}` } : answer;
}

async function recordsFact(context: Context, { directory, where = {}, take: how = 'first', property }: RecordsFact, subject: GuardSubject): Promise<Found> {
  const wanted = valuesOf(context, where, subject);
  if (Object.values(wanted).some((value) => value === undefined || value === null || value === '')) return { value: take(how, []) };
  const rows = (await recordsWith(context, directory, wanted)).filter(({ body }) => isInUse(body, context) && Object.entries(wanted).every(([name, value]) => (name === 'id' ? body.id === value : isSame(body.data[name], value))));
  const values = rows.map(({ body }): Json => (property === undefined ? { ...body.data, id: body.id } : (body.data[property] ?? null))).filter((value) => value !== null);
  const checks = rows.length > mostChecks ? [] : rows.map(({ body, version }): Op => ({ op: 'check', collection: 'records', id: recordDocId(directory, body.id), if: version }));
  return { value: take(how, how === 'count' ? rows.map(() => 1) : values), checks };
}

const isSame = (found: Json | undefined, wanted: Json | undefined): boolean => (Array.isArray(found) ? found.includes(wanted as never) : found === wanted);

const isScalar = (value: Json | undefined): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

async function recordsWith({ store }: Context, directory: string, wanted: Readonly<Record<string, Json | undefined>>): Promise<readonly { readonly body: DirectoryRecord; readonly version: number }[]> {
  const { id, ...rest } = wanted;
  if (id !== undefined) return readMany(store, 'records', typeof id === 'string' ? [recordDocId(directory, id)] : []);
  const [property, value] = Object.entries(rest).find(([, each]) => isScalar(each)) ?? [];
  const scan = property !== undefined && isScalar(value) ? { index: 'records-by', eq: [directory, property, value] } : { index: 'records', eq: [directory] };
  const rows = await scanAll<'records'>(store, scan, mostRecords);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** What conditions and their texts see of the facts that were found out. */
export const factValues = (facts: Readonly<Record<string, Found>>): JsonObject => Object.fromEntries(Object.entries(facts).flatMap(([name, found]) => ('value' in found ? [[name, found.value]] : [])));
