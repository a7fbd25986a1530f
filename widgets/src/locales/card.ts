import { vocabulary } from '@requestry/ui';
import type { CardWordsTable } from './card.en.js';
import type { WidgetMessages } from './en.js';

/** Words of the card of a request, with those of all elements. */
export type CardMessages = WidgetMessages & CardWordsTable;

/** Words of the card of a request. */
export const cardMessages = vocabulary<CardMessages>({
  en: async () => ({ ...(await import('./en.js')).en, ...(await import('./card.en.js')).en }),
  ru: async () => ({ ...(await import('./ru.js')).ru, ...(await import('./card.ru.js')).ru }),
});
