import type { DirectoryRecord } from '@requestry/model';
import type { Context } from '../context.js';
import { cardKeys, contactKeys, type ContactKey, type ContactSort } from './contact.js';

/** Cards that are looked at for one contact. */
const mostCards = 20;

/**
 * Cards that fit a contact: none, the one, or several of which nothing says which. A tax number that one card has decides; a card with another
 * tax number is somebody else's; a card with both the address and the telephone comes before those with one of them.
 */
export async function matchCards(context: Context, directory: string, contact: { readonly [sort in ContactSort]?: string }): Promise<readonly DirectoryRecord[]> {
  const keys = contactKeys(contact);
  const found = await Promise.all(keys.map(async (key) => ({ key, cards: await cardsWith(context, directory, key) })));
  const inn = keys.find(({ sort }) => sort === 'inn');
  const byInn = found.find(({ key }) => key === inn)?.cards ?? [];
  if (byInn.length > 0) return byInn;
  const counted = new Map<string, { readonly card: DirectoryRecord; readonly times: number }>();
  for (const card of found.flatMap(({ cards }) => cards)) {
    if (inn && cardKeys(card.data).some(({ sort }) => sort === 'inn')) continue;
    counted.set(card.id, { card, times: (counted.get(card.id)?.times ?? 0) + 1 });
  }
  const best = Math.max(0, ...[...counted.values()].map(({ times }) => times));
  return [...counted.values()].filter(({ times }) => times === best).map(({ card }) => card);
}

async function cardsWith(context: Context, directory: string, { sort, key }: ContactKey): Promise<readonly DirectoryRecord[]> {
  const page = await context.store.scan({ index: 'record-contacts', eq: [directory, sort, key], limit: mostCards });
  return page.items.map(({ body }) => body as DirectoryRecord);
}

/** Nobody has asked anything for this card before. */
export async function isFirst(context: Context, directory: string, card: string): Promise<boolean> {
  const page = await context.store.scan({ index: 'requests-of', eq: [directory, card], limit: 1, keysOnly: true });
  return page.items.length === 0;
}
