import type { Locale } from '@requestry/model';
import type { MessageTables } from './localize.js';
import { warnOnce } from './warn.js';

/** Fetches the words of one language. */
export type WordsLoader<M> = () => Promise<M>;

interface Source {
  readonly tables: Partial<Record<Locale, unknown>>;
  readonly loaders: Readonly<Record<Locale, WordsLoader<unknown>>>;
}

const sources = new Set<Source>();
const coming = new Map<Locale, Promise<void>>();
const retryAfter = 3_000;

/**
 * Words of a workspace of which a page fetches only the language that it speaks. Every element waits with its first drawing, and with that of
 * another language, until the words of that language are there; outside elements `wordsThere()` tells when. Reading them earlier is a mistake.
 */
export function vocabulary<M>(loaders: Readonly<Record<Locale, WordsLoader<M>>>): MessageTables<M> {
  const tables: Partial<Record<Locale, M>> = {};
  sources.add({ tables, loaders });
  const read = (locale: Locale): M => {
    const words = tables[locale];
    if (words === undefined) throw new TypeError(`the words of ${locale} are not there yet: wait for wordsThere('${locale}')`);
    return words;
  };
  return { get en() { return read('en'); }, get ru() { return read('ru'); } };
}

const missing = (locale: Locale): readonly Source[] => [...sources].filter(({ tables }) => tables[locale] === undefined);

/** Settles when all words of a language are there; undefined when they are. What cannot be fetched is tried again until it can. */
export function wordsThere(locale: Locale): Promise<void> | undefined {
  if (missing(locale).length === 0) return undefined;
  const known = coming.get(locale);
  if (known) return known;
  const fetching = fetchAll(locale).finally(() => coming.delete(locale));
  coming.set(locale, fetching);
  return fetching;
}

async function fetchAll(locale: Locale): Promise<void> {
  for (let wanted = missing(locale); wanted.length > 0; wanted = missing(locale)) {
    const done = await Promise.allSettled(wanted.map(async ({ tables, loaders }) => void (tables[locale] = await loaders[locale]())));
    const failed = done.find((each) => each.status === 'rejected');
    if (!failed) continue;
    warnOnce(`words:${locale}`, `the words of ${locale} could not be loaded; trying again`, failed.reason);
    await new Promise((resolve) => setTimeout(resolve, retryAfter));
  }
}
