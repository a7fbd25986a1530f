import { stemEnglish } from './stem-english.js';
import { stemRussian } from './stem-russian.js';

/** Letters of a text that are read, and different words of it. */
const longestText = 20_000;
const mostTokens = 400;

/** Words as they are looked for: stems of Russian and English ones, others as they are. Each once. */
export function tokensOf(text: string, most = mostTokens): readonly string[] {
  const tokens = new Set<string>();
  for (const word of wordsOf(text)) {
    tokens.add(tokenOf(word));
    if (tokens.size >= most) break;
  }
  return [...tokens];
}

/** Lower-case words and numbers, `ё` as `е`, cut after 40 letters. */
export const wordsOf = (text: string): readonly string[] =>
  text.slice(0, longestText).toLowerCase().replaceAll('ё', 'е').replace(/[’']s?\b/gu, '').match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, 40)) ?? [];

/** Words come back again and again: their stems are kept, up to a number. */
const kept = new Map<string, string>();
const mostKept = 20_000;

/** What a word is looked for as. */
export function tokenOf(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const token = /^[а-я]+$/.test(word) ? stemRussian(word) : /^[a-z]+$/.test(word) ? stemEnglish(word) : word;
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, token);
  return token;
}
