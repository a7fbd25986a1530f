import { vocabulary } from '@requestry/ui/base';
import type { FormMessages } from './en.js';

/** Words of the form renderer. */
export const messages = vocabulary<FormMessages>({ en: async () => (await import('./en.js')).en, ru: async () => (await import('./ru.js')).ru });
