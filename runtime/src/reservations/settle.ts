import { parseDuration, RequestryError, type Issue, type Kind, type PersonId, type Request, type Reservation, type ReservationEnd, type ReservationState } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { isOpen, put } from '../collections.js';
import type { Context } from '../context.js';
import type { NewEvent } from '../history.js';
import { workingDue } from '../process/due.js';
import type { Notice, World } from '../process/index.js';
import { recordTitle } from '../queries/records.js';
import { StockChanges, type Stocks } from './stock.js';
import { keyOf, wantedOf, type Wanted } from './wanted.js';

/** A request about to be written. */
export interface Unsettled {
  readonly kind: Kind;
  readonly request: Request;
  readonly world: World;
  readonly stocks: Stocks;
  /** Its fields were filled in by people: what they want is kept from now on. */
  readonly reserve?: boolean;
  /** Who is told besides the initiator when the time is over. */
  readonly responsible: readonly PersonId[];
}

/** The request with what is kept for it, and what has to be written besides. */
export interface Settled {
  readonly request: Request;
  readonly facts: readonly NewEvent[];
  readonly notices: readonly Notice[];
  readonly ops: readonly Op[];
}

/** Reservations of one request at most, those that are over too. */
const most = 100;

/** Takes what is wanted, and gives back or uses up what is no more. Rejects with `INVALID` and an issue for each record that is not free. */
export function settleReservations(context: Context, unsettled: Unsettled): Settled {
  const { kind, request } = unsettled;
  const nothing: Settled = { request, facts: [], notices: [], ops: [] };
  if (!kind.reservations?.length && !request.reservations?.some(isLive)) return nothing;
  const settling = new Settling(context, unsettled);
  settling.expire();
  if (unsettled.reserve) settling.reserve();
  if (!isOpen(request)) settling.end();
  return settling.changed ? settling.result() : nothing;
}

export const isLive = ({ state }: Reservation): boolean => state === 'live';

class Settling {
  readonly #context: Context;
  readonly #unsettled: Unsettled;
  readonly #changes: StockChanges;
  readonly #all: Reservation[];
  readonly #touched = new Set<string>();
  readonly #facts: NewEvent[] = [];
  readonly #at: string;
  #expired = false;

  constructor(context: Context, unsettled: Unsettled) {
    this.#context = context;
    this.#unsettled = unsettled;
    this.#changes = new StockChanges(unsettled.stocks, context.now);
    this.#all = [...(unsettled.request.reservations ?? [])];
    this.#at = new Date(context.now).toISOString();
  }

  get changed(): boolean {
    return this.#facts.length > 0;
  }

  expire(): void {
    for (const each of this.#all.filter((one) => isLive(one) && one.until !== undefined && Date.parse(one.until) <= this.#context.now)) {
      this.#expired = true;
      this.#end(each, 'expired');
    }
  }

