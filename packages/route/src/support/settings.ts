import { escalatesTo, outcomesOf } from '@requestry/model';
import { isDate, isDuration, isRepetition } from '../iso.js';
import type { LoopSettings, RouteNode } from '../route.js';
import type { Check } from './say.js';

/** What a node carries: times, expressions, people, repetition. */
export function checkSettings(node: RouteNode, check: Check): void {
  checkTimer(node, check);
  checkStep(node, check);
  if (node.loop) checkLoop(node, node.loop, check);
  if (node.type === 'scriptTask' && node.script) check.feel(node.id, node.script.expression, 'script');
  for (const value of Object.values(node.input ?? {})) check.feel(node.id, value, 'input');
  for (const value of Object.values(node.output ?? {})) check.feel(node.id, value, 'output');
}

function checkTimer(node: RouteNode, { say, feel }: Check): void {
  if (node.event?.type !== 'timer') return;
  const { kind, value } = node.event;
  if (value.startsWith('=')) return feel(node.id, value, 'timer');
  const valid = { duration: isDuration, date: isDate, cycle: isRepetition }[kind](value);
  if (!valid) say(node.id, 'timer-invalid', { value });
}

function checkStep(node: RouteNode, { route, say, feel }: Check): void {
  const step = node.step;
  if (!step) return;
  if (step.due?.startsWith('=')) feel(node.id, step.due, 'due');
  else if (step.due !== undefined && !isDuration(step.due)) say(node.id, 'duration-invalid', { value: step.due });
  const durations = [step.estimate, ...(step.reminders ?? []).map(({ before }) => before), ...(step.escalations ?? []).map(({ after }) => after)];
  for (const value of durations) if (value !== undefined && !isDuration(value)) say(node.id, 'duration-invalid', { value });
  for (const skip of step.skip ?? []) if (skip.startsWith('=')) feel(node.id, skip, 'skip');
  for (const expression of Object.values(step.set ?? {})) feel(node.id, expression, 'set');
  for (const who of [step.who, ...(step.escalations ?? []).map(escalatesTo)]) {
    if (who?.rule === 'feel') feel(node.id, who.expression, 'who');
    if (who?.rule === 'performer' && !route.nodes.some(({ id, step: other }) => id === who.step && other)) say(node.id, 'performer-unknown', { step: who.step });
  }
  if (step.mode?.kind === 'quorum' && !(step.mode.quorum !== undefined && step.mode.quorum > 0)) say(node.id, 'quorum-missing');
  for (const other of step.notPerformerOf ?? []) if (other === node.id || !route.nodes.some(({ id, step: found }) => id === other && found)) say(node.id, 'separation-unknown', { step: other });
  const ids = outcomesOf(step).map(({ id }) => id);
  for (const escalation of step.escalations ?? []) {
    if (escalation.action !== 'decide') continue;
    const outcome = outcomesOf(step).find(({ id }) => id === escalation.outcome);
    if (!outcome) say(node.id, 'escalation-outcome-unknown', { outcome: escalation.outcome, wanted: ids });
    else if (outcome.decisionDirectory !== undefined) say(node.id, 'escalation-outcome-chosen', { outcome: outcome.id }, 'warning');
  }
  if (step.due === undefined && ((step.reminders?.length ?? 0) > 0 || (step.escalations?.length ?? 0) > 0)) say(node.id, 'alarm-without-due', undefined, 'warning');
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) say(node.id, 'outcome-twice', { outcome: twice });
}

function checkLoop(node: RouteNode, loop: LoopSettings, { say, feel }: Check): void {
  feel(node.id, loop.condition, 'loop');
  if (node.eventSubProcess) return say(node.id, 'unsupported-loop');
  if (loop.kind === 'standard') {
    if (loop.condition === undefined && loop.max === undefined) say(node.id, 'loop-endless');
    return;
  }
  feel(node.id, loop.collection, 'collection');
  if (loop.over !== undefined && !/^\d+$/.test(loop.over)) feel(node.id, loop.over, 'cardinality');
  if (loop.over === undefined && loop.collection === undefined) say(node.id, 'loop-over-missing');
}
