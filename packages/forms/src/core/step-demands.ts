import { leadsForward, openPoints, outcomesOf, type Issue, type Json, type JsonObject, type Kind, type StepSettings, type Trace } from '@requestry/model';
import { pruneHidden } from './prune.js';
import type { FormContext } from './expressions.js';
import { fieldTitle, validateForm } from './validate-form.js';
import type { EngineName } from './validator.js';

/** A step as far as it has been done. */
export interface StepDone {
  readonly data: JsonObject;
  /** Points of its checklist that are ticked off, from 1. */
  readonly ticked: readonly number[];
  readonly context: FormContext;
  readonly engine: EngineName;
}

/**
 * Why a step may not be decided so without anybody, as reasons with the codes that a person would have read: points that are not ticked off, fields that
 * are not filled in, a decision that has to be chosen out of a directory. A comment is not asked for: the reason of the escalation stands in its place.
 * Timers that lead out of a step, and what administrators do to a whole request, decide nothing on it and are not asked.
 */
export function stepDemands(kind: Kind, step: { readonly id: string; readonly settings: StepSettings }, outcome: string, { data, ticked, context, engine }: StepDone): readonly Trace[] {
  const { checklist = [], access = {} } = step.settings;
  const outcomes = outcomesOf(step.settings);
  const directory = outcomes.find(({ id }) => id === outcome)?.decisionDirectory;
  const choice: readonly Trace[] = directory === undefined ? [] : [{ code: 'decision.type-required', params: { directory } }];
  if (!leadsForward(outcomes, outcome)) return choice;
  const points = openPoints(kind, step.id, checklist.length, ticked).map((item): Trace => ({ code: 'task.check-required', params: { item, title: checklist[item - 1] as Json } }));
  const fields = validateForm(kind.form, pruneHidden(kind.form, data, { context }), { access: { '*': 'read', ...access }, context, engine });
  return [...points, ...fields.map((issue) => fieldTrace(kind, issue)), ...choice];
}

/** A field that is empty, or not as it has to be. */
function fieldTrace({ form }: Kind, { code, path = '' }: Issue): Trace {
  const field = path.split('/')[1] ?? '';
  return { code: code === 'form.required' ? code : 'form.wrong', params: { field, title: fieldTitle(form, path) as Json, ...(code === 'form.required' ? {} : { problem: code }) } };
}
