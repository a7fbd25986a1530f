import type { Locale } from '@requestry/model';

/** Words of one workspace in both languages. `ru satisfies` the shape of `en`, so a missing word does not compile. */
export interface MessageTables<M> {
  readonly en: M;
  readonly ru: M;
}

/** Whether a value names one of our languages. */
export const isLocale = (value: unknown): value is Locale => value === 'ru' || value === 'en';

/** The table in a language. */
export const wordsOf = <M>(tables: MessageTables<M>, locale: Locale): M => tables[locale];

/** Language of the page: `ru` when `<html lang>` is Russian, else `en`. */
export function pageLocale(): Locale {
  if (typeof document === 'undefined') return 'en';
  return /^ru\b/i.test(document.documentElement.lang) ? 'ru' : 'en';
}

/** Tells everyone who watches the language that words have come. */
export function wordsChanged(): void {
  listeners.forEach((each) => each());
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls back when `<html lang>` changes, and when words have come. Returns the way to stop. */
export function watchPageLocale(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => listeners.forEach((each) => each()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
