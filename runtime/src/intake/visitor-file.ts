import { accessOf, controls, isEditable, resolveScope, scopeToPath, topProperty } from '@requestry/forms/core';
import { RequestryError, type FileRef, type IntakeForm, type JsonSchema, type Transfer, type UiControlOptions, type VisitorFile } from '@requestry/model';
import type { Context } from '../context.js';
import { isTaken } from '../files/content-type.js';
import { visitorOf } from '../files/documents.js';
import { keepFor } from '../files/keep-file.js';
import { countRows } from '../store.js';
import { publicForm } from './public-form.js';

/** What a field takes that says nothing of it. */
const usualSize = 25 * 1024 * 1024;
const usualCount = 10;
/** Files of one visit, whatever its fields hold. */
const mostFiles = 50;

interface FileField {
  readonly accept: readonly string[];
  readonly size: number;
  readonly count: number;
}

/** See `IntakeService.keepFile`. */
export async function keepVisitorFile(context: Context, { source, visit, ...file }: VisitorFile, transfer?: Transfer): Promise<FileRef> {
  const fields = fileFields(await publicForm(context, source));
  const by = visitorOf(source, checkedVisit(visit));
  if (fields.length === 0) throw refused('file.no-field');
  const most = Math.min(mostFiles, fields.reduce((sum, { count }) => sum + count, 0));
  if ((await countRows(context.store, { index: 'files-waiting', eq: [by] }, most)) >= most) throw refused('file.too-many', { limit: most });
  const largest = Math.min(context.files.largest, Math.max(...fields.map(({ size }) => size)));
  const taken = (type: string, name: string): boolean => fields.some(({ accept }) => isTaken(type, name, accept));
  return keepFor(context, by, file, { ...context.files, largest }, transfer, { taken, accept: [...new Set(fields.flatMap(({ accept }) => accept))] });
}

const refused = (code: string, params: Readonly<Record<string, number>> = {}): RequestryError => new RequestryError('INVALID', code, { issues: [{ code, path: '/content', params }] });

/** Rejects with `INVALID` what others could guess. */
export function checkedVisit(visit: unknown): string {
  if (typeof visit === 'string' && /^[\w-]{20,100}$/.test(visit)) return visit;
  throw new RequestryError('INVALID', 'A visit is 20 to 100 letters, digits and dashes', { issues: [{ code: 'intake.visit', path: '/visit' }] });
}

/** Fields and columns of files that a visitor may fill in. */
function fileFields({ form, access }: IntakeForm): readonly FileField[] {
  return controls(form.ui).flatMap(({ scope, options }): readonly FileField[] => {
    if (!isEditable(accessOf(access, topProperty(scopeToPath(scope))))) return [];
    const schema = resolveScope(form.schema, scope);
    const columns = (options?.rq?.columns ?? []).map((column) => fieldOf(columnSchema(schema, column.property), column.options));
    return [fieldOf(schema, options), ...columns].filter((field) => field !== undefined);
  });
}

const columnSchema = ({ items }: JsonSchema = {}, property: string): JsonSchema | undefined => (typeof items === 'object' ? items.properties?.[property] : undefined);

function fieldOf(schema: JsonSchema = {}, options: UiControlOptions = {}): FileField | undefined {
  if (options.rq?.field !== 'file') return undefined;
  const items = typeof schema.items === 'object' ? schema.items : {};
  const [size, count, accept] = [items.properties?.['size']?.['maximum'], schema['maxItems'], options.rq['accept']];
  return { accept: Array.isArray(accept) ? accept.filter((each): each is string => typeof each === 'string') : [], size: typeof size === 'number' ? size : usualSize, count: typeof count === 'number' ? count : usualCount };
}
