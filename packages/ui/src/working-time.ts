import type { Locale } from '@requestry/model';

/** An ISO duration of working time in words: `P2D` "2 working days", `PT4H` "4 working hours". Other text as it is. */
export function workingTimeText(duration: string, locale: Locale): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!found || duration === 'P') return duration;
  const [weeks, days, hours, minutes] = found.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const parts = workingParts(locale, { days: (weeks ?? 0) * 5 + (days ?? 0), hours: hours ?? 0, minutes: minutes ?? 0 });
  return parts.length > 0 ? parts.join(' ') : duration;
}

function workingParts(locale: Locale, { days, hours, minutes }: { days: number; hours: number; minutes: number }): string[] {
  const ru = new Intl.PluralRules(locale);
  const pick = (count: number, one: string, few: string, many: string): string => `${count} ${{ one, few, many, two: few, zero: many, other: many }[ru.select(count)]}`;
  const told = locale === 'ru'
    ? [days && pick(days, 'рабочий день', 'рабочих дня', 'рабочих дней'), hours && pick(hours, 'рабочий час', 'рабочих часа', 'рабочих часов'), minutes && pick(minutes, 'минута', 'минуты', 'минут')]
    : [days && pick(days, 'working day', 'working days', 'working days'), hours && pick(hours, 'working hour', 'working hours', 'working hours'), minutes && pick(minutes, 'minute', 'minutes', 'minutes')];
  return told.filter((part): part is string => typeof part === 'string');
}
