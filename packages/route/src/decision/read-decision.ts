import type { Issue } from '@requestry/model';
import type { DecisionInput, DecisionOutput, DecisionRule, DecisionTable, HitPolicy } from '@requestry/model/decision';
import { DmnModdle } from 'dmn-moddle';
import { checkBounds } from '../bounds.js';
import { child, defined, list, text } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { policyTerms, typeTerms } from './terms.js';

/** The decision tables of a file and everything noticed on the way. */
export interface DecisionReadResult {
  readonly tables: readonly DecisionTable[];
  /** `element` is the id of the decision. */
  readonly issues: readonly Issue[];
}

/** Namespaces of the versions of DMN, which do not differ in how a table is written. */
const VERSIONS = /http:\/\/www\.omg\.org\/spec\/DMN\/20(?:130901|151101|151130)\/(?:MODEL\/|dmn\.xsd)|https?:\/\/www\.omg\.org\/spec\/DMN\/20(?:151101|180521|211108|230324)\/(?:MODEL\/|dmn\.xsd)/g;
const READ = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/**
 * Reads the decision tables of DMN XML. Never rejects: what is too large, no XML, not FEEL or no table gives issues. A decision that
 * asks others is read alone, with a warning: their values are names that somebody else has to give.
 */
export async function readDecision(xml: string): Promise<DecisionReadResult> {
  const bounds = checkBounds(xml);
  const stopping = bounds.filter(({ code }) => code !== 'route.duplicate-id');
  if (stopping.length > 0) return { tables: [], issues: stopping };
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml.replace(VERSIONS, READ), 'dmn:Definitions');
    const issues: Issue[] = warnings.map(({ message }) => ({ code: 'route.decision-unparsable', severity: 'warning', params: { message: message.split('\n')[0] ?? '' } }));
    const decisions = list(rootElement as ModdleElement, 'drgElement').filter(({ $type }) => $type === 'dmn:Decision');
    if (decisions.length === 0) issues.push({ code: 'route.decision-none' });
    return { tables: decisions.flatMap((decision) => readTable(decision, issues) ?? []), issues: [...bounds, ...issues] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { tables: [], issues: [{ code: 'route.not-dmn', params: { message: message.split('\n')[0] ?? message } }] };
  }
}

function readTable(decision: ModdleElement, issues: Issue[]): DecisionTable | undefined {
  const logic = child(decision, 'decisionLogic');
  const name = decision.name ?? decision.id ?? '';
  const say = (code: string, params: Issue['params'] = {}, severity?: 'warning'): void => void issues.push(defined<Issue>({ code, element: decision.id, severity, params: { name, ...params } }));
  if (logic?.$type !== 'dmn:DecisionTable') return void say('route.decision-not-table', {}, 'warning');
  const hitPolicy = policyOf(logic);
  if (!hitPolicy) return void say('route.decision-policy', { found: text(logic, 'hitPolicy') ?? '' });
  const language = languagesIn(logic).find((found) => !/feel/i.test(found));
  if (language !== undefined) return void say('route.decision-language', { found: language });
  const asks = list(decision, 'informationRequirement').map((requirement) => text(child(requirement, 'requiredDecision'), 'href')).filter((href) => href !== undefined);
  if (asks.length > 0) say('route.decision-asks', { decisions: asks.map((href) => href.replace(/^.*#/, '')).join(', ') }, 'warning');
  return defined<DecisionTable>({
    id: decision.id ?? name,
    name: decision.name,
    hitPolicy,
    inputs: list(logic, 'input').map(readInput),
    outputs: list(logic, 'output').map(readOutput),
    rules: list(logic, 'rule').map(readRule),
  });
}

function policyOf(table: ModdleElement): HitPolicy | undefined {
  const [policy, aggregation] = [text(table, 'hitPolicy') ?? 'UNIQUE', text(table, 'aggregation')];
  const found = Object.entries(policyTerms).find(([, [term, reckons]]) => term === policy && reckons === (policy === 'COLLECT' ? aggregation : undefined));
  return found?.[0] as HitPolicy | undefined;
}

/** Languages that a table names for its cells. */
function languagesIn(table: ModdleElement): readonly string[] {
  const rules = list(table, 'rule').flatMap((rule) => [...list(rule, 'inputEntry'), ...list(rule, 'outputEntry')]);
  const inputs = list(table, 'input').map((input) => child(input, 'inputExpression'));
  return [...inputs, ...rules].map((cell) => text(cell, 'expressionLanguage')).filter((language) => language !== undefined);
}

const written = (element: ModdleElement | undefined): string | undefined => {
  const found = text(element, 'text')?.trim();
  return found === '' ? undefined : found;
};

const typeOf = (element: ModdleElement | undefined) => typeTerms[(text(element, 'typeRef') ?? '').replace(/^feel:/, '')];

function readInput(input: ModdleElement): DecisionInput {
  const expression = child(input, 'inputExpression');
  return defined<DecisionInput>({ id: input.id, label: text(input, 'label'), expression: written(expression) ?? '', type: typeOf(expression), values: written(child(input, 'inputValues')) });
}

function readOutput(output: ModdleElement): DecisionOutput {
  return defined<DecisionOutput>({
    id: output.id,
    name: output.name,
    label: text(output, 'label'),
    type: typeOf(output),
    values: written(child(output, 'outputValues')),
    default: written(child(output, 'defaultOutputEntry')),
  });
}

function readRule(rule: ModdleElement): DecisionRule {
  return defined<DecisionRule>({
    id: rule.id,
    when: list(rule, 'inputEntry').map((entry) => written(entry) ?? '-'),
    then: list(rule, 'outputEntry').map((entry) => written(entry) ?? 'null'),
    note: text(rule, 'description'),
  });
}
