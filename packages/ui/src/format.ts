import { html } from 'lit';
import type { Locale } from '@requestry/model';
import { messages } from './locales/index.js';

/** A moment in words: short and relative to now, and exact. */
export interface When {
  readonly text: string;
  readonly exact: string;
}

const tags: Readonly<Record<Locale, string>> = { ru: 'ru-RU', en: 'en-GB' };
const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = makeFormat(locale, options);
  cache.set(key, made);
  return made;
}

function makeFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(tags[locale], options);
  } catch {
    return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: undefined });
  }
}

const isDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso);

/** Days since the epoch on the calendar of a zone. */
function dayNumber(at: Date, zone: string | undefined): number {
  const parts = dateFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000;
}

/**
 * A date (`2026-03-14`) or moment in words. A date has no zone; a moment is told in `zone`, the browser's when absent.
 * What is not a date comes back as it is.
 */
export function formatDate(iso: string, locale: Locale, { zone, time, year = 'auto', now = new Date() }: { zone?: string; time?: boolean; year?: 'auto' | 'always'; now?: Date } = {}): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const timeZone = isDay(iso) ? 'UTC' : zone;
  const sameYear = dateFormat('en', { timeZone, year: 'numeric' }).format(at) === dateFormat('en', { timeZone: zone, year: 'numeric' }).format(now);
  const day: Intl.DateTimeFormatOptions = { timeZone, day: 'numeric', month: 'short', ...(sameYear && year === 'auto' ? {} : { year: 'numeric' }) };
  const clock: Intl.DateTimeFormatOptions = time && !isDay(iso) ? { hour: '2-digit', minute: '2-digit' } : {};
  return dateFormat(locale, { ...day, ...clock }).format(at);
}

/**
 * A date or moment relative to now ("5 minutes ago", "tomorrow, 18:00", "14 Mar"), with the exact one beside it.
 * What is not a date comes back as it is.
 */
export function formatWhen(iso: string, locale: Locale, zone?: string, now: Date = new Date()): When {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return { text: iso, exact: iso };
  const exact = isDay(iso)
    ? dateFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(at)
    : dateFormat(locale, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at);
  return { text: relative(iso, at, locale, zone, now), exact };
}

function relative(iso: string, at: Date, locale: Locale, zone: string | undefined, now: Date): string {
  const t = messages[locale];
  const days = dayNumber(at, isDay(iso) ? 'UTC' : zone) - dayNumber(now, zone);
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  const ago = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'always' });
  if (!isDay(iso) && minutes === 0) return t.justNow;
  if (!isDay(iso) && minutes < 0 && minutes > -60) return ago.format(minutes, 'minute');
  if (!isDay(iso) && days === 0 && minutes < 0 && minutes > -360) return ago.format(Math.round(minutes / 60), 'hour');
  const near = { '-1': t.yesterday, '0': t.today, '1': t.tomorrow }[String(days)];
  if (near === undefined) return formatDate(iso, locale, { zone, now });
  return isDay(iso) ? near : t.dayAt({ day: near, time: formatTime(iso, locale, zone) });
}

/** Hours and minutes of a moment. */
export function formatTime(iso: string, locale: Locale, zone?: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : dateFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A `<time>` with relative text and the exact moment on hover. */
export function renderWhen(iso: string, locale: Locale, zone?: string, now?: Date): unknown {
  const when = formatWhen(iso, locale, zone, now);
  return html`<time datetime=${iso} title=${when.exact}>${when.text}</time>`;
}

/** A number with the language's separators. */
export function formatNumber(value: number, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(locale, options).format(value);
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(tags[locale], options);
  numberFormats.set(key, made);
  return made;
}

/** An amount of money. The amount is decimal text, so nothing is lost; an unknown currency stands after the number as it is. */
export function formatMoney(money: { readonly amount: string; readonly currency: string }, locale: Locale): string {
  const amount = Number(money.amount);
  if (money.amount === '' || !Number.isFinite(amount)) return money.amount;
  try {
    const format = new Intl.NumberFormat(tags[locale], { style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol', ...(Number.isInteger(amount) ? { minimumFractionDigits: 0 } : {}) });
    return format.format(money.amount as unknown as number);
  } catch {
    return `${formatNumber(amount, locale)} ${money.currency}`;
  }
}

/** "a, b and c". */
export function formatList(items: readonly string[], locale: Locale, type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(tags[locale], { type }).format(items);
}

/** Bytes as kB or MB. */
export function formatSize(bytes: number, locale: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(tags[locale], { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 }).format(bytes / 1000 ** step);
}
