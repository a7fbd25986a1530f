import { calendarOf, may, nextOccurrence, RequestryError, type Recurrence, type RequestService } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { hangInRecurrence } from '../files/documents.js';
import { ruleIssues } from '../recurrence/check-rule.js';
import { countRows, notFound, readExisting } from '../store.js';
import { within } from './change-process.js';
import { expectWritten, type Written } from './load-request.js';
import { checkedSubmission } from './submit-request.js';

type Start = Parameters<RequestService['startRecurrence']>[0];
type Stop = Parameters<RequestService['stopRecurrence']>[0];

/** Recurring requests that one person may have. */
const mostOf = 200;

/** Sets up a recurring request; its data has to be what could be submitted now. Gives its id. */
export async function startRecurrence(context: Context, command: Start): Promise<string> {
  const result = await runCommand(context, 'start-recurrence', command, async () => {
    const { kind, initiator } = await checkedSubmission(context, command, 'recur');
    const calendar = calendarOf(initiator.unit, context.org, context.calendars) ?? context.calendar;
    const issues = ruleIssues(command.rule, context.now, calendar);
    if (issues.length > 0) throw new RequestryError('INVALID', `The rule has ${issues.length} problems, the first: ${issues[0]?.code}`, { issues });
    if ((await countRows(context.store, { index: 'recurrences-of', eq: [initiator.id] }, mostOf)) >= mostOf) {
      throw new RequestryError('INVALID', `${initiator.id} has ${mostOf} recurring requests`, { issues: [{ code: 'recurrence.too-many', path: '/rule', params: { max: mostOf } }] });
    }
    const next = nextOccurrence(command.rule, calendar, '');
    const by = context.actor.person.id;
    const recurrence: Recurrence = {
      id: context.newId(), kind: kind.id, data: command.data, rule: command.rule, initiator: initiator.id, ...(by !== initiator.id ? { startedBy: by } : {}),
      startedAt: new Date(context.now).toISOString(), state: 'active', made: 0, ...(next ? { next } : {}),
    };
    return { ops: [put('recurrences', recurrence.id, recurrence, 'absent'), ...hangInRecurrence(recurrence, undefined, recurrence.data)], result: { recurrence: recurrence.id } };
  });
  return (result as { readonly recurrence: string }).recurrence;
}

/** Who changed it last; nobody of the organisation when it was made again by itself. */
const lastOf = ({ stopped, last, startedBy, initiator, startedAt }: Recurrence): Written => stopped ?? (last ? { at: last.at } : { by: startedBy ?? initiator, at: startedAt });

/** Its initiator, whoever set it up, or an administrator stops it; others know nothing of it. Stopping what is over already changes nothing. Gives its id. */
export async function stopRecurrence(context: Context, command: Stop): Promise<string> {
  const { recurrence: id, comment = '' } = command;
  await runCommand(context, 'stop-recurrence', command, async () => {
    const doc = await readExisting(context.store, 'recurrences', id);
    if (!may(context.actor, { action: 'stopRecurrence', recurrence: doc.body }, context.org).allowed) throw notFound('recurrences', id);
    expectWritten(context, `recurrences/${id}`, { version: doc.version, ...lastOf(doc.body) }, command.expectedVersion);
    within(comment, '/comment');
    if (doc.body.state !== 'active') return { ops: [], result: { recurrence: id } };
    const { next: _next, ...rest } = doc.body;
    const stopped = { by: context.actor.person.id, at: new Date(context.now).toISOString(), ...(comment.trim() === '' ? {} : { comment: comment.trim() }) };
    return { ops: [put('recurrences', id, { ...rest, state: 'stopped', stopped }, doc.version), ...hangInRecurrence(doc.body, doc.body.data, undefined)], result: { recurrence: id } };
  });
  return id;
}
