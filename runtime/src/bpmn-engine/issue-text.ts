import type { Issue, Locale } from '@requestry/model';
import { en } from './locales/en.js';
import { ru } from './locales/ru.js';

const words = { en, ru };

/** The sentence for a route that bpmn-engine would not run correctly; undefined for issues of others. */
export function bpmnEngineIssueText({ code, params }: Issue, locale: Locale): string | undefined {
  const sentences: Readonly<Record<string, (params: Readonly<Record<string, string>>) => string>> = words[locale];
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  return sentence?.(Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)])));
}
