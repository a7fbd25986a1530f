import { compareDecimals, decimalOf, sumDecimals, type FactTake, type Json } from '@requestry/model';

/** Values of a list that a condition sees at most. */
const longestList = 200;

/** What becomes of the values found; null where there is none. Amounts of money count by their amount. */
export function take(how: FactTake, values: readonly Json[]): Json {
  switch (how) {
    case 'first':
      return values[0] ?? null;
    case 'count':
      return values.length;
    case 'list':
      return values.slice(0, longestList);
    case 'sum':
      return Number(sumDecimals(amountsIn(values)));
    case 'min':
    case 'max': {
      const [least] = [...amountsIn(values)].sort((a, b) => (how === 'min' ? 1 : -1) * compareDecimals(a, b));
      return least === undefined ? null : Number(least);
    }
  }
}

const amountsIn = (values: readonly Json[]): readonly string[] => values.map((value) => decimalOf(amountOf(value))).filter((amount) => amount !== undefined);

const amountOf = (value: Json): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) && 'amount' in value ? value.amount : value);
