import { assign, substituted } from '../assign.js';
import { feelText } from '../feel-texts.js';
import { setValues } from '../scopes.js';
import type { Behaviours, Enter } from './behaviour.js';
import { businessRule } from './business-rule.js';
import { throwFirst } from './events.js';
import { finishActivity, repeatable } from './loop.js';
import { isStep, openStep } from './user-task.js';
import { valuesOf } from './values.js';

/** Tells people and goes on. Nobody to tell is no reason to stop. */
const notification: Enter = (run, token, node) => {
  if (isStep(node)) {
    const world = run.worldAt(token);
    const assigned = assign(run.compiled, node, run.state, world);
    const to = assigned.people.map((person) => substituted(person, world).person);
    run.emit({ type: 'notice-sent', token: token.id, node: node.id, to, trace: assigned.trace });
    run.notify(to, 'notice', node.id);
  }
  finishActivity(run, token, node);
};

/** Sets form fields to the values of FEEL expressions. */
const action: Enter = (run, token, node) => {
  const values = valuesOf(run, token, node, node.step?.set ?? {});
  if (!values) return;
  setValues(run, token, node, values);
  finishActivity(run, token, node);
};

const script: Enter = (run, token, node) => {
  const { expression, result } = node.script ?? {};
  const values = expression === undefined || result === undefined ? {} : valuesOf(run, token, node, { [result]: feelText(expression) });
  if (!values) return;
  setValues(run, token, node, values);
  finishActivity(run, token, node);
};

/** A task without a step of ours does nothing; with one it is a person's. */
export const activities: Behaviours = {
  task: repeatable(openStep),
  userTask: repeatable(openStep),
  manualTask: repeatable(openStep),
  serviceTask: repeatable(action),
  scriptTask: repeatable(script),
  businessRuleTask: repeatable(businessRule),
  sendTask: repeatable(throwFirst(notification)),
};
