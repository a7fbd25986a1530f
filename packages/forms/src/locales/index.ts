import { en } from './en.js';
import { ru } from './ru.js';

/** Words of the form renderer in both languages. */
export const messages = { en, ru };
