import { escalatesTo, type Issue, type Kind } from '@requestry/model';
import { checkDecision, compileDecision, decisionIssueText, type DecisionTable } from '@requestry/model/decision';
import type { Route, RouteNode } from '@requestry/route';

/** Gaps, overlaps and rules that never decide, in the tables of a kind that its route names. */
export function decisionFindings(kind: Kind, route: Route): readonly Issue[] {
  return tablesOf(kind, route).flatMap(({ table, element }) =>
    checkDecision(table).map((finding): Issue => {
      const said = (locale: 'ru' | 'en'): string => `${table.id}: ${decisionIssueText(finding, locale)}`;
      return { code: finding.code, severity: finding.severity, element, params: { ...finding.params, decision: table.id, message: { ru: said('ru'), en: said('en') } } };
    }),
  );
}

/** Names that the tables of a route read, with the node that asks. */
export const decisionNames = (kind: Kind, route: Route): readonly { readonly element: string; readonly table: string; readonly name: string }[] =>
  tablesOf(kind, route).flatMap(({ table, element }) => compileDecision(table).names.map((name) => ({ element, table: table.id, name })));

function tablesOf({ decisions = [] }: Kind, route: Route): readonly { readonly table: DecisionTable; readonly element: string }[] {
  return decisions.flatMap((table) => {
    const node = route.nodes.find((candidate) => asks(candidate, table.id));
    return node ? [{ table, element: node.id }] : [];
  });
}

const asks = ({ type, script, step }: RouteNode, id: string): boolean =>
  (type === 'businessRuleTask' && script?.expression === id) || [step?.who, ...(step?.escalations ?? []).map(escalatesTo)].some((rule) => rule?.rule === 'table' && rule.decision === id);
