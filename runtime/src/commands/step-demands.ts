/** What a step demands before an outcome leads forward: one rule for whoever completes a task and for an escalation that decides without anybody. */
import { stepDemands, validateForm } from '@requestry/forms/core';
import { openPoints, type AccessMap, type Issue, type JsonObject, type Kind, type Request, type StepSettings, type Trace } from '@requestry/model';
import type { Context } from '../context.js';
import { tickedPoints } from '../guides/guides.js';
import { formContext } from '../world.js';

/** Mandatory points of the step's checklist that are not ticked off, of so many that it has. */
export const pointIssues = (kind: Kind, request: Request, step: string, points: number): readonly Issue[] =>
  openPoints(kind, step, points, tickedPoints(request, step)).map((item) => ({ code: 'task.check-required', path: `/checklist/${item}`, params: { item } }));

/** What is wrong with fields that the step lets be changed, and which of those it requires are empty. Values of hidden fields are left out of `data` already. */
export const fieldIssues = (context: Context, { form }: Kind, { initiator }: Request, access: AccessMap, data: JsonObject): readonly Issue[] =>
  validateForm(form, data, { access: { '*': 'read', ...access }, context: formContext(context, initiator), engine: 'ajv' });

/** Why a step of the request may not be decided so without anybody. */
export const demandsAgainst = (context: Context, kind: Kind, request: Request, step: { readonly id: string; readonly settings: StepSettings }, outcome: string): readonly Trace[] =>
  stepDemands(kind, step, outcome, { data: request.data, ticked: tickedPoints(request, step.id), context: formContext(context, request.initiator), engine: 'ajv' });
