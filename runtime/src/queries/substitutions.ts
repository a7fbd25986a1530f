import type { Permission, Substitution, SubstitutionView } from '@requestry/model';
import { may } from '@requestry/model';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { isCurrent } from '../process/index.js';
import { readMany } from '../store.js';

/** Most that one answer holds. */
const most = 500;

/** Absences that concern the actor; an administrator sees those of everybody or of one person. */
export async function findSubstitutions(context: Context, { person }: { readonly person?: string } = {}): Promise<readonly SubstitutionView[]> {
  const me = context.actor.person.id;
  const everybody = context.actor.rights.includes('administer');
  const found = context.org.substitutions
    .filter(({ who, forWhom }) => everybody || who === me || forWhom === me)
    .filter(({ who, forWhom }) => person === undefined || who === person || forWhom === person)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .slice(0, most);
  const stored = new Map((await readMany(context.store, 'substitutions', found.map(({ id }) => id))).map((doc) => [doc.id, doc.version]));
  return found.map((substitution) => substitutionView(context, substitution, stored.get(substitution.id)));
}

/** An absence as the actor sees it. One without a version comes with the configuration and is changed there. */
export function substitutionView(context: Context, substitution: Substitution, version: number | undefined): SubstitutionView {
  const configured: Permission = { allowed: false, reason: { code: 'substitution.configured' } };
  return {
    ...substitution,
    whoName: nameOf(context, substitution.who) ?? substitution.who,
    forWhomName: nameOf(context, substitution.forWhom) ?? substitution.forWhom,
    current: isCurrent(substitution, context),
    change: version === undefined ? configured : may(context.actor, { action: 'substitute', forWhom: substitution.forWhom }, context.org),
    ...(version !== undefined ? { version } : {}),
  };
}
