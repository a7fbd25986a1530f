import type { AccessMap, Kind, RequestEvent, Reservation } from '@requestry/model';
import { shownIn } from '../queries/hidden-values.js';

/** Reservations that come of fields which the reader may see. */
export function shownReservations(all: readonly Reservation[], kind: Kind, access: AccessMap): readonly Reservation[] {
  return all.filter(({ rule }) => isShown(rule, kind, access));
}

function isShown(rule: string, kind: Kind, access: AccessMap): boolean {
  const field = kind.reservations?.find(({ id }) => id === rule)?.field.split('.')[0];
  return field === undefined || shownIn(access)(field);
}

/** An event of a reservation names the record, so that it is for those who may see the field that chose it. */
export function tellsShown({ type, facts: { reservation } }: RequestEvent, kind: Kind, access: AccessMap): boolean {
  if (type === 'reservation-made') return isShown((reservation as unknown as Reservation | undefined)?.rule ?? '', kind, access);
  return type !== 'reservation-ended' || isShown(String(reservation).replace(/\.\d+$/, ''), kind, access);
}

/** What is kept for a request after some events. */
export function reservationsAfter(events: readonly RequestEvent[]): readonly Reservation[] {
  const all = new Map<string, Reservation>();
  for (const { type, facts } of events) {
    if (type === 'reservation-made') {
      const made = facts.reservation as unknown as Reservation;
      all.set(made.id, made);
    } else if (type === 'reservation-ended') {
      const before = all.get(String(facts.reservation));
      if (before) all.set(before.id, { ...before, state: facts.state as Reservation['state'], endedAt: String(facts.at) });
    }
  }
  return [...all.values()];
}
