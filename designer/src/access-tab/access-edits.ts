import type { AccessMap, FieldAccess, Kind } from '@requestry/model';
import type { Draft } from '../draft-edit.js';
import { setStepsAccess } from '../parts/route-steps.js';
import type { RouteStep } from '../parts/route-steps.js';

/** Whose access a column of the matrix sets: the author's at submission, a step's, that of everybody else. */
export type Audience = { readonly of: 'author' } | { readonly of: 'viewer' } | { readonly of: 'step'; readonly step: RouteStep };

/** The levels in the order in which they follow each other. */
export const levels: readonly FieldAccess[] = ['hidden', 'read', 'edit', 'required'];

/** What an audience may be given: those without a task only see or do not see. */
export const levelsOf = (audience: Audience): readonly FieldAccess[] => (audience.of === 'viewer' ? ['hidden', 'read'] : levels);

/** The map that a column shows. */
export function mapOf(kind: Kind, audience: Audience): AccessMap {
  if (audience.of === 'author') return kind.submitAccess ?? {};
  return audience.of === 'viewer' ? (kind.viewAccess ?? {}) : audience.step.access;
}

const fallback = (audience: Audience): FieldAccess => (audience.of === 'author' ? 'edit' : 'read');

/** What an audience may do with a field; `*` asks for the rest. */
export function levelOf(kind: Kind, audience: Audience, field: string): FieldAccess {
  const map = mapOf(kind, audience);
  return (Object.hasOwn(map, field) ? map[field] : undefined) ?? (Object.hasOwn(map, '*') ? map['*'] : undefined) ?? fallback(audience);
}

/** The map with levels set; what equals the rest is not written. */
export function withLevels(map: AccessMap, rest: FieldAccess, changes: Readonly<Record<string, FieldAccess>>): AccessMap {
  const star = changes['*'] ?? map['*'] ?? rest;
  const next: Record<string, FieldAccess> = {};
  for (const [field, level] of Object.entries({ ...map, ...changes })) if (field !== '*' && level !== star) next[field] = level;
  if (star !== rest) next['*'] = star;
  return next;
}

/** The draft with levels set for some audiences. Steps are written into the route. */
export async function setAccess(draft: Draft, changes: readonly { readonly audience: Audience; readonly fields: Readonly<Record<string, FieldAccess>> }[]): Promise<Draft> {
  let { kind } = draft;
  const steps: Record<string, AccessMap> = {};
  for (const { audience, fields } of changes) {
    const next = withLevels(mapOf(kind, audience), fallback(audience), fields);
    if (audience.of === 'step') steps[audience.step.id] = next;
    else kind = withMap(kind, audience.of === 'author' ? 'submitAccess' : 'viewAccess', next);
  }
  const touched = Object.keys(steps).length > 0 && draft.route !== undefined;
  return { kind, ...(draft.route === undefined ? {} : { route: touched ? await setStepsAccess(draft.route, steps) : draft.route }) };
}

function withMap(kind: Kind, name: 'submitAccess' | 'viewAccess', map: AccessMap): Kind {
  const { [name]: _before, ...rest } = kind;
  return Object.keys(map).length > 0 ? { ...rest, [name]: map } : (rest as Kind);
}
