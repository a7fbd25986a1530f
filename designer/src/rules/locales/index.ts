import { en } from './en.js';
import type { RuleWords } from './en.js';
import { ru } from './ru.js';

export type { RuleWords } from './en.js';

/** Words of what a kind asks and does besides its form and route, by language. */
export const ruleWords: { readonly en: RuleWords; readonly ru: RuleWords } = { en, ru };
