import type { CompareOperator, Node, Test } from './ast.js';
import { mentions } from './names.js';
import { withBinding } from './scope.js';
import type { Scope } from './scope.js';
import { compare, equal, FeelRange, holds, isList } from './values.js';
import type { FeelValue, Run } from './values.js';

type Evaluate = (scope: Scope) => FeelValue;

/** A comparison that met a missing name is not known, rather than false. */
export function known(evaluate: Evaluate): Evaluate {
  return (scope) => {
    const before = scope.run.missing;
    const value = evaluate(scope);
    return scope.run.missing > before ? null : value;
  };
}

/** Compares two values; null, with a warning, when they are of different sorts. */
export function compareBy(operator: CompareOperator, left: FeelValue, right: FeelValue, run: Run): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right, run);
    return same === undefined ? run.reportTypes(operator, left, right) : same === (operator === '=');
  }
  const order = compare(left, right, run);
  if (order === undefined) return run.reportTypes(operator, left, right);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** `value between from and to`, both ends included. */
export function between(value: FeelValue, from: FeelValue, to: FeelValue, run: Run): boolean | null {
  const low = compareBy('>=', value, from, run);
  const high = compareBy('<=', value, to, run);
  if (low === false || high === false) return false;
  return low === null || high === null ? null : true;
}

/** Some test fits the value, which tests know as `?`. A test that looks at `?` says itself whether it fits. */
export function compileTests(tests: readonly Test[], compile: (node: Node) => Evaluate): (value: FeelValue, scope: Scope) => boolean | null {
  const compiled = tests.map((test) => ({ operator: test.operator, asks: mentions(test.value, '?'), value: compile(test.value) }));
  return (value, scope) => {
    const inner = withBinding(scope, '?', value);
    let unknown = false;
    for (const test of compiled) {
      const wanted = test.value(inner);
      const fits = test.operator ? compareBy(test.operator, value, wanted, scope.run) : test.asks && typeof wanted === 'boolean' ? wanted : fitsIn(value, wanted, scope.run);
      if (fits === true) return true;
      if (fits === null) unknown = true;
    }
    return unknown ? null : false;
  };
}

function fitsIn(value: FeelValue, wanted: FeelValue, run: Run): boolean | null {
  if (wanted instanceof FeelRange) return value === null ? null : (holds(wanted, value, run) ?? run.reportTypes('in', value, wanted));
  if (!isList(wanted)) return equal(value, wanted, run) ?? run.reportTypes('in', value, wanted);
  return wanted.some((item) => (item instanceof FeelRange ? holds(item, value, run) : equal(value, item, run)) === true) || equal(value, wanted, run) === true;
}
