/** Amounts of money and quantities as texts, so that no digit is lost: `12500`, `-3.50`. */

/** Up to 18 digits before the point and 6 after it. */
export const isDecimal = (text: unknown): text is string => typeof text === 'string' && /^-?\d{1,18}(?:\.\d{1,6})?$/.test(text);

const places = 6;

function unitsOf(text: string): bigint {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const units = BigInt(whole + part.padEnd(places, '0').slice(0, places));
  return sign === '-' ? -units : units;
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const part = digits.slice(-places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}${part === '' ? '' : `.${part}`}`;
}

/** The sum, without zeros at its end; `0` of nothing. */
export const sumDecimals = (amounts: readonly string[]): string => textOf(amounts.reduce((sum, amount) => sum + unitsOf(amount), 0n));

export const subtractDecimals = (from: string, amount: string): string => textOf(unitsOf(from) - unitsOf(amount));

/** Negative when `a` is less than `b`, 0 when they are equal. */
export function compareDecimals(a: string, b: string): number {
  const difference = unitsOf(a) - unitsOf(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A number as such a text, of six places at most; undefined for what is none. */
export function decimalOf(value: unknown): string | undefined {
  if (isDecimal(value)) return textOf(unitsOf(value));
  return typeof value === 'number' && Math.abs(value) < 1e15 ? textOf(unitsOf(value.toFixed(places))) : undefined;
}
