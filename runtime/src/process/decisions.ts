import { compileDecision, type CompiledDecision, type DecisionTable } from '@requestry/model/decision';
import { escalatesTo, type Issue, type Json, type Trace } from '@requestry/model';
import type { RouteNode } from '@requestry/route';
import { expressionContext } from './context.js';
import type { CompiledRoute, CompileOptions, ProcessState, World } from './types.js';

/** Makes the tables ready that the nodes name. A table that is missing or wrong is told at each node that names it. */
export function compileDecisions(nodes: readonly RouteNode[], { decisions = [] }: CompileOptions): { readonly compiled: ReadonlyMap<string, CompiledDecision>; readonly issues: readonly Issue[] } {
  const compiled = new Map<string, CompiledDecision>();
  const issues: Issue[] = [];
  for (const node of nodes) {
    for (const id of decisionsOf(node)) {
      const table = decisions.find((candidate) => candidate.id === id);
      if (!table) {
        issues.push({ code: 'route.decision-missing', element: node.id, params: { name: node.name ?? node.id, decision: id } });
        continue;
      }
      const decision = compiled.get(id) ?? compileDecision(table);
      compiled.set(id, decision);
      issues.push(...decision.issues.map((issue) => ({ ...issue, element: node.id, params: { ...issue.params, decision: id } })));
      if (isTaskWithoutResult(node, table)) issues.push({ code: 'route.decision-without-result', element: node.id, params: { name: node.name ?? node.id } });
    }
  }
  return { compiled, issues };
}

function decisionsOf(node: RouteNode): readonly string[] {
  const { step, script } = node;
  const rules = [step?.who, ...(step?.escalations ?? []).map(escalatesTo)];
  const named = rules.flatMap((rule) => (rule?.rule === 'table' ? [rule.decision] : []));
  return [...new Set(node.type === 'businessRuleTask' && script ? [...named, script.expression] : named)];
}

const isTaskWithoutResult = (node: RouteNode, { id, outputs }: DecisionTable): boolean =>
  node.type === 'businessRuleTask' && node.script?.expression === id && node.script.result === undefined && outputs.some(({ name }) => name === undefined);

/** What a table says now; `problem` is the code of the first error. */
export interface Decided {
  readonly value: Json;
  readonly rule?: number;
  readonly conditions: readonly string[];
  readonly trace: Trace;
  readonly problem?: string;
}

/** Asks a table with the time and data of the world; `undefined` when the route has no such table. */
export function decide(id: string, compiled: CompiledRoute, state: ProcessState, world: World): Decided | undefined {
  const decision = compiled.decisions.get(id);
  if (!decision) return undefined;
  const { value, matched, trace, issues } = decision.evaluate(expressionContext(compiled, state, world), { now: world.now, zone: world.calendar.zone });
  const problem = issues.find(({ severity }) => severity !== 'warning')?.code;
  const rule = matched.length === 1 ? matched[0] : undefined;
  const conditions = trace.because?.find(({ code }) => code === 'decision.rule')?.params?.conditions;
  return {
    value,
    trace,
    conditions: rule !== undefined && Array.isArray(conditions) ? (conditions as readonly string[]) : [],
    ...(rule !== undefined ? { rule: rule + 1 } : {}),
    ...(problem !== undefined ? { problem } : {}),
  };
}
