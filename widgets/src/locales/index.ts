import { en } from './en.js';
import { ru } from './ru.js';

/** Words of the end user's elements. */
export const messages = { en, ru };
