import { vocabulary } from '@requestry/ui';
import type { WidgetMessages } from './en.js';
import type { PageWordsTable } from './pages.en.js';

/** Words of the pages around requests, with those of all elements. */
export type PageMessages = WidgetMessages & PageWordsTable;

/** Words of the catalog, of one's own requests, of notifications and of the page that has them all: they come with the first of these elements. */
export const pageMessages = vocabulary<PageMessages>({
  en: async () => ({ ...(await import('./en.js')).en, ...(await import('./pages.en.js')).en }),
  ru: async () => ({ ...(await import('./ru.js')).ru, ...(await import('./pages.ru.js')).ru }),
});
