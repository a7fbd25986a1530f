import { parseDate, parseDateTime, parseFeelDuration, parseTime, FeelDate, FeelDateTime } from '../expression/temporal.js';
import type { FeelValue } from '../expression/values.js';
import type { DecisionType } from './table.js';

/** A text as the date, time or duration that its column says it is; anything else stays as it is. */
export function typed(value: FeelValue, type: DecisionType | undefined): FeelValue {
  if (typeof value !== 'string') return value;
  switch (type) {
    case 'date':
      return dayOf(parseDate(value) ?? parseDateTime(value)) ?? value;
    case 'time':
      return parseTime(value) ?? value;
    case 'date and time':
      return parseDateTime(value) ?? value;
    case 'days and time duration':
    case 'years and months duration':
      return parseFeelDuration(value) ?? value;
    default:
      return value;
  }
}

const DAY = 86_400_000;

const dayOf = (value: FeelDate | FeelDateTime | undefined): FeelDate | undefined =>
  value instanceof FeelDateTime ? new FeelDate(Math.floor(value.wall / DAY) * DAY) : value;
