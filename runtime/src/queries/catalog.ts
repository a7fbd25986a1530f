import { initialData } from '@requestry/forms/core';
import { may, RequestryError, type Kind, type KindSummary, type KindView, type Permission, type Source } from '@requestry/model';
import type { Context } from '../context.js';
import { splitWords } from '../collections.js';
import { choicesFor } from '../intake/sources.js';
import { allStates } from '../register/wanted.js';
import { scanAll } from '../store.js';
import { formContext } from '../world.js';
import { publishedVersion } from './published.js';

/** Kinds that new requests can be made of; those not for the actor come with the reason. */
export async function findKinds(context: Context, query: { readonly text?: string }): Promise<readonly KindSummary[]> {
  const heads = await scanAll<'kinds'>(context.store, { index: 'kinds' });
  const live = heads.map((row) => row.body).filter((head) => !head.archived && head.publishedVersion !== undefined);
  const used = await lastUsed(context);
  const kinds = await Promise.all(live.map(async (head) => (await context.publishedKind(head.id, head.publishedVersion ?? 0))));
  const sources = (await scanAll<'sources'>(context.store, { index: 'sources' })).map(({ body }) => body);
  const wanted = splitWords(query.text ?? '');
  return kinds
    .map(({ kind, version }): KindSummary => {
      const lastUsedAt = used.get(kind.id);
      return {
        id: kind.id,
        version,
        title: kind.title,
        ...(kind.description !== undefined ? { description: kind.description } : {}),
        ...(kind.icon !== undefined ? { icon: kind.icon } : {}),
        ...(kind.category !== undefined ? { category: kind.category } : {}),
        submit: submission(context, kind, sources),
        ...(lastUsedAt !== undefined ? { lastUsedAt } : {}),
      };
    })
    .filter((kind) => {
      const words = splitWords([kind.title, kind.description, kind.category].flatMap((text) => (text === undefined ? [] : typeof text === 'string' ? [text] : Object.values(text))).join(' '));
      return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
    });
}

/** Whether the actor may make a request of the kind; for one with sources, by hand for any of them. */
function submission({ actor, org }: Context, kind: Kind, all: readonly Source[]): Permission {
  const sources = all.filter((source) => source.kind === kind.id);
  const permissions = sources.length === 0 ? [may(actor, { action: 'submit', kind }, org)] : sources.map((source) => may(actor, { action: 'enter', kind, source }, org));
  return permissions.find(({ allowed }) => allowed) ?? (permissions[0] as Permission);
}

async function lastUsed(context: Context): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(allStates.map((state) => context.store.scan({ index: 'requests-by', eq: [context.actor.person.id, state], desc: true, limit: 20 })));
  const used = new Map<string, string>();
  for (const item of pages.flatMap(({ items }) => items)) {
    const { request } = item.body as { readonly request: { readonly kind: string; readonly submittedAt: string } };
    if ((used.get(request.kind) ?? '') < request.submittedAt) used.set(request.kind, request.submittedAt);
  }
  return used;
}

/** Everything needed to fill a new request. Rejects with `FORBIDDEN` when the actor may not submit one. */
export async function getKind(context: Context, id: string): Promise<KindView> {
  const published = await publishedVersion(context, id);
  const { kind } = published;
  const permission = may(context.actor, { action: 'submit', kind }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not submit "${id}"`, { params: { reason: permission.reason?.code } });
  const sources = await choicesFor(context, kind);
  if (sources?.length === 0) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not enter requests of "${id}"`, { params: { reason: 'may.enter-not-yours' } });
  const names = formContext(context);
  return {
    id: kind.id,
    version: published.version,
    title: kind.title,
    ...(kind.description !== undefined ? { description: kind.description } : {}),
    ...(kind.icon !== undefined ? { icon: kind.icon } : {}),
    form: kind.form,
    access: kind.submitAccess ?? { '*': 'edit' },
    initial: initialData(kind.form, names),
    context: names,
    features: kind.features ?? {},
    ...(kind.recurrence ? { recurring: true } : {}),
    hasRoute: published.compiled !== undefined,
    ...(sources ? { sources } : {}),
  };
}
