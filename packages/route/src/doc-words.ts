import type { EndSettings, LocalizedText, StepSettings, StepType } from '@requestry/model';
import { localize } from '@requestry/model';
import { defined } from './moddle.js';
import type { NodeType, RouteNode } from './route.js';

const nodeOf: Partial<Record<StepType, NodeType>> = { notification: 'sendTask', action: 'serviceTask', subroute: 'callActivity', wait: 'receiveTask' };
const stepOf: Partial<Record<NodeType, StepType>> = {
  serviceTask: 'action', scriptTask: 'action', businessRuleTask: 'action', sendTask: 'notification', receiveTask: 'wait', callActivity: 'subroute',
};

/** The BPMN type that a step type stands for. */
export const nodeTypeOf = (step: StepType): NodeType => nodeOf[step] ?? 'userTask';

/** What a task without `rq:step` is taken for. */
export const guessedSettings = (node: NodeType): StepSettings => ({ type: stepOf[node] ?? 'execution' });

/** FEEL that holds when a step was left with an outcome; read back by `readOutcomeCondition`. */
export function outcomeCondition(step: string, outcome: string): string {
  const value = /^[A-Za-z_]\w*$/.test(step) ? `steps.${step}.outcome` : `get value(steps, ${JSON.stringify(step)}).outcome`;
  return `=${value} = ${JSON.stringify(outcome)}`;
}

/** The outcome that a condition of this form asks for. */
export function readOutcomeCondition(condition: string, step: string): string | undefined {
  const found = /^=\s*(?:steps\.(\w+)|get value\(steps,\s*("(?:[^"\\]|\\.)*")\))\.outcome\s*=\s*("(?:[^"\\]|\\.)*")\s*$/.exec(condition);
  if (!found) return undefined;
  const named = found[1] ?? readString(found[2]);
  return named === step ? readString(found[3]) : undefined;
}

function readString(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as string);
  } catch {
    return undefined;
  }
}

/** The name on the diagram: the own one, else the title's. */
export const drawnName = (name: string | undefined, title: LocalizedText | undefined): string | undefined => name ?? (localize(title, 'ru') || undefined);

/** The own name: none when the diagram only repeats the title. */
export const ownName = (name: string | undefined, title: LocalizedText | undefined): string | undefined =>
  name !== undefined && title !== undefined && name === localize(title, 'ru') ? undefined : name;

/** What an end means; an end without `rq:end` completes the request under its name. */
export const endOf = (node: RouteNode): EndSettings => defined({ state: node.end?.state ?? 'completed', title: node.end?.title ?? node.name });
