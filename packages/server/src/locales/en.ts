/** Words of the command. */
export interface ServerMessages {
  readonly added: string;
  readonly removed: string;
  readonly changedPlain: string;
  readonly order: string;
  readonly layoutChanged: string;
  readonly rulesChanged: string;
  readonly drawingChanged: string;
  readonly unreadable: string;
  readonly changed: (params: { readonly what: string }) => string;
  readonly field: (params: { readonly name: string; readonly what: string }) => string;
  readonly noProblems: (params: { readonly kinds: number; readonly records: number }) => string;
  readonly problems: (params: { readonly errors: number; readonly warnings: number }) => string;
  readonly noDifferences: string;
  readonly imported: (params: { readonly added: number; readonly changed: number; readonly unchanged: number }) => string;
  readonly wouldImport: (params: { readonly added: number; readonly changed: number; readonly unchanged: number }) => string;
  readonly exported: (params: { readonly files: number; readonly folder: string }) => string;
  readonly upToDate: string;
  readonly serving: (params: { readonly url: string }) => string;
  readonly config: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>>;
}

export const en: ServerMessages = {
  added: 'added',
  removed: 'removed',
  changedPlain: 'changed',
  order: 'order',
  layoutChanged: 'the layout changed',
  rulesChanged: 'rules between fields changed',
  drawingChanged: 'only the drawing changed',
  unreadable: 'changed; one of the two cannot be read',
  changed: ({ what }) => `changed: ${what}`,
  field: ({ name, what }) => `field “${name}” ${what}`,
  noProblems: ({ kinds, records }) => `No problems: ${kinds} kinds of requests, ${records} records`,
  problems: ({ errors, warnings }) => `${errors} errors, ${warnings} warnings`,
  noDifferences: 'No differences',
  imported: ({ added, changed, unchanged }) => `Imported: ${added} added, ${changed} changed, ${unchanged} left as they were`,
  wouldImport: ({ added, changed, unchanged }) => `Would import: ${added} added, ${changed} changed, ${unchanged} left as they are`,
  exported: ({ files, folder }) => `${files} files written to ${folder}`,
  upToDate: 'The store is of this version',
  serving: ({ url }) => `Requestry is at ${url} (Ctrl+C stops it)`,
  config: {
    'config.missing': () => 'The file is missing',
    'config.not-json': ({ reason }) => `This is not JSON: ${String(reason)}`,
    'config.no-object': () => 'Expected an object or a list',
    'config.list': () => 'Expected a list of records',
    'config.id': ({ found, wanted }) => `The id is “${String(found)}”, the folder is “${String(wanted)}”`,
    'config.stray': () => 'The file belongs to nothing and is not read',
  },
};
