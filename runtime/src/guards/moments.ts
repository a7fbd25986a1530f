import { deciding, guardsFor, type AccessMap, type Guard, type GuardedDecision, type Permission, type Task } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import type { RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { askGuards, permissionBy } from './ask.js';
import { givenNames } from './subject.js';

/** The step of a task, as guards name it. Nothing for a question, whose answer decides nothing. */
function stepOf({ compiled }: PublishedKind, task: Task): GuardedDecision['step'] {
  const settings = task.askedBy === undefined ? compiled?.nodes.get(task.step)?.step : undefined;
  return settings && { id: task.step, settings };
}

export function momentsOf(kind: PublishedKind, task: Task, outcome: string): readonly GuardedDecision[] {
  const step = stepOf(kind, task);
  return step ? deciding(step, outcome) : [];
}

export function handing(kind: PublishedKind, task: Task): readonly GuardedDecision[] {
  const step = stepOf(kind, task);
  return step ? [{ at: 'reassign', step }] : [];
}

/** What guards say of each outcome of a task, by the data as it is. `far`: facts are looked for elsewhere too; else only guards without any are asked. */
export async function outcomePermissions(context: Context, kind: PublishedKind, { request }: Pick<RequestDocument, 'request'>, task: Task, outcomes: readonly string[], far: boolean): Promise<ReadonlyMap<string, Permission>> {
  const found = await Promise.all(outcomes.map(async (outcome) => [outcome, await permissionFor(context, kind, request, task, momentsOf(kind, task, outcome), far)] as const));
  return new Map(found.filter((entry): entry is readonly [string, Permission] => entry[1] !== undefined));
}

/** What guards say of handing a task over. */
export const handingPermission = (context: Context, kind: PublishedKind, { request }: Pick<RequestDocument, 'request'>, task: Task): Promise<Permission | undefined> => permissionFor(context, kind, request, task, handing(kind, task), true);

/** How long a card waits for connectors, milliseconds: what has not answered by then only warns. */
const looking = 1_500;

async function permissionFor(context: Context, published: PublishedKind, request: RequestDocument['request'], task: Task, moments: readonly GuardedDecision[], far: boolean): Promise<Permission | undefined> {
  const { kind } = published;
  const guards = guardsFor(kind, moments).filter(({ facts = {} }) => far || Object.keys(facts).length === 0);
  if (guards.length === 0) return undefined;
  const access = { '*': 'read' as const, ...task.access };
  return permissionBy(await askGuards({ ...context, asker: context.asker.within(looking) }, guards, { kind, data: request.data, request, access }), (guard) => readsAny(guard, (field) => isEditable(access, field)));
}

const isEditable = (access: AccessMap, field: string): boolean => ['edit', 'required'].includes(access[field] ?? access['*'] ?? 'read');

/** The guard reads a field of the form for which the test holds, in its condition or by what it looks for. */
function readsAny({ when, facts = {} }: Guard, test: (field: string) => boolean): boolean {
  const texts = Object.values(facts).flatMap((fact): readonly unknown[] => (fact.from === 'requests' ? (typeof fact.same === 'object' ? [`=${fact.same.field}`] : []) : Object.values((fact.from === 'records' ? fact.where : fact.query) ?? {})));
  const names = [when, ...texts].flatMap((text) => (typeof text === 'string' && text.startsWith('=') ? compileExpression(text).names : []));
  return names.some((name) => {
    const [root = '', second] = name.split('.');
    return !isGiven(root) ? !Object.hasOwn(facts, root) && test(root) : root === 'data' && (second === undefined || test(second));
  });
}

const isGiven = (name: string): boolean => (givenNames as readonly string[]).includes(name);
