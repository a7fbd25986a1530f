import type { Issue, Locale } from '@requestry/model';
import { en } from './locales/en.js';
import { ru } from './locales/ru.js';

const words = { en, ru };

/** The sentence for an issue of this package; the bare code for others. */
export function routeIssueText(issue: Issue, locale: Locale): string {
  const sentences: Readonly<Record<string, (params: Readonly<Record<string, string>>) => string>> = words[locale];
  const sentence = Object.hasOwn(sentences, issue.code) ? sentences[issue.code] : undefined;
  if (!sentence) return issue.code;
  const params = Object.entries(issue.params ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value ?? '')] as const);
  return sentence(Object.fromEntries([['element', issue.element ?? ''], ...params]));
}
