import { counterpartiesOf, RequestryError, usualCounterparties, type DesignService, type Directory, type DirectoryRecord, type DirectoryView, type Issue } from '@requestry/model';
import { createValidator } from '@requestry/forms/core';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { cardKeys } from '../intake/contact.js';
import { checkId } from '../queries/request.js';
import { directoryIssues } from './check-directory.js';
import { read, readExisting, scanAll } from '../store.js';
import { recordDocId } from '../world.js';
import { mustDesign } from './kinds.js';
import { saving } from './saved.js';

export async function findDirectories(context: Context): Promise<readonly DirectoryView[]> {
  mustDesign(context);
  return (await scanAll<'directories'>(context.store, { index: 'directories' })).map(({ body, version }) => ({ ...body, version }));
}

/** What conditions may ask besides the store. */
export async function findConnectors(context: Context): Promise<readonly string[]> {
  mustDesign(context);
  return [...context.asker.names].sort();
}

export async function saveDirectory(context: Context, command: Parameters<DesignService['saveDirectory']>[0]): Promise<DirectoryView> {
  mustDesign(context);
  const { version: _seen, ...directory } = command.directory as Directory & Partial<DirectoryView>;
  const { contacts } = directory;
  const known = contacts && (await read(context.store, 'directories', contacts.directory)) ? new Set([contacts.directory]) : new Set<string>();
  const issues = directoryIssues(directory, known);
  if (issues.length > 0) throw new RequestryError('INVALID', `Directory "${directory.id}" has ${issues.length} problems`, { issues });
  const result = await runCommand(context, 'save-directory', command, async () => {
    const { ops, version } = await saving(context, 'directories', directory.id, directory, command.expectedVersion);
    return { ops, result: version };
  });
  return { ...directory, version: Number(result) };
}

/** Adds or changes a record. Rejects with `INVALID` when it does not fit the directory's schema. */
export async function saveRecord(context: Context, command: Parameters<DesignService['saveRecord']>[0]): ReturnType<DesignService['saveRecord']> {
  mustDesign(context);
  const { record } = command;
  checkId(record.id);
  const result = await runCommand(context, 'save-record', command, async () => {
    const directory = (await readExisting(context.store, 'directories', record.directory)).body;
    const issues = [...(await recordIssues(context, record)), ...createValidator(directory.schema, { engine: 'ajv' })(record.data)];
    if (issues.length > 0) throw new RequestryError('INVALID', `The record has ${issues.length} problems`, { issues });
    const id = recordDocId(record.directory, record.id);
    const { ops, version } = await saving(context, 'records', id, record, command.expectedVersion);
    return { ops, result: version };
  });
  const warnings = await sameContacts(context, record);
  return { ...record, version: Number(result), ...(warnings.length > 0 ? { warnings } : {}) };
}

/** What is wrong with a record besides its data: days that are none, a parent that is not there, or is itself. */
async function recordIssues({ store }: Context, { id, directory, parent, validFrom, validTo }: DirectoryRecord): Promise<readonly Issue[]> {
  const days = Object.entries({ validFrom, validTo }).filter(([, day]) => day !== undefined && !isDay(day));
  const orphan = parent !== undefined && (parent === id || !(await read(store, 'records', recordDocId(directory, parent))));
  return [...days.map(([name]): Issue => ({ code: 'form.format', path: `/${name}`, params: { format: 'date' } })), ...(orphan ? [{ code: 'record.parent', path: '/parent', params: { found: parent.slice(0, 80), message: { ru: `В справочнике нет другой записи «${parent.slice(0, 80)}»`, en: `The directory has no other record “${parent.slice(0, 80)}”` } } }] : [])];
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** Other cards with the same tax number, address or telephone, when the directory is one of counterparties. */
async function sameContacts(context: Context, record: DirectoryRecord): Promise<readonly Issue[]> {
  const keys = record.archived ? [] : cardKeys(record.data);
  if (keys.length === 0 || !(await holdsCounterparties(context, record.directory))) return [];
  const found = await Promise.all(keys.map(async ({ sort, key }) => ({ sort, key, page: await context.store.scan({ index: 'record-contacts', eq: [record.directory, sort, key], limit: 20 }) })));
  return found.flatMap(({ sort, key, page }): readonly Issue[] => {
    const others = page.items.map(({ body }) => (body as DirectoryRecord).id).filter((id) => id !== record.id);
    return others.length > 0 ? [{ code: 'counterparty.duplicate', severity: 'warning', path: '', params: { sort, value: key, records: others } }] : [];
  });
}

const holdsCounterparties = async (context: Context, directory: string): Promise<boolean> =>
  directory === usualCounterparties || (await scanAll<'sources'>(context.store, { index: 'sources' })).some(({ body }) => counterpartiesOf(body) === directory);
