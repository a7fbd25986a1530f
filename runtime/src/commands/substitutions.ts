import { localDate, RequestryError, type Issue, type RequestService, type Substitution, type SubstitutionView } from '@requestry/model';
import { keyOf, put, type DocOf, type SubstitutionDocument } from '../collections.js';
import { runCommand } from '../command.js';
import { rightsOf, type Context } from '../context.js';
import { checkId } from '../queries/request.js';
import { substitutionView } from '../queries/substitutions.js';
import { notFound, read, readExisting, readMany } from '../store.js';
import { mustBeAllowed } from './change-process.js';
import { expectWritten } from './load-request.js';

type Save = Parameters<RequestService['saveSubstitution']>[0];
type Delete = Parameters<RequestService['deleteSubstitution']>[0];

/** What an absence may hold at most. */
const limits = { kinds: 100, rights: 20, reason: 500, years: 3 };

/** Keeps who stands in for whom. Rejects with `INVALID` and the places, with `STATE` for one that comes with the configuration. */
export async function saveSubstitution(context: Context, command: Save): Promise<SubstitutionView> {
  const result = await runCommand(context, 'save-substitution', command, async () => {
    const { id: wanted, ...given } = command.substitution;
    const id = wanted === undefined ? context.newId() : checkId(wanted);
    const before = wanted === undefined ? undefined : await stored(context, id, command.expectedVersion);
    for (const forWhom of new Set([given.forWhom, ...(before ? [before.body.forWhom] : [])])) mustBeAllowed(context, { action: 'substitute', forWhom });
    const issues = await wrongIn(context, given);
    if (issues.length > 0) throw new RequestryError('INVALID', `The substitution has ${issues.length} problems, the first: ${issues[0]?.code}`, { issues });
    const body: SubstitutionDocument = { id, ...tidy(given), savedBy: context.actor.person.id, savedAt: new Date(context.now).toISOString() };
    return { ops: [put('substitutions', id, body, before?.version ?? 'absent')], result: { id } };
  });
  context.forgetOrg();
  const doc = await readExisting(context.store, 'substitutions', (result as { readonly id: string }).id);
  const { savedBy: _savedBy, savedAt: _savedAt, ...substitution } = doc.body;
  return substitutionView(context, substitution, doc.version);
}

export async function deleteSubstitution(context: Context, command: Delete): Promise<void> {
  await runCommand(context, 'delete-substitution', command, async () => {
    const doc = await stored(context, command.substitution, command.expectedVersion);
    mustBeAllowed(context, { action: 'substitute', forWhom: doc.body.forWhom });
    return { ops: [{ op: 'delete', ...keyOf('substitutions', doc.id), if: doc.version }], result: {} };
  });
  context.forgetOrg();
}

/** Only whom it concerns learns that it is there. */
async function stored(context: Context, id: string, expected: number | undefined): Promise<DocOf<'substitutions'>> {
  const doc = await read(context.store, 'substitutions', id);
  const known = doc?.body ?? context.org.substitutions.find((each) => each.id === id);
  const me = context.actor.person.id;
  if (!known || !(context.actor.rights.includes('administer') || known.who === me || known.forWhom === me)) throw notFound('substitutions', id);
  if (!doc) throw new RequestryError('STATE', `Substitution ${id} comes with the configuration`, { params: { reason: 'substitution.configured' } });
  expectWritten(context, `substitutions/${id}`, { version: doc.version, by: doc.body.savedBy, at: doc.body.savedAt }, expected);
  return doc;
}

const tidy = ({ who, forWhom, from, to, kinds, rights, reason }: Omit<Substitution, 'id'>): Omit<Substitution, 'id'> => ({
  who, forWhom, from, to, ...(kinds?.length ? { kinds: [...new Set(kinds)] } : {}), ...(rights?.length ? { rights: [...new Set(rights)] } : {}), ...(reason !== undefined ? { reason } : {}),
});

async function wrongIn(context: Context, { who, forWhom, from, to, kinds = [], rights = [], reason }: Omit<Substitution, 'id'>): Promise<readonly Issue[]> {
  const issues: Issue[] = [];
  const say = (code: string, path: string, params: Issue['params'] = {}): void => void issues.push({ code, path: `/substitution/${path}`, params });
  const works = (id: string): boolean => context.org.people.some((person) => person.id === id && !person.archived);
  for (const [path, id] of [['who', who], ['forWhom', forWhom]] as const) if (!works(id)) say('task.unknown-person', path, { found: id });
  if (who === forWhom) say('substitution.self', 'who');
  const [begin, end] = [momentOf(from), momentOf(to)];
  if (begin === undefined) say('substitution.date', 'from', { found: from.slice(0, 40) });
  if (end === undefined) say('substitution.date', 'to', { found: to.slice(0, 40) });
  if (begin !== undefined && end !== undefined && (end < begin || end - begin > limits.years * 366 * 86_400_000)) say('substitution.period', 'to', { from, to, years: limits.years });
  else if (end !== undefined && (to.length === 10 ? to < localDate(context.now, context.calendar.zone) : end < context.now)) say('substitution.past', 'to', { to });
  if (kinds.length > limits.kinds) say('form.maxItems', 'kinds', { limit: limits.kinds });
  else for (const kind of await unknownKinds(context, kinds)) say('substitution.unknown-kind', 'kinds', { kind });
  const absent = context.org.people.find(({ id }) => id === forWhom);
  const theirs = absent ? rightsOf(absent, context.org) : [];
  if (rights.length > limits.rights) say('form.maxItems', 'rights', { limit: limits.rights });
  else for (const right of rights) if (!theirs.includes(right)) say('substitution.right', 'rights', { right, person: forWhom });
  if (reason !== undefined && JSON.stringify(reason).length > limits.reason) say('form.maxLength', 'reason', { limit: limits.reason });
  return issues;
}

async function unknownKinds(context: Context, kinds: readonly string[]): Promise<readonly string[]> {
  const known = new Set((await readMany(context.store, 'kinds', kinds.filter((id) => id !== '' && id.length <= 200))).map(({ id }) => id));
  return kinds.filter((id) => !known.has(id));
}

/** A real date, or an instant with its offset. */
function momentOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const at = Date.parse(text);
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) || Number.isNaN(day) || !new Date(day).toISOString().startsWith(text.slice(0, 10)) ? undefined : at;
}
