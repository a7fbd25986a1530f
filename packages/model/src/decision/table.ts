import type { LocalizedText } from '../text.js';

/**
 * What a table gives when several rules match. `U` unique: only one may · `A` any: they must agree · `P` priority: the one whose output
 * comes first in the output's values · `F` first: the first in the table · `R` rule order and `C` collect: the list of all ·
 * `C+` `C#` `C<` `C>`: their sum, number, smallest, largest.
 */
export type HitPolicy = 'U' | 'A' | 'P' | 'F' | 'R' | 'C' | 'C+' | 'C#' | 'C<' | 'C>';

export const hitPolicies: readonly HitPolicy[] = ['U', 'A', 'P', 'F', 'R', 'C', 'C+', 'C#', 'C<', 'C>'];

/** Types that inputs and outputs may have. */
export type DecisionType = 'number' | 'string' | 'boolean' | 'date' | 'time' | 'date and time' | 'days and time duration' | 'years and months duration';

/** A column that is looked at. */
export interface DecisionInput {
  readonly id?: string;
  readonly label?: LocalizedText;
  /** FEEL over the names that the caller gives. */
  readonly expression: string;
  /** Texts are read as dates, times or durations when this says so. Without it the checks go by the cells. */
  readonly type?: DecisionType;
  /** Values that may come, as in a cell: `"a", "b"` or `[0..100]`. Everything may when absent. */
  readonly values?: string;
}

/** A column that is given. */
export interface DecisionOutput {
  readonly id?: string;
  /** Needed when there are several outputs: their value is a context. */
  readonly name?: string;
  readonly label?: LocalizedText;
  readonly type?: DecisionType;
  /** FEEL values separated by commas, the most important first; hit policy `P` goes by their order. */
  readonly values?: string;
  /** FEEL of the value when no rule matches; null when absent. */
  readonly default?: string;
}

/** A row: a cell per input, then a value per output. */
export interface DecisionRule {
  readonly id?: string;
  /** Unary tests of FEEL; `-` or nothing fits everything. */
  readonly when: readonly string[];
  /** FEEL expressions. */
  readonly then: readonly string[];
  readonly note?: string;
}

/** A decision table of DMN. */
export interface DecisionTable {
  readonly id: string;
  readonly name?: LocalizedText;
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly DecisionOutput[];
  readonly rules: readonly DecisionRule[];
}

/** The cell fits everything. */
export const isAnything = (cell: string | undefined): boolean => cell === undefined || cell.trim() === '' || cell.trim() === '-';

/** What a rule asks, condition by condition: `amount > 100`, `unit = "IT"`. Cells that fit everything are left out. */
export function conditionsOf(table: DecisionTable, rule: DecisionRule): readonly string[] {
  return table.inputs.flatMap(({ expression }, index) => {
    const cell = rule.when[index];
    return isAnything(cell) ? [] : [conditionOf(expression.trim(), (cell ?? '').trim())];
  });
}

const LITERAL = /^(?:-?\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|@"[^"]*"|true|false|null|(?:date|time|date and time|duration)\("[^"]*"\))$/;

function conditionOf(input: string, cell: string): string {
  if (/^(?:[<>]=?|!?=)[^,]*$/.test(cell)) return `${input} ${cell.replace(/^([<>!]?=?)\s*/, '$1 ')}`;
  if (LITERAL.test(cell)) return `${input} = ${cell}`;
  if (/\?/.test(cell) && !cell.includes('"')) return cell.replaceAll('?', input);
  const negated = /^not\((.*)\)$/s.exec(cell);
  if (negated) return `not(${conditionOf(input, negated[1]?.trim() ?? '')})`;
  return /^[[\](][^,]*\.\.[^,]*[\])[]$/.test(cell) ? `${input} in ${cell}` : `${input} in (${cell})`;
}
