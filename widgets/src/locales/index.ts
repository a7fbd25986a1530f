import { vocabulary } from '@requestry/ui';
import type { WidgetMessages } from './en.js';

/** Words of the end user's elements. */
export const messages = vocabulary<WidgetMessages>({ en: async () => (await import('./en.js')).en, ru: async () => (await import('./ru.js')).ru });
