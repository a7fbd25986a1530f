import { RequestryError, type DesignService, type Directory, type DirectoryRecord } from '@requestry/model';
import { createValidator } from '@requestry/forms/core';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { read, readExisting, scanAll } from '../store.js';
import { recordDocId } from '../world.js';
import { mustDesign } from './kinds.js';

export async function findDirectories(context: Context): Promise<readonly Directory[]> {
  mustDesign(context);
  return (await scanAll<'directories'>(context.store, { index: 'directories' })).map((row) => row.body);
}

export async function saveDirectory(context: Context, command: Parameters<DesignService['saveDirectory']>[0]): Promise<Directory> {
  mustDesign(context);
  const { directory } = command;
  await runCommand(context, 'save-directory', command.idempotencyKey, async () => {
    const before = await read(context.store, 'directories', directory.id);
    return { ops: [put('directories', directory.id, directory, before?.version ?? 'absent')], result: {} };
  });
  return directory;
}

/** Adds or changes a record. Rejects with `INVALID` when it does not fit the directory's schema. */
export async function saveRecord(context: Context, command: Parameters<DesignService['saveRecord']>[0]): Promise<DirectoryRecord> {
  mustDesign(context);
  const { record } = command;
  await runCommand(context, 'save-record', command.idempotencyKey, async () => {
    const directory = (await readExisting(context.store, 'directories', record.directory)).body;
    const issues = createValidator(directory.schema, { engine: 'ajv' })(record.data);
    if (issues.length > 0) throw new RequestryError('INVALID', `The record has ${issues.length} problems`, { issues });
    const id = recordDocId(record.directory, record.id);
    const before = await read(context.store, 'records', id);
    return { ops: [put('records', id, record, before?.version ?? 'absent')], result: {} };
  });
  return record;
}
