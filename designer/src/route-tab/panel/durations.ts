import { html } from 'lit';
import { choose, controlId, line } from './context.js';
import type { WordContext } from './context.js';

/** A duration as a number of one unit; `formula` for FEEL, `other` for what is neither. */
export interface SimpleDuration {
  readonly unit: 'days' | 'hours' | 'minutes' | 'formula' | 'other';
  readonly amount: string;
}

/** Reads `P2D`, `PT4H`, `PT30M`, FEEL. */
export function readDuration(text: string | undefined): SimpleDuration | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('=')) return { unit: 'formula', amount: text };
  const found = /^P(?:(\d+)D|T(\d+)H|T(\d+)M)$/.exec(text);
  if (!found) return { unit: 'other', amount: text };
  if (found[1] !== undefined) return { unit: 'days', amount: found[1] };
  return found[2] !== undefined ? { unit: 'hours', amount: found[2] } : { unit: 'minutes', amount: found[3] ?? '0' };
}

/** Writes what `readDuration` reads. An empty or impossible number gives nothing. */
export function writeDuration({ unit, amount }: SimpleDuration): string | undefined {
  if (unit === 'formula') return amount.startsWith('=') ? amount : `=${amount}`;
  if (unit === 'other') return amount || undefined;
  const number = Math.trunc(Number(amount));
  if (amount.trim() === '' || !Number.isFinite(number) || number < 0 || number > 100_000) return undefined;
  return { days: `P${number}D`, hours: `PT${number}H`, minutes: `PT${number}M` }[unit];
}

/** A number and its unit. `working`: counted in working time. `formula`: a date by FEEL may be given instead. */
export function durationField(c: WordContext, key: string, options: { readonly value: string | undefined; readonly label: string; readonly working: boolean; readonly formula?: boolean; readonly minutes?: boolean; readonly empty?: string; readonly write: (value: string | undefined) => void }): unknown {
  const { t } = c;
  const read = readDuration(options.value);
  const units = [
    { value: 'days', title: options.working ? t.dueDays : t.calendarDays },
    { value: 'hours', title: options.working ? t.dueHours : t.calendarHours },
    ...(options.minutes ? [{ value: 'minutes', title: t.calendarMinutes }] : []),
    ...(options.formula ? [{ value: 'formula', title: t.dueFormula }] : []),
    ...(read?.unit === 'other' ? [{ value: 'other', title: 'ISO 8601' }] : []),
  ];
  const text = read?.unit === 'formula' || read?.unit === 'other';
  const write = (next: SimpleDuration): void => options.write(writeDuration(next));
  return html`<div class="duration">
    ${read === undefined
      ? ''
      : line({
          id: controlId(key),
          label: options.label,
          type: text ? 'text' : 'number',
          value: read.unit === 'formula' ? read.amount.replace(/^=/, '') : read.amount,
          write: (amount) => (text || writeDuration({ unit: read.unit, amount }) !== undefined ? write({ unit: read.unit, amount }) : undefined),
        })}
    ${choose({
      label: options.label,
      value: read?.unit ?? '',
      choices: units,
      ...(options.empty === undefined ? {} : { empty: options.empty }),
      pick: (unit) => {
        if (unit === '') options.write(undefined);
        else if (unit === 'formula') options.write('=today() + duration("P3D")');
        else write({ unit: unit as SimpleDuration['unit'], amount: read && /^\d+$/.test(read.amount) ? read.amount : '1' });
      },
    })}
  </div>`;
}
