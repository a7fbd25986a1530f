import type { Locale } from '@requestry/model';
import { en, type ServerMessages } from './en.js';
import { ru } from './ru.js';

export const messages: Readonly<Record<Locale, ServerMessages>> = { en, ru };
