import { RequestryError, type Decision, type Request, type Task } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type RequestDocument } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { reviewNow, takeOffAll } from '../files/remove.js';
import { chain } from '../history.js';
import type { ProcessState } from '../process/index.js';
import { visibleRequest } from '../queries/request.js';
import { readRegistered, registerId, registerOps } from '../register/document.js';
import { forgetKey } from '../secrets.js';
import { scanAll } from '../store.js';
import { mustBeAllowed, needed } from './change-process.js';
import { expectVersion } from './load-request.js';

export interface EraseRequest {
  readonly request: string;
  readonly reason: string;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** Writes of one batch at most. */
const batchSize = 400;

/** Destroys the key of a request's history and takes personal data out of everything else that is stored of it. Gives its id. */
export async function eraseRequest(context: Context, command: EraseRequest): Promise<string> {
  const { request: id } = command;
  const reason = needed(command.reason, '/reason');
  let files: readonly string[] = [];
  await runCommand(context, 'erase-request', command, async () => {
    const { doc, kind: published } = await visibleRequest(context, id);
    const { request } = doc.body;
    mustBeAllowed(context, { action: 'erase', request });
    await expectVersion(context, id, doc.version, command.expectedVersion);
    const { kind } = published;
    const registered = (await readRegistered(context, [registerId(request)])).get(registerId(request));
    if (!kind.personalData) throw new RequestryError('STATE', `Requests of "${kind.id}" hold no personal data`, { params: { reason: 'erase.not-personal' } });
    files = [...files, ...(await takeOffAll(context, id))];
    const besides = await besidesOps(context, id);
    while (besides.length > batchSize) await context.store.commit({ ops: besides.splice(0, batchSize) });
    const by = context.actor.person.id;
    const at = new Date(context.now).toISOString();
    const history = chain([{ type: 'request-erased', facts: { reason } }], { count: doc.body.events, lastHash: doc.body.lastHash }, { at, by });
    const { process, ...rest } = doc.body;
    const after: RequestDocument = {
      ...rest,
      request: { ...anonymous(request), title: request.number ?? id, data: {}, erased: { by, at } },
      ...(process ? { process: withoutWords(process) } : {}),
      events: history.count,
      lastHash: history.lastHash,
    };
    return {
      ops: [
        put('requests', id, after, doc.version),
        put('events', `${id}:${String(doc.body.events + 1).padStart(6, '0')}`, { request: id, events: history.events }, 'absent'),
        forgetKey(id),
        ...registerOps(context, after, doc.version + 1, published, registered && { ...registered, comments: [] }),
        ...besides,
      ],
      result: { request: id },
    };
  });
  // Files that nothing else holds go at once; what does not go now goes with the next pass of work.
  await reviewNow(context, files).catch(() => undefined);
  return id;
}

/** Comments and messages go; tasks keep who did what and when. */
async function besidesOps(context: Context, id: string): Promise<Op[]> {
  const [tasks, comments, notes, deliveries, reservations, marks, followUps] = await Promise.all([
    scanAll<'tasks'>(context.store, { index: 'tasks-of', eq: [id] }),
    scanAll<'comments'>(context.store, { index: 'comments', eq: [id], keysOnly: true }),
    scanAll<'notifications'>(context.store, { index: 'notifications-of', eq: [id], keysOnly: true }),
    scanAll<'deliveries'>(context.store, { index: 'deliveries-of', eq: [id] }),
    scanAll<'reservations'>(context.store, { index: 'reservations-of', eq: [id], keysOnly: true }),
    scanAll<'comment-marks'>(context.store, { index: 'comment-marks', eq: [id], keysOnly: true }),
    scanAll<'outbox'>(context.store, { index: 'follow-ups-of', eq: [id], keysOnly: true }),
  ]);
  return [
    ...tasks.map((task) => put('tasks', task.id, silent(task.body))),
    ...comments.map((comment): Op => ({ op: 'delete', ...keyOf('comments', comment.id) })),
    ...followUps.map((each): Op => ({ op: 'delete', ...keyOf('outbox', each.id) })),
    ...reservations.map((each): Op => ({ op: 'delete', ...keyOf('reservations', each.id) })),
    ...marks.map((mark): Op => ({ op: 'delete', ...keyOf('comment-marks', mark.id) })),
    ...notes.map((note): Op => ({ op: 'delete', ...keyOf('notifications', note.id) })),
    ...deliveries.filter(({ body }) => body.about.every(({ request }) => request === id)).map((delivery): Op => ({ op: 'delete', ...keyOf('deliveries', delivery.id) })),
  ];
}

/** Who asked is gone too, and what was said of it; where it came from and when what was due stay. */
function anonymous({ contact: _contact, counterparty: _counterparty, utm: _utm, reservations: _reservations, invited: _invited, links, ticks: _ticks, answers: _answers, rating: _rating, usage: _usage, payments: _payments, estimate, suspended, deadlines, decision, incident, ...request }: Request): Request {
  return {
    ...request,
    ...(decision ? { decision: withoutText(decision) } : {}),
    ...(links ? { links: links.map(({ before: _before, ...link }) => link) } : {}),
    ...(incident ? { incident: withoutWhy(incident) } : {}),
    ...(estimate ? { estimate: withoutComment(estimate) } : {}),
    ...(suspended ? { suspended: withoutComment(suspended) } : {}),
    ...(deadlines ? { deadlines: deadlines.map((deadline) => ({ ...deadline, why: { code: 'request.erased' } })) } : {}),
  };
}

const withoutWhy = ({ why: _why, ...incident }: NonNullable<Request['incident']>): NonNullable<Request['incident']> => incident;

const withoutText = ({ text: _text, ...decision }: Decision): Decision => decision;

const silent = (task: Task): Task => ({ ...withoutComment(task), why: { code: 'request.erased' } });

function withoutWords(process: ProcessState): ProcessState {
  return { ...process, steps: Object.fromEntries(Object.entries(process.steps).map(([id, result]) => [id, withoutComment(result)])) };
}

function withoutComment<T extends { readonly comment?: string }>({ comment: _comment, ...rest }: T): Omit<T, 'comment'> {
  return rest;
}
