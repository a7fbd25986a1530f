import { waitForTraceWords } from '@requestry/ui';
import { en } from './en.js';
import { ru } from './ru.js';

export type { DesignerMessages } from './en.js';

/** Words of the designer in both languages. */
export const messages = { en, ru };

waitForTraceWords();
