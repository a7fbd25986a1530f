import { isInside, matches, RequestryError, seesEverything, type FieldValue, type Issue, type Period, type RequestFilter, type RequestOrder } from '@requestry/model';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { tokenOf, wordsOf } from '../text/tokens.js';
import { sortText } from './entries.js';
import { filterableFields, longestValue } from './fields.js';
import { allStates, type Sight, type Span, type Wanted, type WantedField, type WantedOrder, type WantedText } from './wanted.js';

/** Values that a filter names at most, and letters of a text. */
const mostNamed = 32;
const longestText = 200;
const mostWords = 10;

/** What kinds there are, as far as the register has to know. */
export interface Kinds {
  /** All that may have requests. */
  readonly ids: readonly string[];
  readonly published: (kind: string) => PublishedKind | undefined;
}

/** A question, checked. */
export interface Question {
  readonly wanted: Wanted;
  readonly order: WantedOrder;
  /** Fields that it filters, orders or counts by, of the one kind it names. */
  readonly usedFields: readonly string[];
}

/** Makes a filter plain. Rejects with `INVALID` and every issue; a field that not everybody may see counts as one that is not there. */
export function questionOf(context: Context, kinds: Kinds, filter: RequestFilter = {}, order: RequestOrder = { by: 'submittedAt' }, alsoField?: string): Question {
  const issues: Issue[] = [];
  const named = typeof filter.kind === 'string' ? [filter.kind] : filter.kind;
  const only = named?.length === 1 ? kinds.published(named[0] ?? '') : undefined;
  const fields = Object.entries(filter.fields ?? {});
  const orderField = typeof order.by === 'object' ? order.by.field : undefined;
  const usedFields = [...new Set([...fields.map(([name]) => name), ...(orderField !== undefined ? [orderField] : []), ...(alsoField !== undefined ? [alsoField] : [])])];
  const possible = only ? filterableFields(only) : [];
  for (const name of usedFields) {
    if (named?.length !== 1) issues.push({ code: 'register.needs-kind', path: '/filter/kind', params: { for: name } });
    else if (!possible.includes(name)) issues.push({ code: 'register.field', path: '/filter/fields', params: { found: name.slice(0, 80), possible } });
  }
  if (filter.stage !== undefined && named?.length !== 1) issues.push({ code: 'register.needs-kind', path: '/filter/kind', params: { for: 'stage' } });
  const span = (period: Period | undefined, path: string): Span | undefined => spanOf(period, `/filter/${path}`, issues);
  const bounded = <Value>(list: readonly Value[] | undefined, path: string): readonly Value[] | undefined => {
    if (list && list.length > mostNamed) issues.push({ code: 'register.too-many', path: `/filter/${path}`, params: { limit: mostNamed } });
    return list && list.length > 0 ? [...new Set(list)].slice(0, mostNamed) : undefined;
  };
  const due = filter.overdue ? earlier(span(filter.due, 'due'), context.now) : span(filter.due, 'due');
  const states = filter.overdue ? (filter.state ?? ['active', 'postponed']).filter((state) => state === 'active' || state === 'postponed') : filter.state;
  const wantedFields = fields.map(([name, each]) => fieldOf(name, each, issues));
  const text = textOf(filter.text, issues);
  const wanted: Wanted = compact({
    states: bounded(states, 'state')?.filter((state) => allStates.includes(state)),
    kinds: bounded(named, 'kind'),
    stage: filter.stage,
    initiator: filter.mine ? context.actor.person.id : filter.initiator,
    performer: filter.performer,
    participant: filter.participant,
    units: filter.unit === undefined ? undefined : filter.unitsBelow ? unitsBelow(context, filter.unit) : [filter.unit],
    number: filter.number?.trim() ? sortText(filter.number) : undefined,
    submitted: span(filter.submitted, 'submitted'),
    closed: span(filter.closed, 'closed'),
    due,
    fields: wantedFields.length > 0 ? wantedFields : undefined,
    source: filter.source,
    channel: filter.channel,
    utm: filter.utm && Object.keys(filter.utm).length > 0 ? filter.utm : undefined,
    counterparty: filter.counterparty,
    decision: filter.decision,
    flag: filter.flag === undefined ? undefined : { person: context.actor.person.id, flag: filter.flag },
    text,
  });
  if (filter.mine && filter.initiator !== undefined && filter.initiator !== context.actor.person.id) issues.push({ code: 'register.mine-and-initiator', path: '/filter/initiator' });
  if (issues.length > 0) throw new RequestryError('INVALID', `The register cannot be asked so: ${issues[0]?.code} at ${issues[0]?.path ?? ''}`, { issues });
  return { wanted, order: orderOf(order), usedFields };
}