  /** Keeps what the fields want; what they do not want any more is given back first. What has expired is not taken again by itself. */
  reserve(): void {
    const { kind, request } = this.#unsettled;
    const wanted = new Map(wantedOf(kind, request.data, this.#context.calendar.zone).map((each) => [keyOf(each), each]));
    for (const each of this.#all.filter(isLive)) if (wanted.get(keyOf(each))?.quantity !== each.quantity) this.#end(each, 'released');
    const issues: Issue[] = [];
    for (const each of wanted.values()) {
      const kept = this.#all.some((one) => keyOf(one) === keyOf(each) && one.quantity === each.quantity && (isLive(one) || one.state === 'expired'));
      const issue = kept ? undefined : this.#take(each);
      if (issue) issues.push(issue);
    }
    if (this.#all.length > most) issues.push({ code: 'reservation.many', path: '', params: { limit: most, message: { ru: `Больше ${most} резервов у одной заявки не бывает`, en: `A request has at most ${most} reservations` } } });
    if (issues.length > 0) throw new RequestryError('INVALID', `${issues.length} records cannot be reserved, the first: ${String(issues[0]?.params?.record)}`, { issues });
  }

  end(): void {
    const { kind, request } = this.#unsettled;
    for (const each of this.#all.filter(isLive)) this.#end(each, endOf(kind, each.rule, request.state));
  }

  result(): Settled {
    const { request, responsible } = this.#unsettled;
    const people = [...new Set([request.initiator, ...responsible])];
    return {
      request: { ...request, reservations: this.#all },
      facts: this.#facts,
      notices: this.#expired ? [{ type: 'notify', to: people, event: 'reservation-expired' }] : [],
      ops: [...this.#changes.ops(), ...this.#all.filter(({ id }) => this.#touched.has(id)).map((each) => put('reservations', `${request.id}.${each.id}`, { ...each, request: request.id, person: request.initiator }))],
    };
  }

  #take(wanted: Wanted): Issue | undefined {
    const { kind, request, world } = this.#unsettled;
    const rule = kind.reservations?.find(({ id }) => id === wanted.rule);
    if (!rule) return undefined;
    const issue = this.#wrongWith(wanted, `/${rule.field.split('.')[0] ?? ''}`);
    if (issue) return issue;
    const until = rule.holds !== undefined && parseDuration(rule.holds) ? workingDue(rule.holds, world)?.at : undefined;
    const { problem: _problem, ...what } = wanted;
    const reservation: Reservation = { id: `${wanted.rule}.${this.#all.length + 1}`, ...what, ...(until === undefined ? {} : { until }), at: this.#at, state: 'live' };
    this.#changes.take(wanted, { request: request.id, reservation: reservation.id, quantity: wanted.quantity, ...(wanted.from === undefined ? {} : { from: wanted.from }), ...(wanted.to === undefined ? {} : { to: wanted.to }) });
    this.#all.push(reservation);
    this.#touched.add(reservation.id);
    this.#facts.push({ type: 'reservation-made', facts: { reservation: { ...reservation } }, trace: { code: 'reservation.made', params: { ...this.#told(reservation), free: this.#changes.free(wanted) } } });
    return undefined;
  }

  #wrongWith(wanted: Wanted, path: string): Issue | undefined {
    const title = this.#title(wanted);
    const say = (code: string, ru: string, en: string, params: Issue['params'] = {}): Issue => ({ code, path, params: { record: wanted.record, ...params, message: { ru, en } } });
    if (wanted.problem === 'period') return say('reservation.period', `${title}: конец раньше начала`, `${title}: it ends before it begins`);
    if (wanted.problem === 'quantity') return say('reservation.quantity', `${title}: непонятно, сколько нужно`, `${title}: nobody can tell how many`);
    if (wanted.to !== undefined && Date.parse(wanted.to) <= this.#context.now) return say('reservation.past', `${title}: это время уже прошло`, `${title}: that time is over`);
    const free = this.#changes.free(wanted);
    if (free >= wanted.quantity) return undefined;
    const [ru, en] = wanted.from === undefined ? ['Свободно', 'free'] : ['В это время свободно', 'free at that time'];
    return say('reservation.unavailable', `${title}: нужно ${wanted.quantity}. ${ru}: ${Math.max(free, 0)}`, `${title}: ${wanted.quantity} wanted, ${Math.max(free, 0)} ${en}`, { wanted: wanted.quantity, free: Math.max(free, 0) });
  }

  #end(reservation: Reservation, state: Exclude<ReservationState, 'live'>): void {
    this.#changes.end(this.#unsettled.request.id, reservation, state === 'consumed' ? 'consumed' : 'released');
    this.#all[this.#all.indexOf(reservation)] = { ...reservation, state, endedAt: this.#at };
    this.#touched.add(reservation.id);
    this.#facts.push({ type: 'reservation-ended', facts: { reservation: reservation.id, state, at: this.#at }, trace: { code: `reservation.${state}`, params: { ...this.#told(reservation), state: this.#unsettled.request.state } } });
  }

  #told({ quantity, from, to, until, ...place }: Pick<Reservation, 'directory' | 'record' | 'quantity' | 'from' | 'to' | 'until'>): Record<string, string | number> {
    return { title: this.#title(place), quantity, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(until === undefined ? {} : { until }) };
  }

  #title(place: Pick<Reservation, 'directory' | 'record'>): string {
    const { record, directory } = this.#changes.stock(place);
    return record && directory ? recordTitle(directory, record.body) : place.record;
  }
}

function endOf(kind: Kind, id: string, state: Request['state']): ReservationEnd {
  const rule = kind.reservations?.find((each) => each.id === id);
  const ends: Readonly<Partial<Record<string, ReservationEnd>>> = rule?.ends ?? {};
  return ends[state] ?? (rule && state === 'completed' ? 'consumed' : 'released');
}

/** When something is given back by itself next, epoch milliseconds. */
export function nextExpiry({ reservations = [] }: Request): number | undefined {
  const moments = reservations.filter(isLive).flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
