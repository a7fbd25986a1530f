import { localize, type Issue, type Locale, type LocalizedText } from '@requestry/model';
import { expressionEngine } from '../expression-engine.js';
import type { IssueText } from './en.js';
import { paramsOf } from './params.js';

type IssueTexts = Readonly<Record<string, IssueText>>;

const texts: Record<Locale, IssueTexts> = { ru: {}, en: {} };

/** Adds words for more issues. */
export function addIssueTexts(more: Readonly<Partial<Record<Locale, IssueTexts>>>): void {
  for (const locale of ['ru', 'en'] as const) texts[locale] = { ...texts[locale], ...more[locale] };
}

/** There are words in a language. */
export const hasIssueTexts = (locale: Locale): boolean => Object.hasOwn(texts[locale], 'form.required');

/** Fetches the words of one language unless they are there. Rejects when they cannot be fetched; the next call tries again. */
export async function loadIssueTexts(locale: Locale): Promise<void> {
  if (hasIssueTexts(locale)) return;
  if (locale === 'ru') addIssueTexts({ ru: (await import('./ru.js')).ru });
  else addIssueTexts({ en: (await import('./en.js')).en });
}

/** The sentence that an issue of somebody else brings with it. */
const toldBy = ({ params }: Issue, locale: Locale): string => localize(params?.message as LocalizedText | undefined, locale);

/** Words for an issue of a form, its schema or an import; with `title`, the field's name goes in front. An unknown code is given back as it is. */
export function formIssueText(issue: Issue, locale: Locale, options: { readonly title?: string } = {}): string {
  const known = Object.hasOwn(texts[locale], issue.code) ? texts[locale][issue.code] : undefined;
  const text = known ? known(paramsOf(issue, locale)) : (toldBy(issue, locale) || (expressionEngine()?.feelIssueText(issue, locale) ?? issue.code));
  return options.title ? `${options.title}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
