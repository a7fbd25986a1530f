import { RequestryError, type Kind, type Rating, type RatingAverage, type RatingService, type RatingsView, type Request, type RequestEvent } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { loadVisible, nameOf } from '../commands/load-request.js';
import { systemUser, type Context } from '../context.js';
import { scanAll } from '../store.js';

/** A rating as averages are made of it, by the id of its request. */
export interface RatingDocument {
  readonly kind: string;
  readonly performers: readonly string[];
  readonly stars: number;
  readonly at: string;
}

const longestText = 2_000;

/** See `RatingService.rateRequest`. Gives the id. */
export async function rateRequest(context: Context, command: Parameters<RatingService['rateRequest']>[0]): Promise<string> {
  const { request: id, stars } = command;
  const text = (command.text ?? '').trim();
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw new RequestryError('INVALID', `A rating has 1 to 5 stars, found ${String(stars).slice(0, 20)}`, { issues: [{ code: 'rating.stars', path: '/stars' }] });
  if (text.length > longestText) throw new RequestryError('INVALID', 'The words of the rating are too long', { issues: [{ code: 'form.maxLength', path: '/text', params: { limit: longestText } }] });
  await runCommand(context, 'rate-request', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request } = loaded.doc.body;
    mustBeAllowed(context, { action: 'rate', request, kind: loaded.kind.kind, now: context.now });
    const by = context.actor.person.id;
    const at = new Date(context.now).toISOString();
    const before = request.rating;
    const rating: Rating = { stars, ...(text === '' ? {} : { text }), by, at: before?.at ?? at, ...(before ? { changedAt: at } : {}) };
    const performers = request.participants.filter((person) => person !== request.initiator);
    return {
      ops: [
        ...(await besideOps(context, { ...besideOf(loaded), request: { ...request, rating }, facts: [{ type: 'request-rated', facts: { stars, ...(text === '' ? {} : { text }) } }], by })),
        put('ratings', id, { kind: request.kind, performers, stars, at: rating.at }),
      ],
      result: { request: id },
    };
  });
  return id;
}

/** The rating that the events of a request tell. */
export const ratingAfter = (events: readonly RequestEvent[]): Rating | undefined =>
  events.reduce<Rating | undefined>((sum, { type, facts: { stars, text }, by = '', at }) => (type === 'request-rated' ? { stars: Number(stars), ...(text === undefined ? {} : { text: String(text) }), by, at: sum?.at ?? at, ...(sum ? { changedAt: at } : {}) } : sum), undefined);

/** Asks the initiator how it was when a request has just been completed, by themselves too. Nobody is asked of what came from outside. */
export function ratingOps({ rating }: Kind, before: Request, after: Request, at: string): readonly Op[] {
  const justDone = after.state === 'completed' && before.state !== 'completed';
  if (!rating || rating.ask === false || !justDone || after.initiator === systemUser || after.source !== undefined) return [];
  return [put('outbox', `${after.id}:rating`, { request: after.id, at, attempts: 0, effects: [{ type: 'notify', to: [after.initiator], event: 'rating-wanted' }] }, 'absent')];
}

/** Ratings that are read at most. */
const mostRead = 10_000;

/** See `RatingService.getRatings`. */
export async function getRatings(context: Context, query: NonNullable<Parameters<RatingService['getRatings']>[0]> = {}): Promise<RatingsView> {
  mustBeAllowed(context, { action: 'see-ratings' });
  const { kind, from, to } = query;
  const rows = await scanAll<'ratings'>(context.store, { index: 'ratings', desc: true, ...(from === undefined ? {} : { gte: [from] }), ...(to === undefined ? {} : { lt: [to] }) }, mostRead + 1);
  const ratings = rows.slice(0, mostRead).map(({ body }) => body).filter((rating) => kind === undefined || rating.kind === kind);
  const kinds = await context.allKinds();
  const title = (id: string) => kinds.published(id)?.kind.title ?? id;
  return {
    kinds: averages(ratings, (rating) => [rating.kind], title),
    performers: averages(ratings, (rating) => rating.performers, (id) => nameOf(context, id) ?? id),
    more: rows.length > mostRead,
  };
}

/** The most often rated first. */
function averages(ratings: readonly RatingDocument[], idsOf: (rating: RatingDocument) => readonly string[], title: (id: string) => RatingAverage['title']): readonly RatingAverage[] {
  const groups = new Map<string, number[]>();
  for (const rating of ratings) for (const id of idsOf(rating)) (groups.get(id) ?? groups.set(id, []).get(id))?.push(rating.stars);
  return [...groups]
    .map(([id, stars]) => ({ id, title: title(id), count: stars.length, average: Math.round((stars.reduce((sum, each) => sum + each, 0) / stars.length) * 100) / 100 }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
