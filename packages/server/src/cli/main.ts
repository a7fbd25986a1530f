import { RequestryError, type Locale, type System } from '@requestry/model';
import { checkSystem, createRuntime, systemIssueText, type Runtime } from '@requestry/runtime';
import { channelsFrom } from '../channels/settings.js';
import { systemDifferences } from '../config/differences.js';
import { fromFiles, toFiles } from '../config/files.js';
import { readFolder, writeFolder } from '../config/folder.js';
import { messages } from '../locales/index.js';
import { serve, type Served } from '../serve.js';
import { storageAt } from '../storage-at.js';
import { readArguments, UsageError, type Asked } from './arguments.js';

export const usage = `requestry serve     --demo | --user-header NAME   [--store ADDRESS] [--system PLACE] [--port 8080] [--host 127.0.0.1] [--channels FILE]
requestry validate  FOLDER
requestry diff      PLACE PLACE
requestry import    FOLDER --store ADDRESS [--dry-run] [--note TEXT]
requestry export    FOLDER --store ADDRESS
requestry migrate   --store ADDRESS

ADDRESS  sqlite:FILE, postgres://…   (default of serve: sqlite:requestry-data/requestry.db)
PLACE    a folder, template:internal, or an ADDRESS
FILE     JSON with mail and webhooks; without it REQUESTRY_PUBLIC_URL, REQUESTRY_SMTP_URL, REQUESTRY_MAIL_FROM, REQUESTRY_WEBHOOK_URL, REQUESTRY_WEBHOOK_SECRET
--lang ru|en, --tenant NAME (default main)`;

