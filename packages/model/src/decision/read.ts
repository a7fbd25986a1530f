import type { Issue } from '../errors.js';
import type { Node, Tests } from '../expression/ast.js';
import { compileNode } from '../expression/compile.js';
import type { Evaluate } from '../expression/compile.js';
import { compileTests } from '../expression/comparison.js';
import { readSafely } from '../expression/expression.js';
import { namesOf } from '../expression/names.js';
import { parse, parseTests } from '../expression/parser.js';
import type { Scope } from '../expression/scope.js';
import type { FeelValue } from '../expression/values.js';
import { hitPolicies, isAnything } from './table.js';
import type { DecisionInput, DecisionOutput, DecisionTable } from './table.js';

export const MAX_RULES = 2000;
export const MAX_COLUMNS = 50;

/** A cell ready to be tried on a value. */
export interface Cell {
  readonly tests: Tests;
  /** Null when it cannot be told. */
  readonly fits: (value: FeelValue, scope: Scope) => boolean | null;
}

export interface ReadInput {
  readonly input: DecisionInput;
  readonly node: Node;
  readonly evaluate: Evaluate;
  readonly allowed: Cell | undefined;
}

export interface ReadOutput {
  readonly output: DecisionOutput;
  /** Values by importance. */
  readonly order: readonly Evaluate[];
  readonly otherwise: Evaluate | undefined;
}

export interface ReadRule {
  readonly cells: readonly Cell[];
  readonly values: readonly Evaluate[];
  /** The values depend neither on data nor on time. */
  readonly fixed: boolean;
}

/** A table with everything in it understood. */
export interface ReadTable {
  readonly table: DecisionTable;
  readonly inputs: readonly ReadInput[];
  readonly outputs: readonly ReadOutput[];
  readonly rules: readonly ReadRule[];
  /** Names that its expressions may read. */
  readonly names: readonly string[];
}

/** An expression that gives another value tomorrow. */
export const readsClock = (text: string): boolean => /\b(?:today|now)\s*\(/.test(text);

const anything: Cell = { tests: { negated: false, any: true, tests: [] }, fits: () => true };

/** Reads every expression of a table. Issues carry the path of the cell; with any of them there is no table. */
export function readTable(table: DecisionTable, phrases: readonly string[] = []): { readonly read?: ReadTable; readonly issues: readonly Issue[] } {
  const reader = new TableReader(phrases);
  reader.shape(table);
  if (reader.issues.length > 0) return { issues: reader.issues };
  const inputs = table.inputs.map((input, index) => reader.input(input, `/inputs/${index}`));
  const outputs = table.outputs.map((output, index) => reader.output(output, `/outputs/${index}`));
  const rules = table.rules.map(({ when, then }, index) => {
    const cells = when.map((cell, column) => reader.cell(cell, `/rules/${index}/when/${column}`));
    const values = then.map((value, column) => reader.expression(value, `/rules/${index}/then/${column}`));
    const fixed = values.every(({ node }, column) => namesOf(node).length === 0 && !readsClock(then[column] ?? ''));
    return { cells, values: values.map(({ evaluate }) => evaluate), fixed };
  });
  if (reader.issues.length > 0) return { issues: reader.issues };
  return { read: { table, inputs, outputs, rules, names: [...reader.names] }, issues: [] };
}

class TableReader {
  readonly issues: Issue[] = [];
  readonly names = new Set<string>();
  readonly #phrases: readonly string[];

  constructor(phrases: readonly string[]) {
    this.#phrases = phrases;
  }

  shape(table: DecisionTable): void {
    const { inputs, outputs, rules } = table;
    if (rules.length > MAX_RULES) this.#say('decision.too-large', '/rules', { found: rules.length, limit: MAX_RULES });
    if (inputs.length + outputs.length > MAX_COLUMNS) this.#say('decision.too-wide', '/inputs', { found: inputs.length + outputs.length, limit: MAX_COLUMNS });
    if (!hitPolicies.includes(table.hitPolicy)) this.#say('decision.hit-policy', '/hitPolicy', { found: table.hitPolicy });
    if (outputs.length === 0) this.#say('decision.no-output', '/outputs');
    const named = outputs.map(({ name = '' }) => name);
    if (outputs.length > 1 && (named.includes('') || new Set(named).size < named.length)) this.#say('decision.output-name', '/outputs');
    if (table.hitPolicy === 'P' && outputs.every(({ values = '' }) => values.trim() === '')) this.#say('decision.no-priorities', '/outputs');
    for (const [index, { when, then }] of rules.entries()) {
      if (when.length !== inputs.length || then.length !== outputs.length) this.#say('decision.cells', `/rules/${index}`, { rule: index + 1, found: when.length + then.length, wanted: inputs.length + outputs.length });
    }
  }

  input(input: DecisionInput, path: string): ReadInput {
    const { node, evaluate } = this.expression(input.expression, `${path}/expression`);
    return { input, node, evaluate, allowed: isAnything(input.values) ? undefined : this.cell(input.values ?? '', `${path}/values`) };
  }

  output(output: DecisionOutput, path: string): ReadOutput {
    const order = isAnything(output.values) ? [] : this.#listed(output.values ?? '', `${path}/values`);
    const otherwise = isAnything(output.default) ? undefined : this.expression(output.default ?? '', `${path}/default`).evaluate;
    return { output, order, otherwise };
  }

  #listed(text: string, path: string): readonly Evaluate[] {
    const tests = this.#read(text, path, (source) => parseTests(source, this.#phrases));
    return tests?.tests.map(({ value }) => compileNode(value)) ?? [];
  }

  cell(text: string, path: string): Cell {
    if (isAnything(text)) return anything;
    const tests = this.#read(text, path, (source) => parseTests(source, this.#phrases));
    if (!tests) return anything;
    for (const test of tests.tests) this.#note(test.value);
    if (tests.any) return anything;
    const fits = compileTests(tests.tests, compileNode);
    return { tests, fits: tests.negated ? (value, scope) => negated(fits(value, scope)) : fits };
  }

  expression(text: string, path: string): { readonly node: Node; readonly evaluate: Evaluate } {
    const node = this.#read(text, path, (source) => parse(source, this.#phrases)) ?? { type: 'literal' as const, value: null };
    this.#note(node);
    return { node, evaluate: compileNode(node) };
  }

  #note(node: Node): void {
    for (const name of namesOf(node, new Set(['?']))) this.names.add(name);
  }

  #read<Read>(text: string, path: string, read: (source: string) => Read): Read | undefined {
    const found = readSafely(text, read);
    if ('read' in found) return found.read;
    this.issues.push({ ...found.issue, path });
    return undefined;
  }

  #say(code: string, path: string, params: Issue['params'] = {}): void {
    this.issues.push({ code, path, params });
  }
}

const negated = (fits: boolean | null): boolean | null => (fits === null ? null : !fits);