/** What the actor may see without looking at single requests. */
export function sightOf(context: Context, kinds: Kinds): Sight {
  const { actor, org } = context;
  if (seesEverything(actor)) return 'everything';
  const seen = kinds.ids.filter((id) => {
    const see = kinds.published(id)?.kind.see;
    return see !== undefined && matches(actor.person, see, org);
  });
  return { people: [actor.person.id, ...actor.substitutesFor.map(({ person }) => person)], kinds: seen };
}

const earlier = (span: Span | undefined, now: number): Span => ({ ...span, to: Math.min(span?.to ?? now, now) });

function unitsBelow({ org }: Context, unit: string): readonly string[] {
  return [...new Set([unit, ...org.units.filter(({ id }) => isInside(id, unit, org)).map(({ id }) => id)])];
}

function spanOf(period: Period | undefined, path: string, issues: Issue[]): Span | undefined {
  if (!period || (period.from === undefined && period.to === undefined)) return undefined;
  const moment = (text: string | undefined, side: string): number | undefined => {
    if (text === undefined) return undefined;
    const at = Date.parse(text);
    if (Number.isNaN(at)) issues.push({ code: 'register.moment', path: `${path}/${side}`, params: { found: String(text).slice(0, 40) } });
    return at;
  };
  return compact({ from: moment(period.from, 'from'), to: moment(period.to, 'to') });
}

function fieldOf(name: string, filter: NonNullable<RequestFilter['fields']>[string], issues: Issue[]): WantedField {
  const values = 'in' in filter ? filter.in : 'eq' in filter ? [filter.eq] : undefined;
  if (values && (values.length === 0 || values.length > mostNamed)) issues.push({ code: 'register.too-many', path: `/filter/fields/${name}`, params: { limit: mostNamed } });
  if (values) return { name, values: [...new Set(values.map(cut))].slice(0, mostNamed) };
  const { from, to } = filter as { readonly from?: FieldValue; readonly to?: FieldValue };
  if (from === undefined && to === undefined) issues.push({ code: 'register.empty', path: `/filter/fields/${name}` });
  return compact({ name, from: from === undefined ? undefined : cut(from), to: to === undefined ? undefined : cut(to) });
}

const cut = (value: FieldValue): FieldValue => (typeof value === 'string' ? value.slice(0, longestValue) : value);

function textOf(text: string | undefined, issues: Issue[]): WantedText | undefined {
  if (!text?.trim()) return undefined;
  if (text.length > longestText) issues.push({ code: 'register.too-long', path: '/filter/text', params: { limit: longestText } });
  const words = [...new Set(wordsOf(text))].slice(0, mostWords);
  return { words, tokens: words.map(tokenOf), beginning: sortText(text) };
}

function orderOf({ by, direction }: RequestOrder): WantedOrder {
  const down = by === 'submittedAt' || by === 'closedAt';
  const desc = direction === undefined ? down : direction === 'descending';
  return typeof by === 'object' ? { by: 'field', field: by.field, desc } : { by, desc };
}

/** Without what is undefined. */
function compact<Value extends object>(value: { readonly [Name in keyof Value]: Value[Name] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value;
}
