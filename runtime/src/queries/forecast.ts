import { evaluateForm, initialData, mergeEdits, topProperty } from '@requestry/forms/core';
import type { Forecast, Json, JsonObject } from '@requestry/model';
import type { DocOf } from '../collections.js';
import { subjectOf } from '../commands/subject.js';
import type { Context } from '../context.js';
import { accessFor, sourcesOf } from '../intake/sources.js';
import type { PublishedKind } from '../kinds.js';
import { lookUpIssues } from '../looking-up.js';
import { forecastRoute } from '../process/index.js';
import { formContext, worldOf } from '../world.js';
import { namesFor } from './names.js';
import { publishedVersion } from './published.js';

const nothing: Forecast = { steps: [], branches: [], turningPoints: [], complete: true };

/** What will happen to a request with this data, were it submitted now. The data need not be complete; records that the actor may not look up are left out. */
export async function forecastSubmission(context: Context, query: { readonly kind: string; readonly data: JsonObject; readonly source?: string }): Promise<Forecast> {
  const published = await publishedVersion(context, query.kind);
  if (!published.compiled) return nothing;
  const { form, submitAccess } = published.kind;
  const names = formContext(context);
  const all = query.source === undefined ? [] : await sourcesOf(context, query.kind);
  const source = all.find(({ id }) => id === query.source);
  const access = source ? accessFor(published.kind, source, all) : (submitAccess ?? { '*': 'edit' as const });
  const before = { ...initialData(form, names), ...source?.defaults };
  const filled = (edits: JsonObject): JsonObject => evaluateForm(form, mergeEdits(form, before, edits, { access, context: names }).data, { access, context: names }).data;
  const closed = new Set((await lookUpIssues(context, form, filled(query.data), before)).map(({ path = '' }) => topProperty(path)));
  const data = filled(closed.size > 0 ? Object.fromEntries(Object.entries(query.data).filter(([field]) => !closed.has(field))) : query.data);
  const { person } = context.actor;
  const subject = { id: '', kind: query.kind, initiator: person.id, ...(person.unit !== undefined ? { unit: person.unit } : {}), ...(source ? { source: source.id, channel: source.channel } : {}), submittedAt: new Date(context.now).toISOString() };
  return named(context, published, forecastRoute(published.compiled, await worldOf(context, published.kind, subject, data, published.compiled)));
}

/** With names for the ids in its reasons. */
const named = (context: Context, kind: PublishedKind, forecast: Forecast): Forecast => ({
  ...forecast,
  names: namesFor(context, kind, [forecast.branches, forecast.turningPoints, forecast.steps.map((step) => step.why)] as unknown as readonly Json[]),
});

/** What will still happen to a running request. */
export async function forecastRequest(context: Context, doc: DocOf<'requests'>, kind: PublishedKind): Promise<Forecast> {
  const { request, process } = doc.body;
  if (!kind.compiled || !process || process.status === 'ended') return nothing;
  const world = await worldOf(context, kind.kind, subjectOf(request), request.data, kind.compiled);
  return named(context, kind, forecastRoute(kind.compiled, world, process));
}
