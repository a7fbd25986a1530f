import { en } from './en.js';
import type { RouteWords } from './en.js';
import { ru } from './ru.js';

export type { RouteWords } from './en.js';

/** Words of the route tab and the trial run by language. */
export const words: { readonly en: RouteWords; readonly ru: RouteWords } = { en, ru };
