/** Whether a request may be made of another, or put under it. Part of `may()`. */
import { matches } from './access-rule.js';
import type { Actor } from './access.js';
import { outsiderIn } from './invited.js';
import type { Kind } from './kind.js';
import type { Org } from './org.js';
import type { RelationRule } from './relations.js';
import type { Request, RequestState } from './request.js';
import type { Permission } from './service/views.js';

const no = (code: string): Permission => ({ allowed: false, reason: { code } });

const open: readonly RequestState[] = ['active', 'postponed'];

/** States of the original in which something may be made by the rule. */
export const statesOf = ({ states, type }: RelationRule): readonly RequestState[] => states ?? (type === 'child' ? open : [...open, 'completed']);

/** The caller has asked whether the actor sees the request. */
export function mayRelate(actor: Actor, about: { readonly request: Request; readonly kind: Kind; readonly rule: RelationRule }, org: Org): Permission {
  const { request, rule } = about;
  if (request.erased) return no('request.erased');
  if (outsiderIn(actor, about, org)) return no('may.outsider');
  if (!matches(actor.person, rule.who, org)) return no('may.relation-not-yours');
  return statesOf(rule).includes(request.state) ? { allowed: true } : no('may.relation-state');
}
