import type { Kind, PersonId, Request, Trace } from '@requestry/model';
import type { NewEvent } from '../history.js';
import { waitedFor } from '../process/alarms.js';
import type { CompiledRoute, Notice, ProcessEvent, ProcessState, Token, World } from '../process/index.js';
import { runClocks } from './clocks.js';

/** A request after a transition, before its clocks have looked at it. */
export interface Unclocked {
  readonly kind: Kind;
  readonly request: Request;
  readonly world: World;
  /** Absent for a kind without a route. */
  readonly process?: { readonly compiled: CompiledRoute | undefined; readonly state: ProcessState; readonly events: readonly ProcessEvent[] };
}

/** The request with its deadlines as the clocks leave them, and what they have to tell. */
export function clockedRequest({ kind, request, world, process }: Unclocked): { readonly request: Request; readonly facts: readonly NewEvent[]; readonly notices: readonly Notice[] } {
  if (!kind.deadlines?.length && !request.deadlines) return { request, facts: [], notices: [] };
  const rest = restOf(request, process);
  const { deadlines, facts, notices } = runClocks({
    kind,
    request,
    steps: process?.state.steps ?? {},
    answered: process?.events.some((event) => event.type === 'task-completed' && event.by !== request.initiator) ?? false,
    ...(rest ? { rest } : {}),
    responsible: responsibleFor(process?.state),
    world,
  });
  const [answer, execution] = (['answer', 'execution'] as const).map((wanted) => deadlines.find(({ deadline }) => deadline === wanted));
  const clocked = { ...request, ...(deadlines.length > 0 ? { deadlines } : {}), ...(answer ? { answerDue: answer.due } : {}), ...(execution ? { due: execution.due } : {}) };
  return { request: clocked, facts, notices };
}

/** Who has an open task of the request. */
export const responsibleFor = (state: ProcessState | undefined): readonly PersonId[] => [...new Set((state?.tokens ?? []).flatMap(waitedFor))];

/** Why the clocks of a request rest: it is at rest itself, or everything that is open waits for its initiator. */
function restOf(request: Request, process: Unclocked['process']): Trace | undefined {
  if (request.suspended) return { code: 'deadline.rests-suspended', params: { person: request.suspended.by } };
  if (request.state === 'postponed') return { code: 'deadline.rests-postponed' };
  const open = process?.state.tokens.filter(({ tasks }) => tasks?.some(({ outcome }) => outcome === undefined)) ?? [];
  const waits = open.length > 0 && open.every((token) => waitsForInitiator(token, request.initiator, process?.compiled));
  return waits ? { code: 'deadline.rests-initiator', params: { person: request.initiator, step: open[0]?.node ?? null } } : undefined;
}

function waitsForInitiator({ tasks = [], node }: Token, initiator: PersonId, compiled: CompiledRoute | undefined): boolean {
  const theirs = tasks.filter(({ outcome, assignee, onBehalfOf }) => outcome === undefined && (onBehalfOf ?? assignee) === initiator);
  const type = compiled?.nodes.get(node)?.step?.type;
  const back = type === 'rework' || type === 'clarification';
  return theirs.some(({ asked }) => asked !== undefined || back);
}
