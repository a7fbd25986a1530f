import { isOpen } from '../../collections.js';
import { recordDocId } from '../../world.js';
import type { Mirror, MirroredRequest } from './mirror.js';
import { expectThat } from './request-checks.js';
import { boltsAtFirst } from './scenery.js';

/** Nothing is kept twice, and what is used up is gone once. */
export function checkStock({ requests, records }: Mirror): void {
  const sums = { live: 0, consumed: 0 };
  for (const { doc } of requests.values()) for (const { state, quantity } of doc?.body.request.reservations ?? []) if (state === 'live' || state === 'consumed') sums[state] += quantity;
  const left = Number(records.get(recordDocId('parts', 'bolt'))?.data['count']);
  expectThat(sums.live <= left, 'no more is kept than there is', () => [sums.live, left]);
  expectThat(left + sums.consumed === boltsAtFirst, 'what is used up is gone, and nothing else', () => [left, sums.consumed]);
}

/** A request has one open parent, and is not above itself. */
export function checkParents(request: MirroredRequest, { requests }: Mirror): void {
  const parentsOf = (of: MirroredRequest | undefined): readonly string[] => (of?.doc?.body.request.links ?? []).filter(({ type }) => type === 'child').map(({ to }) => to);
  const open = parentsOf(request).filter((id) => { const doc = requests.get(id)?.doc; return doc !== undefined && isOpen(doc.body.request); });
  expectThat(open.length <= 1, 'one open parent at most', () => [request.id, ...open]);
  const above = new Set<string>();
  for (const level = [...parentsOf(request)]; level.length > 0; ) {
    const id = level.pop() as string;
    expectThat(id !== request.id, 'nothing is part of itself', () => request.id);
    if (!above.has(id)) level.push(...parentsOf(requests.get(id)));
    above.add(id);
  }
}
