import { RequestryError, type Kind, type Link, type RelationRule, type Request, type RequestEvent } from '@requestry/model';
import type { DocOf, RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import { begunBy } from '../older-requests.js';
import { readMany, scanAll } from '../store.js';

/** A rule of the kind that the other request is of. Rejects with `NOT_FOUND`. */
export function existingRule(kind: Kind, id: string): RelationRule {
  const rule = (kind.relations ?? []).find((each) => each.id === id);
  if (rule) return rule;
  throw new RequestryError('NOT_FOUND', `"${kind.id}" has no rule "${id}"`, { params: { collection: 'relations', id } });
}

/** The first request of the chain that a request is in, or would begin. */
export const chainOf = (request: Request): string => request.chain ?? request.id;

/** Requests that belong to one, of a type when it is named; at most so many. */
export async function linkedTo(context: Context, request: string, type: Link['type'] | undefined, most: number): Promise<readonly Pick<DocOf<'requests'>, 'id' | 'version' | 'body'>[]> {
  return (await scanAll<'requests'>(context.store, { index: 'requests-linked', eq: [request, ...(type === undefined ? [] : [type])] }, most)) as readonly DocOf<'requests'>[];
}

/** Members of a chain, the first included; at most so many. */
export async function membersOf(context: Context, chain: string, most: number): Promise<readonly Pick<DocOf<'requests'>, 'id' | 'version' | 'body'>[]> {
  const later = (await scanAll<'requests'>(context.store, { index: 'requests-chain', eq: [chain] }, most)) as readonly DocOf<'requests'>[];
  return [...(await readMany(context.store, 'requests', [chain])), ...later];
}

const dead: ReadonlySet<Request['state']> = new Set(['rejected', 'refused', 'withdrawn', 'cancelled']);

/** Rejects with `STATE` when as many were made by the rule as may be. */
export async function mustHaveRoom(context: Context, original: string, { id, type, most }: RelationRule): Promise<void> {
  if (most === undefined) return;
  const made = await linkedTo(context, original, type, 1_000);
  const living = made.filter(({ body: { request } }) => !dead.has(request.state) && linkOf(request, original)?.rule === id);
  if (living.length >= most) throw new RequestryError('STATE', `${original} has ${living.length} by "${id}" already`, { params: { reason: 'relation.enough', most } });
}

export const linkOf = ({ links = [] }: Pick<Request, 'links'>, to: string): Link | undefined => links.find((link) => link.to === to);

/** What of a request its relations are. */
export type Relations = Pick<Request, 'links' | 'chain' | 'subject' | 'amendedBy'>;

/** What the events of a request say of them. */
export function relationsAfter(events: readonly RequestEvent[]): Relations {
  return events.reduce<Relations>((sum, { type, facts }) => {
    const link = facts.link as unknown as Link | undefined;
    switch (type) {
      case 'request-submitted':
        return (facts.relations ?? begunBy(facts.basis)) as Relations;
      case 'request-linked':
        return link ? withLink(sum, link) : sum;
      case 'request-unlinked':
        return withoutLink(sum, String(facts.to));
      case 'subject-set':
        return { ...sum, subject: String(facts.subject) };
      case 'request-amended':
        return { ...sum, amendedBy: [...(sum.amendedBy ?? []), String(facts.amendment)] };
      default:
        return sum;
    }
  }, {});
}

export const withLink = <T extends Relations>(request: T, link: Link): T => ({ ...request, links: [...(request.links ?? []).filter(({ to }) => to !== link.to), link] });

export function withoutLink<T extends Relations>(request: T, to: string): T {
  const { links = [], ...rest } = request;
  const left = links.filter((link) => link.to !== to);
  return (left.length > 0 ? { ...rest, links: left } : rest) as T;
}

export const relationsIn = ({ links, chain, subject, amendedBy }: RequestDocument['request']): Relations => ({
  ...(links ? { links } : {}),
  ...(chain !== undefined ? { chain } : {}),
  ...(subject !== undefined ? { subject } : {}),
  ...(amendedBy ? { amendedBy } : {}),
});
