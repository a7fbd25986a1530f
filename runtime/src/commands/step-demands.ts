/** What a step demands before an outcome leads forward: one rule for whoever completes a task and for an escalation that decides without anybody. */
import { fieldTitle, pruneHidden, validateForm } from '@requestry/forms/core';
import { leadsForward, outcomesOf, type AccessMap, type Issue, type Json, type JsonObject, type Kind, type Request, type StepSettings, type Trace } from '@requestry/model';
import type { Context } from '../context.js';
import { openPoints } from '../guides/guides.js';
import { formContext } from '../world.js';

/** Mandatory points of the step's checklist that are not ticked off, of so many that it has. */
export const pointIssues = (kind: Kind, request: Request, step: string, points: number): readonly Issue[] =>
  openPoints(kind, request, step, points).map((item) => ({ code: 'task.check-required', path: `/checklist/${item}`, params: { item } }));

/** What is wrong with fields that the step lets be changed, and which of those it requires are empty. Values of hidden fields are left out of `data` already. */
export const fieldIssues = (context: Context, { form }: Kind, { initiator }: Request, access: AccessMap, data: JsonObject): readonly Issue[] =>
  validateForm(form, data, { access: { '*': 'read', ...access }, context: formContext(context, initiator), engine: 'ajv' });

/**
 * Why a step may not be decided so without anybody, as reasons with the codes that a person would have read: points that are not ticked off, fields that
 * are not filled in, a decision that has to be chosen out of a directory. A comment is not asked for: the reason of the escalation stands in its place.
 * Timers that lead out of a step, and what administrators do to a whole request, decide nothing on it and are not asked.
 */
export function demandsAgainst(context: Context, kind: Kind, request: Request, step: { readonly id: string; readonly settings: StepSettings }, outcome: string): readonly Trace[] {
  const { checklist = [], access = {} } = step.settings;
  const outcomes = outcomesOf(step.settings);
  const directory = outcomes.find(({ id }) => id === outcome)?.decisionDirectory;
  const choice: readonly Trace[] = directory === undefined ? [] : [{ code: 'decision.type-required', params: { directory } }];
  if (!leadsForward(outcomes, outcome)) return choice;
  const points = pointIssues(kind, request, step.id, checklist.length).map(({ code, params }): Trace => ({ code, params: { ...params, title: checklist[Number(params?.item) - 1] as Json } }));
  const data = pruneHidden(kind.form, request.data, { context: formContext(context, request.initiator) });
  return [...points, ...fieldIssues(context, kind, request, access, data).map((issue) => fieldTrace(kind, issue)), ...choice];
}

/** A field that is empty, or not as it has to be. */
function fieldTrace({ form }: Kind, { code, path = '' }: Issue): Trace {
  const field = path.split('/')[1] ?? '';
  return { code: code === 'form.required' ? code : 'form.wrong', params: { field, title: fieldTitle(form, path) as Json, ...(code === 'form.required' ? {} : { problem: code }) } };
}