export interface Terminal {
  out(line: string): void;
  error(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears of a server that was started. */
  onServed?(served: Served): void;
}

/**
 * The command. Gives the exit code: 0 done, 1 there are problems or differences, 2 asked wrongly or not possible. `serve` resolves once it serves.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const asked = readArguments(args, terminal.env);
    const command = asked.command !== undefined && Object.hasOwn(commands, asked.command) ? commands[asked.command] : undefined;
    if (command) return await command(asked, terminal);
    terminal[asked.command === 'help' ? 'out' : 'error'](usage);
    return asked.command === 'help' ? 0 : 2;
  } catch (error) {
    if (!(error instanceof RequestryError || error instanceof UsageError)) throw error;
    terminal.error(error.message);
    if (error instanceof RequestryError) for (const issue of error.issues) terminal.error(`  ${String(issue.params?.place ?? issue.path ?? '')} ${systemIssueText(issue, 'en')}`);
    if (error instanceof UsageError) terminal.error(usage);
    return 2;
  }
}

const commands: Readonly<Record<string, (asked: Asked, terminal: Terminal) => Promise<number>>> = { serve: serveHost, validate, diff, import: importFolder, export: exportFolder, migrate };

async function serveHost({ options, locale }: Asked, terminal: Terminal): Promise<number> {
  const header = text(options['user-header']);
  if (!options.demo && header === undefined) throw new UsageError('Say who is signed in: --user-header NAME of your proxy, or --demo for a look');
  const ways = await channelsFrom(terminal.env, text(options.channels));
  const opened = await storageAt(text(options.store) ?? 'sqlite:requestry-data/requestry.db');
  const port = options.port === undefined ? undefined : Number(options.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new UsageError(`--port ${String(options.port)} is no port`);
  const served = await serve({
    storage: opened.storage,
    system: await systemAt(text(options.system) ?? 'template:internal'),
    userOf: (request) => (header === undefined ? undefined : (request.headers.get(header) ?? undefined)),
    ...ways,
    ...(options.demo === true ? { demo: true } : {}),
    ...(port === undefined ? {} : { port }),
    ...(text(options.host) === undefined ? {} : { host: text(options.host) }),
    ...(text(options.tenant) === undefined ? {} : { tenant: text(options.tenant) }),
    onError: (error) => terminal.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  terminal.out(messages[locale].serving({ url: served.url }));
  terminal.onServed?.({
    ...served,
    close: async () => {
      await served.close();
      await opened.close();
    },
  });
  return 0;
}

async function validate({ places, locale }: Asked, terminal: Terminal): Promise<number> {
  const [folder] = places;
  if (folder === undefined) throw new UsageError('Which folder?');
  const { system, problems } = fromFiles(await readFolder(folder));
  const found = [...problems, ...(system ? await checkSystem(system) : [])];
  for (const { place, issue } of found) terminal.out(`${issue.severity === 'warning' ? '⚠' : '⛔'} ${place}${issue.element === undefined ? '' : `#${issue.element}`}${issue.path ?? ''}: ${textOf(issue, locale)}`);
  const errors = found.filter(({ issue }) => issue.severity !== 'warning').length;
  const t = messages[locale];
  terminal.out(found.length === 0 && system ? t.noProblems({ kinds: system.kinds.length, records: system.records.length }) : t.problems({ errors, warnings: found.length - errors }));
  return errors > 0 ? 1 : 0;
}

const textOf = (issue: Parameters<typeof systemIssueText>[0], locale: Locale): string => messages[locale].config[issue.code]?.(issue.params ?? {}) ?? systemIssueText(issue, locale);

async function diff({ places, locale }: Asked, terminal: Terminal): Promise<number> {
  const [before, after] = places;
  if (before === undefined || after === undefined) throw new UsageError('Which two?');
  const [old, now] = await Promise.all([systemAt(before), systemAt(after)]);
  const found = await systemDifferences(old, now, locale);
  const signs = { added: '+', removed: '−', changed: '~' };
  for (const { place, is, text: words } of found) terminal.out(`${signs[is]} ${place}: ${words}`);
  if (found.length === 0) terminal.out(messages[locale].noDifferences);
  return found.length > 0 ? 1 : 0;
}

async function importFolder(asked: Asked, terminal: Terminal): Promise<number> {
  const [folder] = asked.places;
  if (folder === undefined) throw new UsageError('Which folder?');
  const system = await systemAt(folder);
  const dryRun = asked.options['dry-run'] === true;
  const note = text(asked.options.note);
  return withStore(asked, async (runtime, tenant) => {
    const { added, changed, unchanged } = await runtime.import(system, { tenant, dryRun, ...(note === undefined ? {} : { note }) });
    for (const place of added) terminal.out(`+ ${place}`);
    for (const place of changed) terminal.out(`~ ${place}`);
    terminal.out(messages[asked.locale][dryRun ? 'wouldImport' : 'imported']({ added: added.length, changed: changed.length, unchanged }));
  });
}

async function exportFolder(asked: Asked, terminal: Terminal): Promise<number> {
  const [folder] = asked.places;
  if (folder === undefined) throw new UsageError('Which folder?');
  return withStore(asked, async (runtime, tenant) => {
    const files = toFiles(await runtime.export({ tenant }));
    await writeFolder(folder, files);
    terminal.out(messages[asked.locale].exported({ files: files.size, folder }));
  });
}

/** Opening a store brings it to this version, or is refused when it is newer. */
function migrate(asked: Asked, terminal: Terminal): Promise<number> {
  return withStore(asked, () => Promise.resolve(terminal.out(messages[asked.locale].upToDate)));
}

async function withStore({ options }: Asked, work: (runtime: Runtime, tenant: string) => Promise<void>): Promise<number> {
  const address = text(options.store);
  if (address === undefined) throw new UsageError('Which store? --store ADDRESS');
  const opened = await storageAt(address);
  const runtime = await createRuntime({ storage: opened.storage });
  try {
    await work(runtime, text(options.tenant) ?? 'main');
    return 0;
  } finally {
    await runtime.close();
    await opened.close();
  }
}

/** A system by its place: a store, a ready-made one, or a folder. */
async function systemAt(place: string): Promise<System> {
  if (place === 'template:internal') return (await import('@requestry/templates/internal')).system;
  if (/^(?:sqlite|postgres(?:ql)?):/.test(place)) {
    let system: System | undefined;
    await withStore({ command: undefined, places: [], locale: 'en', options: { store: place } }, async (runtime, tenant) => void (system = await runtime.export({ tenant })));
    return system as System;
  }
  const { system, problems } = fromFiles(await readFolder(place));
  if (system) return system;
  throw new RequestryError('INVALID', `${place} cannot be read`, { issues: problems.map(({ place: file, issue }) => ({ ...issue, params: { ...issue.params, place: file } })) });
}

const text = (value: string | boolean | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
