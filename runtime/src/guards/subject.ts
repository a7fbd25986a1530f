import { localDate, type AccessMap, type Json, type JsonObject, type Kind, type Request } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { Context } from '../context.js';
import { paymentNames, resourceNames } from '../usage/totals.js';
import { emptyData } from '../world.js';

/** What guards are asked about: a request, or one about to be. */
export interface GuardSubject {
  readonly kind: Kind;
  /** Fields as they would be afterwards. */
  readonly data: JsonObject;
  readonly request: Pick<Request, 'id' | 'initiator'> & Partial<Request>;
  /** What the actor may see of the fields. */
  readonly access: AccessMap;
}

/** Names that conditions of guards and their facts see, facts excepted. Fields come last, so that none is shadowed. */
export function guardNames(context: Context, { kind, data, request }: Omit<GuardSubject, 'access'>): JsonObject {
  const initiator = context.org.people.find(({ id }) => id === request.initiator);
  return {
    today: localDate(context.now, context.calendar.zone),
    now: new Date(context.now).toISOString(),
    request: {
      id: request.id, kind: kind.id, number: request.number ?? null, submittedAt: request.submittedAt ?? null, unit: request.unit ?? null, state: request.state ?? null,
      counterparty: request.counterparty?.id ?? null, source: request.source ?? null, channel: request.channel ?? null,
    },
    initiator: { id: request.initiator, name: initiator?.name ?? null, unit: initiator?.unit ?? null, roles: initiator?.roles ?? [] },
    payments: paymentNames(request.payments ?? [], localDate(context.now, context.calendar.zone)),
    resources: resourceNames(kind, data, request.usage ?? []),
    data,
    ...emptyData(kind.form),
    ...data,
  };
}

/** The names above that are no fields. */
export const givenNames = ['today', 'now', 'request', 'initiator', 'data', 'payments', 'resources'] as const;

/** What FEEL gives; the code of what went wrong when it is undecided. */
export function evaluated(context: Context, text: string, names: JsonObject): { readonly value: Json } | { readonly problem: string } {
  const { value, issues } = compileExpression(text).evaluate(names, { now: context.now, zone: context.calendar.zone });
  const wrong = issues.find(({ severity }) => severity !== 'warning');
  return wrong ? { problem: wrong.code } : { value };
}

/** FEEL with leading `=`, anything else as it is. Undefined when it cannot be decided. */
export function valueOf(context: Context, given: Json, names: JsonObject): Json | undefined {
  if (typeof given !== 'string' || !given.startsWith('=')) return given;
  const found = evaluated(context, given, names);
  return 'value' in found ? found.value : undefined;
}
