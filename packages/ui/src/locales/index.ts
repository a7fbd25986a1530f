import { en } from './en.js';
import { ru } from './ru.js';

/** Words of the shared controls in both languages. */
export const messages = { en, ru };
