import type { Issue, Locale } from '@requestry/model';
import { expressionEngine } from '../expression-engine.js';
import { en } from './en.js';
import type { IssueText } from './en.js';
import { paramsOf } from './params.js';
import { ru } from './ru.js';

type IssueTexts = Readonly<Record<string, IssueText>>;

const texts: Record<Locale, IssueTexts> = { ru, en };

/** Adds words for more issues. */
export function addIssueTexts(more: Readonly<Record<Locale, IssueTexts>>): void {
  for (const locale of ['ru', 'en'] as const) texts[locale] = { ...texts[locale], ...more[locale] };
}

/** Words for an issue of a form, its schema or an import; with `title`, the field's name goes in front. An unknown code is given back as it is. */
export function formIssueText(issue: Issue, locale: Locale, options: { readonly title?: string } = {}): string {
  const known = Object.hasOwn(texts[locale], issue.code) ? texts[locale][issue.code] : undefined;
  const text = known ? known(paramsOf(issue, locale)) : (expressionEngine()?.feelIssueText(issue, locale) ?? issue.code);
  return options.title ? `${options.title}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
