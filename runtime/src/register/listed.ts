import type { Request, RequestSummary } from '@requestry/model';
import { isOpen } from '../collections.js';
import { nameOf } from '../commands/load-request.js';
import { systemUser, type Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import type { RegisterDocument } from './document.js';

/** Who asked; somebody from outside by what they said of themselves. */
export function applicantName(context: Context, { initiator, contact }: Pick<Request, 'initiator' | 'contact'>): string {
  if (initiator !== systemUser) return nameOf(context, initiator) ?? '';
  return contact?.name ?? contact?.company ?? contact?.email ?? '';
}

/** A row of a list, from what the register keeps. */
export function listedSummary(context: Context, { request, version, waiting }: RegisterDocument, { kind, compiled }: PublishedKind): RequestSummary {
  const stage = kind.stages?.find(({ id }) => id === request.stage);
  const { number, closedAt, due, source, channel } = request;
  return {
    id: request.id,
    ...(number !== undefined ? { number } : {}),
    title: request.title,
    kind: kind.id,
    kindTitle: kind.title,
    ...(kind.icon !== undefined ? { icon: kind.icon } : {}),
    state: request.state,
    ...(stage ? { stage: stage.title } : {}),
    waitingFor: isOpen(request) ? waiting.map(({ node, people }) => ({ step: compiled?.nodes.get(node)?.step?.title ?? compiled?.nodes.get(node)?.name ?? node, people: people.map((person) => nameOf(context, person) ?? person) })) : [],
    initiator: request.initiator,
    initiatorName: applicantName(context, request),
    ...(source !== undefined ? { source } : {}),
    ...(channel !== undefined ? { channel } : {}),
    ...(request.manual ? { manual: true } : {}),
    ...(request.firstTime ? { firstTime: true } : {}),
    ...(request.decision ? { decision: request.decision } : {}),
    submittedAt: request.submittedAt,
    ...(closedAt !== undefined ? { closedAt } : {}),
    ...(due !== undefined ? { due } : {}),
    overdue: isOpen(request) && due !== undefined && Date.parse(due) < context.now,
    version,
  };
}

