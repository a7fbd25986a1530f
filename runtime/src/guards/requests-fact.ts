import { may, type Json, type RequestsFact } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { Scan } from '@requestry/storage';
import type { DocOf } from '../collections.js';
import { systemUser, type Context } from '../context.js';
import { shownIn } from '../queries/hidden-values.js';
import { scalarOf } from '../register/fields.js';
import { allStates } from '../register/wanted.js';
import { readMany } from '../store.js';
import type { Found } from './facts.js';
import { evaluated, guardNames, type GuardSubject } from './subject.js';
import { take } from './take.js';

/** Other requests that one fact is made of at most; the newest. */
const most = 1_000;

/** Goes through the other requests that have something in common with the subject. Of a subject that has nothing to have in common there are none. */
export async function requestsFact(context: Context, fact: RequestsFact, subject: GuardSubject): Promise<Found> {
  const docs = (await othersOf(context, fact, subject)).filter(({ id }) => id !== subject.request.id);
  const values: Json[] = [];
  const on: { readonly id: string; readonly number: string }[] = [];
  let seen = fact.told === 'always' || context.actor.person.id !== systemUser;
  for (const { body: { request } } of docs) {
    if (fact.states && !fact.states.includes(request.state)) continue;
    if (fact.kinds && !fact.kinds.includes(request.kind)) continue;
    const { kind } = await context.publishedKind(request.kind, request.kindVersion);
    const names = guardNames(context, { kind, data: request.data, request });
    const wanted = fact.where === undefined ? { value: true } : evaluated(context, fact.where, names);
    if (!('value' in wanted)) return { problem: wanted.problem };
    if (wanted.value !== true) continue;
    const value = fact.value === undefined ? { value: request.id } : evaluated(context, fact.value, names);
    if (!('value' in value)) return { problem: value.problem };
    values.push(value.value);
    on.push({ id: request.id, number: request.number ?? request.title });
    const readable = [fact.where, fact.value].every((text) => text === undefined || compileExpression(text).names.every((name) => shownIn({ '*': 'read', ...kind.viewAccess })(name.split('.')[0] ?? '')));
    if (fact.told !== 'always') seen = seen && readable && may(context.actor, { action: 'see', request, kind }, context.org).allowed;
  }
  return { value: take(fact.take ?? 'count', values), on, ...(seen ? {} : { secret: true }) };
}

async function othersOf(context: Context, fact: RequestsFact, subject: GuardSubject): Promise<readonly DocOf<'requests'>[]> {
  const ranges = rangesOf(fact, subject);
  const pages = await Promise.all(ranges.map((range) => rowsOf(context, range)));
  const newest = [...new Map(pages.flat().map((row) => [row.id, row])).values()].sort((a, b) => b.at - a.at).slice(0, most);
  const docs: DocOf<'requests'>[] = [];
  for (let from = 0; from < newest.length; from += 200) docs.push(...(await readMany(context.store, 'requests', newest.slice(from, from + 200).map(({ id }) => id))));
  return docs;
}

type Ranged = Pick<Scan, 'index' | 'eq'>;

/** Entries that lead to them; those of the register end with the moment of submission and the request. */
function rangesOf({ same, states = allStates, kinds }: RequestsFact, { kind, data, request }: GuardSubject): readonly Ranged[] {
  if (typeof same === 'object') {
    const value = scalarOf(Object.hasOwn(data, same.field) ? data[same.field] : undefined);
    return value === undefined ? [] : (kinds ?? [kind.id]).flatMap((id) => states.map((state) => ({ index: 'requests-field', eq: [id, same.field, value, state] })));
  }
  const [index, id] = {
    counterparty: ['requests-counterparty', request.counterparty?.id] as const,
    initiator: ['requests-by', request.initiator] as const,
    unit: ['requests-unit', request.unit] as const,
  }[same];
  return id === undefined ? [] : states.map((state) => ({ index, eq: [id, state] }));
}

async function rowsOf({ store }: Context, range: Ranged): Promise<readonly { readonly id: string; readonly at: number }[]> {
  const rows: { readonly id: string; readonly at: number }[] = [];
  let after: string | undefined;
  do {
    const page = await store.scan({ ...range, desc: true, keysOnly: true, limit: 500, ...(after === undefined ? {} : { after }) });
    rows.push(...page.items.map(({ key }) => ({ id: String(key.at(-1)), at: Number(key.at(-2)) })));
    after = page.next;
  } while (after !== undefined && rows.length < most);
  return rows;
}
