import { may, statesOf, type JsonObject, type Link, type RelatedRequest, type RelationRule, type RelationsView } from '@requestry/model';
import { isOpen, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { shownIn } from '../queries/hidden-values.js';
import { publishedVersion } from '../queries/published.js';
import { accessFor, summaryOf, visibleRequest } from '../queries/request.js';
import { openFields, scalarOf } from '../register/fields.js';
import { readMany, scanAll } from '../store.js';
import { chainOf, linkedTo, linkOf, membersOf } from './links.js';

type Doc = Pick<DocOf<'requests'>, 'id' | 'version' | 'body'>;

/** One other request and how it belongs; `link` is absent for members of a chain and what that is about. */
interface Found extends Pick<RelatedRequest, 'type' | 'direction'> {
  readonly doc: Doc;
  readonly link?: Link;
}

/** Others of one request that are shown at most. */
const mostShown = 100;

/** See `RelationService.findRelated`. */
export async function findRelated(context: Context, id: string): Promise<RelationsView> {
  const { doc, kind } = await visibleRequest(context, id);
  const all = (await foundFor(context, doc)).filter((each) => each.doc.id !== id);
  const once = [...new Map(all.map((each) => [each.doc.id, each])).values()];
  const seen: { readonly found: Found; readonly published: PublishedKind }[] = [];
  for (const found of once) {
    const { request } = found.doc.body;
    const published = await context.publishedKind(request.kind, request.kindVersion);
    if (may(context.actor, { action: 'see', request, kind: published.kind }, context.org).allowed) seen.push({ found, published });
  }
  const shown = [...seen].sort((a, b) => (a.found.doc.body.request.submittedAt < b.found.doc.body.request.submittedAt ? -1 : 1)).slice(0, mostShown);
  return {
    requests: await Promise.all(shown.map(({ found, published }) => viewOf(context, { doc, kind }, found, published))),
    more: seen.length > shown.length,
    sums: sumsOf(kind, doc.id, seen, once),
    rules: await rulesFor(context, doc, kind),
  };
}

/** What it belongs to, what belongs to it, its chain and what that is about. The plain links come last, since they say most. */
async function foundFor(context: Context, { id, body: { request } }: Doc): Promise<readonly Found[]> {
  const subject = request.subject === undefined ? [] : [request.subject];
  const [to, from, chain, about, chained] = await Promise.all([
    readMany(context.store, 'requests', (request.links ?? []).map((link) => link.to)),
    linkedTo(context, id, undefined, 500),
    membersOf(context, chainOf(request), 100),
    readMany(context.store, 'requests', subject),
    scanAll<'requests'>(context.store, { index: 'requests-about', eq: [id] }, 100) as unknown as Promise<readonly Doc[]>,
  ]);
  const earlier = (each: Doc): boolean => each.body.request.submittedAt < request.submittedAt;
  return [
    ...chained.map((doc): Found => ({ doc, type: 'chain', direction: 'to' })),
    ...chain.map((doc): Found => ({ doc, type: 'chain', direction: earlier(doc) ? 'to' : 'from' })),
    ...about.map((doc): Found => ({ doc, type: 'subject', direction: 'from' })),
    ...to.map((doc): Found => ({ doc, direction: 'to', ...howLinked(linkOf(request, doc.id)) })),
    ...from.map((doc): Found => ({ doc, direction: 'from', ...howLinked(linkOf(doc.body.request, id)) })),
  ];
}

const howLinked = (link: Link | undefined): Pick<Found, 'type' | 'link'> => ({ type: link?.type ?? 'based-on', ...(link ? { link } : {}) });

async function viewOf(context: Context, own: { readonly doc: DocOf<'requests'>; readonly kind: PublishedKind }, { doc, type, direction, link }: Found, published: PublishedKind): Promise<RelatedRequest> {
  const [original, amendment] = direction === 'to' ? [{ doc: doc as DocOf<'requests'>, kind: published }, own] : [own, { doc: doc as DocOf<'requests'>, kind: published }];
  const rule = link?.rule === undefined ? undefined : original.kind.kind.relations?.find(({ id }) => id === link.rule);
  const title = rule?.title ?? (link?.followUp === undefined ? undefined : original.kind.kind.followUps?.find(({ id }) => id === link.followUp)?.title);
  const changes = type === 'amendment' && rule ? await changesOf(context, original, amendment, rule) : undefined;
  const adopted = type === 'child' && direction === 'from' && rule?.adopts;
  return {
    ...summaryOf(context, doc as DocOf<'requests'>, published),
    type,
    direction,
    ...(title === undefined ? {} : { rule: title }),
    ...(adopted ? { unlink: may(context.actor, { action: 'relate', request: own.doc.body.request, kind: own.kind.kind, rule }, context.org) } : {}),
    ...(changes ? { changes } : {}),
  };
}

type Side = { readonly doc: DocOf<'requests'>; readonly kind: PublishedKind };

/** What an amendment changes, as far as the actor sees the fields on both sides. */
async function changesOf(context: Context, original: Side, amendment: Side, { fields = {} }: RelationRule): Promise<NonNullable<RelatedRequest['changes']>> {
  const [ofOriginal, ofAmendment] = await Promise.all([original, amendment].map(async ({ doc, kind }) => shownIn(await accessFor(context, doc, kind))));
  const before: JsonObject = linkOf(amendment.doc.body.request, original.doc.id)?.before ?? {};
  return Object.entries(fields)
    .filter(([field, own]) => ofOriginal?.(field) && ofAmendment?.(own))
    .map(([field, own]) => ({ field, before: before[field] ?? null, after: amendment.doc.body.request.data[own] ?? null }))
    .filter(({ before: was, after }) => JSON.stringify(was) !== JSON.stringify(after));
}

function sumsOf({ kind }: PublishedKind, id: string, seen: readonly { readonly found: Found; readonly published: PublishedKind }[], all: readonly Found[]): RelationsView['sums'] {
  return (kind.relations ?? []).flatMap((rule) => {
    const children = seen.filter(({ found }) => found.direction === 'from' && linkOf(found.doc.body.request, id)?.rule === rule.id);
    const partial = all.filter(({ doc, direction }) => direction === 'from' && linkOf(doc.body.request, id)?.rule === rule.id).length > children.length;
    return (rule.sums ?? []).map(({ title, of, field = '' }) => {
      const values = children.map(({ found: { doc }, published }): number => {
        if (of === 'count') return 1;
        if (of === 'open') return isOpen(doc.body.request) ? 1 : 0;
        return openFields(published).has(field) ? numberIn(doc.body.request.data[field]) : 0;
      });
      return { title, value: Math.round(values.reduce((sum, value) => sum + value, 0) * 100) / 100, partial };
    });
  });
}

/** Money counts by its amount. */
function numberIn(value: JsonObject[string] | undefined): number {
  const found = Number(scalarOf(value) ?? 0);
  return Number.isFinite(found) ? found : 0;
}

async function rulesFor(context: Context, doc: DocOf<'requests'>, { kind }: PublishedKind): Promise<RelationsView['rules']> {
  const { request } = doc.body;
  const rules = (kind.relations ?? []).filter((rule) => statesOf(rule).includes(request.state));
  const views = await Promise.all(rules.map(async (rule) => {
    const target = await publishedVersion(context, rule.kind).catch(() => undefined);
    if (!target) return [];
    const { id, type, title } = rule;
    const relating = may(context.actor, { action: 'relate', request, kind, rule }, context.org);
    const make = relating.allowed ? may(context.actor, { action: 'submit', kind: target.kind }, context.org) : relating;
    return [{ id, type, title, kind: rule.kind, make, adopts: rule.adopts === true && relating.allowed }];
  }));
  return views.flat();
}
