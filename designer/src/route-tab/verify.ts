import type { Issue, Locale, Org } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import { localize } from '@requestry/model';
import { routeIssueText, unsupportedIssues, verifyRoute } from '@requestry/route';
import type { Finding, Route, RouteDoc, RouteFix } from '@requestry/route';
import { unsetBranches } from './unfinished.js';

/** One thing wrong with the route, told in both languages. */
export interface RouteProblem {
  /** The same problem has the same key after the next check. */
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** What it is about, the place first. */
  readonly elements: readonly string[];
  readonly text: (locale: Locale) => string;
  /** Nodes and flows passed until it happens. */
  readonly counterexample?: readonly string[];
  readonly fix?: RouteFix;
}

/** What a check found. `complete` is false when not every state was looked at: then nothing found is no proof. */
export interface RouteCheck {
  readonly problems: readonly RouteProblem[];
  readonly complete: boolean;
  readonly states: number;
}

/** How far to look, and what the editor knows besides the route. */
export interface CheckOptions {
  readonly maxStates: number;
  readonly org?: Org;
  readonly doc: RouteDoc;
  /** What reading the file showed. */
  readonly issues: readonly Issue[];
  /** What the host found. */
  readonly others: readonly Issue[];
}

/** Everything wrong with a route, errors first. Asynchronous, so that it can be done elsewhere. */
export async function checkRoute(route: Route, options: CheckOptions): Promise<RouteCheck> {
  await Promise.resolve();
  const verified = verifyRoute(route, { maxStates: options.maxStates, ...(options.org ? { org: options.org } : {}) });
  const support = unsupportedIssues(route, { checkExpression: (text) => compileExpression(text).issues });
  const problems = new Map<string, RouteProblem>();
  const add = (problem: RouteProblem): void => void (problems.has(problem.key) || problems.set(problem.key, problem));
  verified.findings.map(findingProblem).forEach(add);
  draftProblems(options.doc).forEach(add);
  [...options.issues, ...support, ...options.others.filter(isOfRoute)].map(issueProblem).forEach(add);
  const rank = ({ severity, counterexample }: RouteProblem): number => (severity === 'error' ? 0 : 2) + (counterexample ? 0 : 1);
  return { problems: [...problems.values()].sort((a, b) => rank(a) - rank(b)), complete: verified.complete, states: verified.states };
}

const isOfRoute = (issue: Issue): boolean => issue.element !== undefined || issue.code.startsWith('route.');

function findingProblem(finding: Finding): RouteProblem {
  return {
    key: `${finding.code} ${finding.elements.join(' ')}`,
    severity: finding.severity,
    elements: finding.elements,
    text: (locale) => localize(finding.message, locale),
    ...(finding.counterexample ? { counterexample: finding.counterexample } : {}),
    ...(finding.fix ? { fix: finding.fix } : {}),
  };
}

/** What a person reads about an issue of the route or of an expression. */
export const issueText = (issue: Issue, locale: Locale): string =>
  issue.code.startsWith('feel.') ? `${String(issue.params?.['text'] ?? '')}: ${feelIssueText(issue, locale)}` : routeIssueText(issue, locale);

function issueProblem(issue: Issue): RouteProblem {
  return {
    key: `${issue.code} ${issue.element ?? ''} ${JSON.stringify(issue.params ?? {})}`,
    severity: issue.severity ?? 'error',
    elements: issue.element === undefined ? [] : [issue.element],
    text: (locale) => issueText(issue, locale),
  };
}

/** What is not filled in yet. */
const draftProblems = (doc: RouteDoc): readonly RouteProblem[] => unsetBranches(doc).map(({ branch, text }) => ({ key: `unset ${branch}`, severity: 'warning', elements: [branch], text }));
