import type { KindSummary, Locale } from '@requestry/model';
import { localize } from '@requestry/model';

/** Kinds under one heading. */
export interface CatalogSection {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly KindSummary[];
}

const textsOf = (kind: KindSummary): string =>
  [kind.title, kind.description, kind.category]
    .flatMap((text) => (text === undefined ? [] : typeof text === 'string' ? [text] : Object.values(text)))
    .join(' ')
    .toLocaleLowerCase();

/** Kinds whose title, description or category, in any language, has every word of `text` in it. */
export function matching(kinds: readonly KindSummary[], text: string): readonly KindSummary[] {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return kinds.filter((kind) => words.every((word) => textsOf(kind).includes(word)));
}

/** By category in alphabetical order, those without one last; inside: what the person may submit first. */
export function byCategory(kinds: readonly KindSummary[], locale: Locale, other: string): readonly CatalogSection[] {
  const compare = new Intl.Collator(locale).compare;
  const sections = new Map<string, KindSummary[]>();
  for (const kind of kinds) {
    const title = localize(kind.category, locale) || other;
    sections.set(title, [...(sections.get(title) ?? []), kind]);
  }
  const order = (a: KindSummary, b: KindSummary): number =>
    Number(b.submit.allowed) - Number(a.submit.allowed) || compare(localize(a.title, locale), localize(b.title, locale));
  return [...sections]
    .map(([title, list]) => ({ id: title, title, kinds: [...list].sort(order) }))
    .sort((a, b) => Number(a.title === other) - Number(b.title === other) || compare(a.title, b.title));
}

/** What the person used last, newest first, at most `count`. */
export const recentOf = (kinds: readonly KindSummary[], count = 5): readonly KindSummary[] =>
  kinds
    .filter((kind) => kind.lastUsedAt !== undefined && kind.submit.allowed)
    .sort((a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''))
    .slice(0, count);
