import type { Calendar, Directory, DirectoryRecord, Issue, Json, Kind, LocalizedText, Org, Source, System } from '@requestry/model';

/** A system as text files by path, `/` between folders. */
export type Files = ReadonlyMap<string, string>;

/** What could be read, and what could not: `place` is the file. */
export interface ReadSystem {
  readonly system?: System;
  readonly problems: readonly { readonly place: string; readonly issue: Issue }[];
}

/** Layout of the folder; another one would be told apart by it. */
const format = 1;

/** Names whose entries keep their order, because the order of fields means something. */
const ordered: ReadonlySet<string> = new Set(['properties', 'enumTitles', 'patternProperties', 'dependentSchemas', '$defs']);

/**
 * A system as a folder that is pleasant to keep in Git: one file per kind, form, route, directory; keys sorted, two spaces, a line break at
 * the end. Equal systems give equal bytes.
 */
export function toFiles(system: System): Files {
  const files = new Map<string, string>();
  const add = (path: string, value: unknown): void => void files.set(path, canonicalJson(value as Json));
  add('system.json', { format, title: system.title });
  add('org.json', system.org);
  system.calendars.forEach((calendar, index) => add(`calendars/${String(index + 1).padStart(2, '0')}-${calendar.id}.json`, calendar));
  for (const directory of system.directories) {
    add(`directories/${directory.id}.json`, directory);
    const records = system.records.filter((record) => record.directory === directory.id);
    if (records.length > 0) add(`records/${directory.id}.json`, records.map(({ directory: _directory, ...record }) => record));
  }
  for (const source of system.sources ?? []) add(`sources/${source.id}.json`, source);
  for (const { kind, route } of system.kinds) {
    const { form, ...rest } = kind;
    add(`kinds/${kind.id}/kind.json`, rest);
    add(`kinds/${kind.id}/form.json`, form);
    if (route !== undefined) files.set(`kinds/${kind.id}/route.bpmn`, route);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads such a folder. Files that belong to nothing are named as warnings. */
export function fromFiles(files: Files): ReadSystem {
  const reader = new FolderReader(files);
  const { title } = reader.json<{ readonly title?: LocalizedText }>('system.json') ?? {};
  const org = reader.json<Org>('org.json');
  const calendars = reader.matching(/^calendars\/[^/]+\.json$/).map((path) => reader.json<Calendar>(path));
  const directories = reader.matching(/^directories\/[^/]+\.json$/).map((path) => reader.json<Directory>(path));
  const records = reader.matching(/^records\/[^/]+\.json$/).flatMap((path) => recordsIn(reader, path));
  const sources = reader.matching(/^sources\/[^/]+\.json$/).map((path) => sourceIn(reader, path));
  const kinds = reader.matching(/^kinds\/[^/]+\/kind\.json$/).map((path) => kindIn(reader, path));
  reader.reportLeft();
  if (!org || reader.problems.some(({ issue }) => issue.severity !== 'warning')) return { problems: reader.problems };
  return { system: { title: title ?? '', kinds: whole(kinds), directories: whole(directories), records, ...(sources.length > 0 ? { sources: whole(sources) } : {}), org, calendars: whole(calendars) }, problems: reader.problems };
}

const whole = <T>(items: readonly (T | undefined)[]): readonly T[] => items.filter((item) => item !== undefined);

function recordsIn(reader: FolderReader, path: string): readonly DirectoryRecord[] {
  const directory = /([^/]+)\.json$/.exec(path)?.[1] ?? '';
  const records = reader.json<readonly Omit<DirectoryRecord, 'directory'>[]>(path);
  if (records !== undefined && !Array.isArray(records)) reader.report(path, 'config.list');
  return Array.isArray(records) ? records.map((record) => ({ ...record, directory })) : [];
}

function sourceIn(reader: FolderReader, path: string): Source | undefined {
  const source = reader.json<Source>(path);
  if (source && `sources/${source.id}.json` !== path) reader.report(path, 'config.id', { found: String(source.id), wanted: path.slice('sources/'.length, -'.json'.length) });
  return source;
}

function kindIn(reader: FolderReader, path: string): System['kinds'][number] | undefined {
  const folder = path.slice(0, -'kind.json'.length);
  const rest = reader.json<Omit<Kind, 'form'>>(path);
  const form = reader.json<Kind['form']>(`${folder}form.json`);
  const route = reader.text(`${folder}route.bpmn`);
  if (!rest || !form) return undefined;
  if (`kinds/${rest.id}/` !== folder) reader.report(path, 'config.id', { found: String(rest.id), wanted: folder.slice('kinds/'.length, -1) });
  return { kind: { ...rest, form }, ...(route !== undefined ? { route } : {}) };
}

class FolderReader {
  readonly problems: { place: string; issue: Issue }[] = [];
  readonly #files: Files;
  readonly #read = new Set<string>();

  constructor(files: Files) {
    this.#files = files;
  }

  matching(pattern: RegExp): readonly string[] {
    return [...this.#files.keys()].filter((path) => pattern.test(path)).sort();
  }

  text(path: string): string | undefined {
    this.#read.add(path);
    return this.#files.get(path);
  }

  /** Nothing, and a problem, when the file is not there or no JSON. */
  json<T>(path: string): T | undefined {
    const text = this.text(path);
    if (text === undefined) return this.report(path, 'config.missing');
    try {
      const value = JSON.parse(text) as unknown;
      return typeof value === 'object' && value !== null ? (value as T) : this.report(path, 'config.no-object');
    } catch (error) {
      return this.report(path, 'config.not-json', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  report(place: string, code: string, params?: Issue['params'], severity?: 'warning'): undefined {
    this.problems.push({ place, issue: { code, ...(params ? { params } : {}), ...(severity ? { severity } : {}) } });
  }

  reportLeft(): void {
    for (const path of this.#files.keys()) if (!this.#read.has(path) && !/(?:^|\/)(?:README\.md|\.git\w*)$/.test(path)) this.report(path, 'config.stray', undefined, 'warning');
  }
}

/** JSON whose bytes follow from its value: sorted keys, but for names of fields, which keep their order. */
export function canonicalJson(value: Json): string {
  return `${JSON.stringify(sorted(value, ''), undefined, 2)}\n`;
}

function sorted(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  if (!ordered.has(name)) entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, key)]));
}

/** What people look for first stands first. */
const rank = (name: string): number => ['id', 'type', 'title', 'name'].indexOf(name) + 1 || 100;
