/** Which index entries answer a question. Pure: nothing is read here. */
import type { Issue } from '@requestry/model';
import type { Scalar } from '@requestry/storage';
import { allStates, type Facet, type Sight, type Span, type Wanted, type WantedOrder } from './wanted.js';

/** Rows of one index that begin with `eq`, between bounds on what comes after; ordered by what comes after. */
export interface Range {
  readonly index: string;
  readonly eq: readonly Scalar[];
  readonly gte?: readonly Scalar[];
  readonly lt?: readonly Scalar[];
  readonly lte?: readonly Scalar[];
}

/** Ranges that hold at least all that is wanted, each in the same order, to be merged. */
export interface Source {
  readonly ranges: readonly Range[];
  /** What has to be looked up in the documents still. */
  readonly recheck: readonly Facet[];
  /** What it begins with picks out few of all requests, so that rechecking the rest is bearable. */
  readonly narrow: boolean;
}

export interface Plan {
  /** To be walked in order, page by page. */
  readonly walk?: Source;
  /** When there is nothing to walk: sources to collect whole and sort, as long as they are small; the most exact first. */
  readonly collect: readonly Source[];
  /** Why there is nothing to walk, and what would help. */
  readonly issue: Issue;
}

/** What the planner has to know besides the question. */
export interface Known {
  readonly sight: Sight;
  /** Kinds that requests may be of, for orders that are kept kind by kind. */
  readonly kinds: readonly string[];
}

/** Ranges merged at most. */
export const mostRanges = 64;

/** Past all moments of an index. Before there was a register, entries of `requests` had them as texts. */
export const textsFrom: readonly Scalar[] = [''];

const openStates = ['active', 'postponed'] as const;

/** Facets that a walk without a narrow beginning may recheck: they leave out little. */
const light: ReadonlySet<Facet> = new Set(['states']);

export function plan(wanted: Wanted, order: WantedOrder, known: Known): Plan {
  const issue = issueFor(wanted, order);
  const free = isFree(wanted, known.sight);
  const newest = free ? newestSources(wanted) : [seenSource(wanted, known.sight)];
  const ordered = free ? orderedSources(wanted, order, known) : [];
  const fit = (source: Source): boolean => source.ranges.length <= mostRanges && source.ranges.length > 0;
  const walkable = (order.by === 'submittedAt' ? newest : ordered).filter(fit).filter((source) => source.narrow || source.recheck.every((facet) => light.has(facet)));
  const walk = best(walkable);
  if (walk) return { walk, collect: [], issue };
  const collect = [...(free ? periodSources(wanted, known) : []), ...newest, ...ordered].filter(fit).filter((source) => source.recheck.length < facetsOf(wanted).length || !free);
  return { collect: [...collect].sort(byExactness), issue };
}

/** A source that holds exactly what is wanted, so that its rows need only be counted. */
export function exactSource(wanted: Wanted, known: Known): Source | undefined {
  if (!isFree(wanted, known.sight)) return undefined;
  return [...newestSources(wanted), ...periodSources(wanted, known)].find((source) => source.recheck.length === 0 && source.ranges.length <= mostRanges);
}

/** Every request that is wanted is one that the actor may see. */
export function isFree(wanted: Wanted, sight: Sight): boolean {
  if (sight === 'everything') return true;
  if (wanted.kinds && wanted.kinds.every((kind) => sight.kinds.includes(kind))) return true;
  return [wanted.initiator, wanted.participant, wanted.performer, wanted.flag?.person].some((person) => person !== undefined && sight.people.includes(person));
}

const facetsOf = (wanted: Wanted): readonly Facet[] => (Object.keys(wanted) as Facet[]).filter((facet) => wanted[facet] !== undefined);

const best = (sources: readonly Source[]): Source | undefined => [...sources].sort(byExactness)[0];

const byExactness = (a: Source, b: Source): number => a.recheck.length - b.recheck.length || Number(b.narrow) - Number(a.narrow) || a.ranges.length - b.ranges.length;

/** Every combination of one value of each list. */
const combined = (lists: readonly (readonly Scalar[])[]): readonly (readonly Scalar[])[] =>
  lists.reduce<readonly (readonly Scalar[])[]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);

function source(wanted: Wanted, index: string, lists: readonly (readonly Scalar[])[], covers: readonly Facet[], narrow: boolean, bounds: Partial<Range> = {}): Source {
  return {
    ranges: combined(lists).map((eq) => ({ index, eq, ...bounds })),
    recheck: facetsOf(wanted).filter((facet) => !covers.includes(facet)),
    narrow,
  };
}

