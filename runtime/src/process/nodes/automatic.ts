import type { Json } from '@requestry/model';
import { assign, substituted } from '../assign.js';
import { evaluate, expressionContext } from '../context.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { businessRule } from './business-rule.js';
import { leave, type Behaviours, type Enter } from './behaviour.js';
import { isStep, openStep } from './user-task.js';

/** Tells people and goes on. Nobody to tell is no reason to stop. */
const notification: Enter = (run, token, node) => {
  if (isStep(node)) {
    const assigned = assign(run.compiled, node, run.state, run.world);
    const to = assigned.people.map((person) => substituted(person, run.world).person);
    run.emit({ type: 'notice-sent', token: token.id, node: node.id, to, trace: assigned.trace });
    run.notify(to, 'notice', node.id);
  }
  leave(run, token, node);
};

/** Sets form fields to the values of FEEL expressions. */
const action: Enter = (run, token, node) => {
  if (setFields(run, token, node, node.step?.set ?? {})) leave(run, token, node);
};

const script: Enter = (run, token, node) => {
  const { expression, result } = node.script ?? {};
  const done = expression === undefined || result === undefined || setFields(run, token, node, { [result]: `=${expression.replace(/^=/, '')}` });
  if (done) leave(run, token, node);
};

function setFields(run: Run, token: Token, node: CompiledNode, set: Readonly<Record<string, string>>): boolean {
  const data: Record<string, Json> = {};
  for (const [field, text] of Object.entries(set)) {
    const expression = node.expressions[text];
    const result = expression && evaluate(expression, expressionContext(run.compiled, run.state, run.world), run.world);
    if (result?.problem !== undefined) {
      run.raiseIncident(token, result.problem, result.trace);
      return false;
    }
    data[field] = result ? result.value : text;
  }
  if (Object.keys(data).length > 0) run.emit({ type: 'data-set', node: node.id, data });
  run.setData(data);
  return true;
}

/** A task without a step of ours does nothing; with one it is a person's. */
export const activities: Behaviours = {
  task: openStep,
  userTask: openStep,
  manualTask: openStep,
  serviceTask: action,
  scriptTask: script,
  sendTask: notification,
  businessRuleTask: businessRule,
};
