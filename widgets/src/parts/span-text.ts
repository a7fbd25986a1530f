import type { Locale } from '@requestry/model';
import { formatDate } from '@requestry/ui';

/** A span of days in the fewest words: "14 Mar", "14–16 Mar". */
export function spanText(from: string | undefined, to: string | undefined, locale: Locale, zone?: string): string {
  const day = (iso: string): string => formatDate(iso, locale, { zone });
  if (from === undefined) return to === undefined ? '' : day(to);
  const start = new Date(from);
  const end = new Date(to ?? from);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end < start) return day(from);
  if (day(from) === day(end.toISOString())) return day(from);
  const format = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { day: 'numeric', month: 'short', ...(zone ? { timeZone: zone } : {}) });
  return format.formatRange(start, end);
}