/** Sources ordered by the moment of submission. */
function newestSources(wanted: Wanted): readonly Source[] {
  const { kinds, units, stage, initiator, performer, participant, fields = [], flag } = wanted;
  const states = wanted.states ?? allStates;
  const bounds = within(wanted.submitted);
  const from = (index: string, lists: readonly (readonly Scalar[])[], covers: readonly Facet[], narrow = true): Source => source(wanted, index, lists, ['submitted', ...covers], narrow, bounds);
  const [kind] = kinds ?? [];
  const sources: Source[] = [];
  if (kind !== undefined && kinds?.length === 1) {
    for (const { name, values } of fields) {
      if (values) sources.push(from('requests-field', [[kind], [name], values, states], ['kinds', 'states', ...(fields.length === 1 ? (['fields'] as const) : [])]));
    }
    if (stage !== undefined) sources.push(from('requests-stage', [[kind], [stage], states], ['kinds', 'stage', 'states']));
  }
  const { source: origin, channel, counterparty, decision } = wanted;
  if (decision !== undefined) sources.push(from('requests-decision', [[decision], states], ['decision', 'states']));
  if (origin !== undefined) sources.push(from('requests-source', [[origin], states], ['source', 'states']));
  if (channel !== undefined) sources.push(from('requests-channel', [[channel], states], ['channel', 'states']));
  if (counterparty !== undefined) sources.push(from('requests-counterparty', [[counterparty], states], ['counterparty', 'states']));
  if (performer !== undefined) {
    // Only open requests have performers.
    const covers: readonly Facet[] = ['performer', ...(openStates.every((state) => states.includes(state)) ? (['states'] as const) : [])];
    sources.push(from('requests-performer', [[performer]], covers));
    if (kinds) sources.push(from('requests-performer-kind', [kinds, [performer]], [...covers, 'kinds']));
  }
  // What was on watch and is done is no longer watched.
  if (flag) sources.push(from('request-flags', [[flag.person], [flag.flag]], flag.flag === 'watched' ? [] : ['flag']));
  if (initiator !== undefined) sources.push(from('requests-by', [[initiator], states], ['initiator', 'states']));
  if (participant !== undefined) sources.push(from('requests-seen', [[participant], states], ['participant', 'states']));
  if (units) sources.push(from('requests-unit', [units, states], ['units', 'states']));
  if (kinds) sources.push(from('requests-kind', [kinds, states], ['kinds', 'states'], false));
  if (wanted.states) sources.push(from('requests-state', [states], ['states'], false));
  return [...sources, source(wanted, 'requests', [], ['submitted'], false, { lt: textsFrom, ...bounds })];
}

/** What somebody sees who does not see everything: everything else is looked up in these. */
function seenSource(wanted: Wanted, sight: Sight): Source {
  if (sight === 'everything') throw new TypeError('everything is seen');
  const states = wanted.states ?? allStates;
  const bounds = within(wanted.submitted);
  const kinds = wanted.kinds ? sight.kinds.filter((kind) => wanted.kinds?.includes(kind)) : sight.kinds;
  const seen = source(wanted, 'requests-seen', [sight.people, states], ['states', 'submitted'], true, bounds);
  return { ...seen, ranges: [...seen.ranges, ...source(wanted, 'requests-kind', [kinds, states], [], true, bounds).ranges] };
}

/** Sources in an order other than that of submission. They are kept by kind. */
function orderedSources(wanted: Wanted, order: WantedOrder, known: Known): readonly Source[] {
  const kinds = wanted.kinds ?? known.kinds;
  switch (order.by) {
    case 'submittedAt':
      return [];
    case 'due':
      return [source(wanted, 'requests-due', [kinds], ['kinds', 'due'], wanted.due?.to !== undefined, within(wanted.due))];
    case 'closedAt':
      return [source(wanted, 'requests-closed', [kinds], ['kinds', 'closed'], false, within(wanted.closed))];
    case 'number':
      return [source(wanted, 'requests-number', [kinds], ['kinds', 'number'], wanted.number !== undefined, beginning(wanted.number))];
    case 'title':
      return [source(wanted, 'requests-title', [kinds], ['kinds'], false)];
    case 'field': {
      const [kind, more] = kinds;
      if (kind === undefined || more !== undefined) return [];
      const { values, from, to } = wanted.fields?.find(({ name }) => name === order.field) ?? {};
      const covers: readonly Facet[] = wanted.fields?.length === 1 && !values && (from !== undefined || to !== undefined) ? ['kinds', 'fields'] : ['kinds'];
      return [source(wanted, 'requests-field', [[kind], [order.field]], covers, false, { ...(from !== undefined ? { gte: [from] } : {}), ...(to !== undefined ? { lte: [to] } : {}) })];
    }
  }
}

/** Sources by a period, a number or a range of values, in their own orders. */
function periodSources(wanted: Wanted, known: Known): readonly Source[] {
  const sources = (order: WantedOrder): readonly Source[] => orderedSources(wanted, order, known);
  return [
    ...(wanted.number !== undefined ? sources({ by: 'number', desc: false }) : []),
    ...(wanted.due ? sources({ by: 'due', desc: false }) : []),
    ...(wanted.closed ? sources({ by: 'closedAt', desc: true }) : []),
    ...(wanted.fields ?? []).filter(({ values }) => !values).flatMap(({ name }) => sources({ by: 'field', field: name, desc: false })),
  ];
}

const within = ({ from, to }: Span = {}): Partial<Range> => ({ ...(from !== undefined ? { gte: [from] } : {}), ...(to !== undefined ? { lt: [to] } : {}) });

/** Texts that begin so. */
export const beginning = (text: string | undefined): Partial<Range> => (text === undefined ? {} : { gte: [text], lt: [`${text}\u{10ffff}`] });

/** Says in which order, or with which filter besides, the question can be answered. */
function issueFor(wanted: Wanted, order: WantedOrder): Issue {
  const orders = [
    'submittedAt',
    ...(wanted.due ? ['due'] : []),
    ...(wanted.closed ? ['closedAt'] : []),
    ...(wanted.number !== undefined ? ['number'] : []),
    ...(wanted.fields ?? []).filter(({ values }) => !values).map(({ name }) => `field:${name}`),
  ];
  return {
    code: 'register.too-wide',
    path: '/order',
    params: { found: order.by === 'field' ? `field:${order.field}` : order.by, orders, narrow: ['mine', 'initiator', 'performer', 'participant', 'unit', 'stage', 'fields', 'flag', 'text'] },
  };
}
