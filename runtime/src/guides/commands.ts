import { mergeEdits, validateForm } from '@requestry/forms/core';
import { RequestryError, type AccessMap, type GuideService, type Json, type JsonObject, type Request, type ScriptQuestion, type Task } from '@requestry/model';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { loadTask, type LoadedRequest } from '../commands/load-request.js';
import type { Context } from '../context.js';
import type { NewEvent } from '../history.js';
import { mustMayPut } from '../looking-up.js';
import { titleOf } from '../commands/submit-request.js';
import { splitTaskId } from '../task-ids.js';
import { formContext } from '../world.js';
import { guideOf, withAnswer, withTick } from './guides.js';

/** Letters of an answer at most. */
const longestAnswer = 2_000;

/** See `GuideService.tickItem`. Gives the request's id. */
export function tickItem(context: Context, command: Parameters<GuideService['tickItem']>[0]): Promise<string> {
  return follow(context, 'tick-item', command, ({ doc, kind }, { step }) => {
    const { request } = doc.body;
    const points = kind.compiled?.nodes.get(step)?.step?.checklist?.length ?? 0;
    const { item, on } = command;
    if (!Number.isInteger(item) || item < 1 || item > points) throw wrong('guide.item', '/item', { found: String(item).slice(0, 20), most: points });
    const ticked = (request.ticks ?? []).some((tick) => tick.step === step && tick.item === item);
    if (ticked === on) return undefined;
    return { request: withTick(request, { step, item, ...saidIn(context) }, on), fact: { type: 'item-ticked', facts: { node: step, item, on } } };
  });
}

/** See `GuideService.answerQuestion`. Gives the request's id. */
export function answerQuestion(context: Context, command: Parameters<GuideService['answerQuestion']>[0]): Promise<string> {
  return follow(context, 'answer-question', command, async (loaded, task) => {
    const { request } = loaded.doc.body;
    const { kind } = loaded.kind;
    const question = guideOf(kind, task.step)?.script?.find(({ id }) => id === command.question);
    if (!question) throw new RequestryError('NOT_FOUND', `The step asks no "${command.question}"`, { params: { collection: 'questions', id: command.question } });
    const answer = command.answer.trim();
    if (answer === '' || answer.length > longestAnswer) throw wrong(answer === '' ? 'form.required' : 'form.maxLength', '/answer', { limit: longestAnswer });
    if (question.options && !question.options.some(({ id }) => id === answer)) throw wrong('guide.option', '/answer', { found: answer.slice(0, 40) });
    const data = fieldOf(context, loaded, task, question, answer);
    await mustMayPut(context, kind.form, data, request.data);
    const after = withAnswer({ ...request, data: { ...request.data, ...data } }, { step: task.step, question: question.id, answer, ...saidIn(context) });
    return {
      request: { ...after, title: titleOf(kind, after.data, after.number) },
      fact: { type: 'script-answered', facts: { node: task.step, question: question.id, answer, ...(Object.keys(data).length > 0 ? { data } : {}) } },
    };
  });
}

const saidIn = (context: Context): { readonly by: string; readonly at: string } => ({ by: context.actor.person.id, at: new Date(context.now).toISOString() });

const wrong = (code: string, path: string, params: Readonly<Record<string, string | number>>): RequestryError => new RequestryError('INVALID', `${code} at ${path}`, { issues: [{ code, path, params }] });

/** The field that the answer is put into, when the step lets it be edited. Rejects with `INVALID` for what the form does not take. */
function fieldOf(context: Context, { doc, kind }: LoadedRequest, task: Task, { field }: ScriptQuestion, answer: string): JsonObject {
  const { form } = kind.kind;
  const { request } = doc.body;
  const access: AccessMap = { '*': 'read', ...task.access };
  if (field === undefined || !['edit', 'required'].includes(access[field] ?? access['*'] ?? 'read')) return {};
  const names = formContext(context, request.initiator);
  const type = (form.schema.properties?.[field] as { readonly type?: unknown } | undefined)?.type;
  const merged = mergeEdits(form, request.data, { [field]: typed(answer, type) }, { access, context: names });
  const issues = [...merged.issues, ...validateForm(form, merged.data, { access, context: names, engine: 'ajv' })].filter(({ path = '' }) => path === `/${field}` || path.startsWith(`/${field}/`));
  if (issues.length > 0) throw new RequestryError('INVALID', `The answer does not fit "${field}": ${issues[0]?.code}`, { issues });
  return { [field]: merged.data[field] ?? null };
}

function typed(answer: string, type: unknown): Json {
  if (type === 'number' || type === 'integer') return Number.isFinite(Number(answer.replace(',', '.'))) ? Number(answer.replace(',', '.')) : answer;
  return type === 'boolean' && ['true', 'false'].includes(answer) ? answer === 'true' : answer;
}

interface Changed {
  readonly request: Request;
  readonly fact: NewEvent;
}

/** Something that whoever may complete the task does on the way. Nothing is written when nothing changes. */
async function follow(
  context: Context,
  name: string,
  command: { readonly task: string; readonly idempotencyKey: string },
  change: (loaded: LoadedRequest, task: Task) => Changed | undefined | Promise<Changed | undefined>,
): Promise<string> {
  const { request: id } = splitTaskId(command.task);
  await runCommand(context, name, command, async () => {
    const loaded = await loadTask(context, command.task);
    const task = loaded.task.body;
    mustBeAllowed(context, { action: 'complete', task, request: loaded.doc.body.request });
    if (task.askedBy !== undefined) throw new RequestryError('FORBIDDEN', `${command.task} is a question beside the step`, { params: { reason: 'task.only-asked' } });
    const changed = await change(loaded, task);
    if (!changed) return { ops: [], result: { request: id } };
    return { ops: await besideOps(context, { ...besideOf(loaded), request: changed.request, facts: [changed.fact], by: context.actor.person.id }), result: { request: id } };
  });
  return id;
}
