import type { Locale } from './text.js';

const words: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: { 'image/*': 'pictures', 'video/*': 'video', 'audio/*': 'sound', 'text/*': 'text', 'application/pdf': 'PDF' },
  ru: { 'image/*': 'изображения', 'video/*': 'видео', 'audio/*': 'звук', 'text/*': 'тексты', 'application/pdf': 'PDF' },
};

/** Sorts of files in words: `image/*` is "pictures"; endings and what has no word stay as they are. Each once. */
export const fileSorts = (accept: readonly string[], locale: Locale): readonly string[] => [...new Set(accept.map((sort) => wordOf(sort.trim(), locale)))];

function wordOf(sort: string, locale: Locale): string {
  const known = sort.toLowerCase();
  return Object.hasOwn(words[locale], known) ? (words[locale][known] ?? sort) : sort;
}
