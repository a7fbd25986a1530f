import { parseArgs } from 'node:util';
import type { Locale } from '@requestry/model';

/** What was asked on the command line. */
export interface Asked {
  readonly command: string | undefined;
  readonly places: readonly string[];
  readonly locale: Locale;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Asked wrongly: how to ask is told. */
export class UsageError extends Error {}

/** Reads the arguments. Throws `UsageError` for options that do not exist. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        system: { type: 'string' },
        'user-header': { type: 'string' },
        channels: { type: 'string' },
        note: { type: 'string' },
        lang: { type: 'string' },
        tenant: { type: 'string' },
        demo: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [command, ...places] = positionals;
    const lang = values.lang ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? 'en';
    return { command: values.help ? 'help' : command, places, locale: /^ru/i.test(lang) ? 'ru' : 'en', options: values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
