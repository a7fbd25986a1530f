import { localDate, RequestryError, type RequestCommand } from '@requestry/model';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { mustBeAllowed, needed } from './change-process.js';
import { expectVersion, loadVisible } from './load-request.js';
import { besideOf, besideOps } from './beside.js';

export type EstimateRequest = RequestCommand & { readonly date: string; readonly comment: string };

/** Farthest that a date may be estimated ahead, days. */
const farthest = 3660;

/** Somebody who has a task of the request, or an administrator, tells its initiator when it will probably be done. The deadline stays. Gives the request's id. */
export async function estimateRequest(context: Context, command: EstimateRequest): Promise<string> {
  const { request: id } = command;
  const comment = needed(command.comment, '/comment');
  await runCommand(context, 'estimate-request', command, async () => {
    const loaded = await loadVisible(context, id);
    const { doc, tasks } = loaded;
    const { request } = doc.body;
    mustBeAllowed(context, { action: 'estimate', request, tasks: [...tasks.values()].map(({ body }) => body) });
    await expectVersion(context, id, doc.version, command.expectedVersion);
    const date = checkedDate(context, command.date);
    const by = context.actor.person.id;
    const estimate = { date, comment, by, at: new Date(context.now).toISOString() };
    const trace = { code: 'deadline.estimated', params: { date, person: by, comment } };
    const ops = await besideOps(context, {
      ...besideOf(loaded),
      request: { ...request, estimate },
      facts: [{ type: 'date-estimated', facts: { date, comment }, trace }],
      notices: [{ type: 'notify', to: [request.initiator], event: 'date-estimated' }],
      by,
    });
    return { ops, result: { request: id } };
  });
  return id;
}

/** A date, today or later in the organisation's zone. */
function checkedDate(context: Context, date: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  const real = !Number.isNaN(day) && new Date(day).toISOString().startsWith(date);
  const today = localDate(context.now, context.calendar.zone);
  if (real && date >= today && day - context.now < farthest * 86_400_000) return date;
  throw new RequestryError('INVALID', `"${date}" is no date from today on`, { issues: [{ code: 'estimate.date', path: '/date', params: { found: date.slice(0, 40), from: today } }] });
}
