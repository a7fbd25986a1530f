import type { Locale } from '@requestry/model';
import { en, type MessageTexts } from './en.js';
import { ru } from './ru.js';

export const texts: Readonly<Record<Locale, MessageTexts>> = { en, ru };

/** A date and time as people write it, in a time zone. */
export function momentText(at: string, locale: Locale, zone: string): string {
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(new Date(at));
}
