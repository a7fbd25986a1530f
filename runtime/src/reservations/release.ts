import { RequestryError, type Reservation, type ReservationService } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed, needed } from '../commands/change-process.js';
import { expectVersion, loadRequest, loadVisible, type LoadedRequest } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { recordTitle } from '../queries/records.js';
import { accessFor } from '../queries/request.js';
import { shownReservations } from './shown.js';
import { stocksOf, StockChanges } from './stock.js';

/** Gives back what a request keeps, or has taken for good. Administrators give back what a field keeps that is hidden from them, too, and are not told what it is. */
export async function releaseReservation(context: Context, command: Parameters<ReservationService['releaseReservation']>[0]): Promise<readonly Reservation[]> {
  const { request: id } = command;
  const comment = needed(command.comment, '/comment');
  await runCommand(context, 'release-reservation', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request } = loaded.doc.body;
    const known = context.actor.rights.includes('administer') ? (request.reservations ?? []) : await shownOf(context, loaded);
    const reservation = known.find((each) => each.id === command.reservation);
    if (!reservation) throw new RequestryError('NOT_FOUND', `Request ${id} has no reservation "${command.reservation}"`, { params: { id: command.reservation } });
    const taken = reservation.state === 'live' || reservation.state === 'consumed';
    if (!taken) throw new RequestryError('STATE', `Reservation ${reservation.id} is ${reservation.state}`, { params: { reason: 'reservation.over' } });
    mustBeAllowed(context, { action: 'release-reservation', request, live: reservation.state === 'live' });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    const stocks = await stocksOf(context, [reservation]);
    const changes = new StockChanges(stocks, context.now);
    changes.end(id, reservation, 'released');
    const endedAt = new Date(context.now).toISOString();
    const released: Reservation = { ...reservation, state: 'released', endedAt };
    const reservations = (request.reservations ?? []).map((each) => (each.id === reservation.id ? released : each));
    const stock = changes.stock(reservation);
    const title = stock.record && stock.directory ? recordTitle(stock.directory, stock.record.body) : reservation.record;
    const facts = [{ type: 'reservation-ended', facts: { reservation: reservation.id, state: 'released', at: endedAt, comment }, trace: { code: 'reservation.released-by', params: { title, quantity: reservation.quantity, comment } } }];
    const ops = await besideOps(context, { ...besideOf(loaded), request: { ...request, reservations }, facts, by: context.actor.person.id });
    return { ops: [...ops, ...changes.ops(), put('reservations', `${id}.${reservation.id}`, { ...released, request: id, person: request.initiator })], result: { request: id } };
  });
  return shownOf(context, await loadRequest(context, id));
}

/** Those of fields that the actor may see. */
const shownOf = async (context: Context, { doc, kind }: LoadedRequest): Promise<readonly Reservation[]> => shownReservations(doc.body.request.reservations ?? [], kind.kind, await accessFor(context, doc, kind));
