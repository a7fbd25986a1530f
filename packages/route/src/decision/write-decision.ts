import type { LocalizedText } from '@requestry/model';
import { localize } from '@requestry/model';
import type { DecisionInput, DecisionOutput, DecisionRule, DecisionTable } from '@requestry/model/decision';
import { DmnModdle } from 'dmn-moddle';
import { defined } from '../moddle.js';
import { policyTerms, typeWords } from './terms.js';

/** DMN 1.3 XML of decision tables, one decision each. Texts in two languages are written in Russian, or in the one they have. */
export async function writeDecision(tables: readonly DecisionTable[]): Promise<string> {
  const moddle = new DmnModdle();
  const make = (type: string, attributes: Readonly<Record<string, unknown>>): unknown => moddle.create(`dmn:${type}`, defined({ ...attributes }));
  const definitions = make('Definitions', { id: 'decisions', name: 'Decisions', namespace: 'https://requestry.dev/decisions', drgElement: tables.map((table) => decisionOf(table, make)) });
  const { xml } = await moddle.toXML(definitions, { format: true, preamble: true });
  return xml;
}

type Make = (type: string, attributes: Readonly<Record<string, unknown>>) => unknown;

const words = (text: LocalizedText | undefined): string | undefined => (text === undefined ? undefined : localize(text, 'ru'));

function decisionOf(table: DecisionTable, make: Make): unknown {
  const [hitPolicy, aggregation] = policyTerms[table.hitPolicy];
  const decisionLogic = make('DecisionTable', {
    id: `${table.id}_table`,
    hitPolicy,
    aggregation,
    input: table.inputs.map((input, index) => inputOf(input, `${table.id}_input${index + 1}`, make)),
    output: table.outputs.map((output, index) => outputOf(output, `${table.id}_output${index + 1}`, make)),
    rule: table.rules.map((rule, index) => ruleOf(rule, `${table.id}_rule${index + 1}`, make)),
  });
  return make('Decision', { id: table.id, name: words(table.name) ?? table.id, decisionLogic });
}

const wordOf = (type: DecisionInput['type']): string | undefined => type && typeWords[type];

function inputOf({ id, label, expression, type, values }: DecisionInput, fallback: string, make: Make): unknown {
  return make('InputClause', {
    id: id ?? fallback,
    label: words(label),
    inputExpression: make('LiteralExpression', { typeRef: wordOf(type), text: expression }),
    inputValues: values === undefined ? undefined : make('UnaryTests', { text: values }),
  });
}

function outputOf(output: DecisionOutput, fallback: string, make: Make): unknown {
  return make('OutputClause', {
    id: output.id ?? fallback,
    name: output.name,
    label: words(output.label),
    typeRef: wordOf(output.type),
    outputValues: output.values === undefined ? undefined : make('UnaryTests', { text: output.values }),
    defaultOutputEntry: output.default === undefined ? undefined : make('LiteralExpression', { text: output.default }),
  });
}

function ruleOf({ id, when, then, note }: DecisionRule, fallback: string, make: Make): unknown {
  return make('DecisionRule', {
    id: id ?? fallback,
    description: note,
    inputEntry: when.map((text) => make('UnaryTests', { text })),
    outputEntry: then.map((text) => make('LiteralExpression', { text })),
  });
}
