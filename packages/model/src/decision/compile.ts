import type { Issue } from '../errors.js';
import type { CompileOptions, EvaluateOptions } from '../expression/expression.js';
import { guarded, phrasesOf } from '../expression/expression.js';
import type { Scope } from '../expression/scope.js';
import { Run, toJson } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import type { Json } from '../json.js';
import type { Trace } from '../trace.js';
import { judges } from './hit.js';
import type { Hit, Outcome } from './hit.js';
import { readTable } from './read.js';
import type { ReadTable } from './read.js';
import { conditionsOf } from './table.js';
import type { DecisionTable } from './table.js';
import { typed } from './typed.js';

const BUDGET = 300_000;

/** What a table gave. */
export interface DecisionResult {
  /** One output is its value, several are an object; null when no rule matched and there is no default, or when there is an error. */
  readonly value: Json;
  /** Indexes of the rules that gave the value, from 0. */
  readonly matched: readonly number[];
  /** Dotted paths that were read from the context. */
  readonly used: readonly string[];
  /** `decision.value` because of `decision.rule` per rule and `decision.input` per input. */
  readonly trace: Trace;
  /** `decision.not-unique` and `decision.disagreement` are violations of the hit policies `U` and `A`; others are those of expressions. */
  readonly issues: readonly Issue[];
}

/** A table ready to be asked many times. */
export interface CompiledDecision {
  readonly table: DecisionTable;
  /** Why the table cannot be used, each with the path of its cell; empty when it can. */
  readonly issues: readonly Issue[];
  /** Root names and dotted paths that the table may read. */
  readonly names: readonly string[];
  /** Never throws: what goes wrong is in `issues`. */
  evaluate(context: Readonly<Record<string, unknown>>, options?: EvaluateOptions): DecisionResult;
}

/** Makes a table ready. One that is not understood has `issues` and gives null. */
export function compileDecision(table: DecisionTable, options: CompileOptions = {}): CompiledDecision {
  const { read, issues } = readTable(table, phrasesOf(options));
  const broken = (): DecisionResult => ({ value: null, matched: [], used: [], trace: traceOf(table, null, [], []), issues });
  return {
    table,
    issues,
    names: read?.names ?? [],
    evaluate: (context, clock = {}) => (read ? evaluate(read, context, clock) : broken()),
  };
}

function evaluate(read: ReadTable, context: Readonly<Record<string, unknown>>, clock: EvaluateOptions): DecisionResult {
  const run = new Run(clock.now ?? Date.now(), clock.zone ?? 'UTC', BUDGET);
  const scope: Scope = { run, context, local: undefined };
  let inputs: readonly FeelValue[] = [];
  const done = guarded(run, () => {
    inputs = inputsOf(read, scope);
    const outcome = outcomeOf(read, inputs, scope);
    return { ...outcome, json: toJson(outcome.value, run) };
  });
  const matched = done?.rules ?? [];
  const value = done?.json ?? null;
  return { value, matched, used: [...run.used.keys()], trace: traceOf(read.table, value, matched, inputs), issues: run.issues };
}

function inputsOf(read: ReadTable, scope: Scope): readonly FeelValue[] {
  return read.inputs.map(({ input, evaluate: evaluateInput, allowed }) => {
    const value = typed(evaluateInput(scope), input.type);
    scope.run.at = undefined;
    if (allowed && value !== null && allowed.fits(value, scope) !== true) {
      scope.run.report({ code: 'decision.value-refused', params: { input: input.expression, found: brief(value), values: input.values } });
    }
    return value;
  });
}

function outcomeOf(read: ReadTable, inputs: readonly FeelValue[], scope: Scope): Outcome {
  const { hitPolicy } = read.table;
  const onlyFirst = hitPolicy === 'F';
  const hits: Hit[] = [];
  for (const [rule, { cells, values }] of read.rules.entries()) {
    scope.run.spend(1);
    if (!cells.every((cell, column) => cell.fits(inputs[column] ?? null, scope) === true)) continue;
    hits.push({ rule, values: values.map((value, column) => typed(value(scope), read.outputs[column]?.output.type)) });
    if (onlyFirst) break;
  }
  scope.run.at = undefined;
  if (hits.length === 0 && read.outputs.some(({ otherwise }) => otherwise)) return defaults(read, scope);
  if (hits.length === 0 && !hitPolicy.startsWith('C') && hitPolicy !== 'R') scope.run.report({ code: 'decision.no-rule', severity: 'warning', params: { decision: read.table.id } });
  const order = hitPolicy === 'P' ? read.outputs.map((output) => output.order.map((value) => value(scope))) : [];
  return judges[hitPolicy](hits, read.outputs, scope.run, order);
}

function defaults(read: ReadTable, scope: Scope): Outcome {
  const values = read.outputs.map(({ output, otherwise }) => (otherwise ? typed(otherwise(scope), output.type) : null));
  return { value: judges.F([{ rule: 0, values }], read.outputs, scope.run, []).value, rules: [] };
}

function traceOf(table: DecisionTable, value: Json, matched: readonly number[], inputs: readonly FeelValue[]): Trace {
  const rules = matched.slice(0, 20).map((index): Trace => {
    const rule = table.rules[index];
    return { code: 'decision.rule', params: { rule: index + 1, conditions: rule ? conditionsOf(table, rule) : [], ...(rule?.note !== undefined ? { note: rule.note } : {}) } };
  });
  const asked = inputs.slice(0, 20).map((input, index): Trace => ({ code: 'decision.input', params: { input: table.inputs[index]?.expression ?? '', value: brief(input) } }));
  return { code: 'decision.value', params: { decision: table.id, value: brief(value), rules: matched.map((index) => index + 1) }, because: [...rules, ...asked] };
}

/** Traces are stored, so what is long is cut. */
function brief(value: FeelValue | Json): Json {
  const run = new Run(0, 'UTC', 500);
  const json = guarded(run, () => toJson(value as FeelValue, run)) ?? null;
  const text = JSON.stringify(json);
  return text.length <= 500 ? json : `${text.slice(0, 500)}…`;
}
