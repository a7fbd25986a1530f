import type { FieldType } from '../registry.js';
import { readNumber, showNumber } from './numbers.js';
import { oneLine } from './text-input.js';

/** A number in one line, written as people of the language write it. */
export const numberLine = (inputmode: 'decimal' | 'numeric'): FieldType['render'] =>
  oneLine<number>((field) => ({ inputmode, align: 'end', value: field.value as number | undefined, show: (value) => showNumber(value, field.locale), read: readNumber, set: field.set }));
