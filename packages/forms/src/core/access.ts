import type { AccessMap, FieldAccess, FormDefinition, JsonObject } from '@requestry/model';
import { isUnsafeName } from './json-pointer.js';

/** What may be done with a top-level property. Everything may be edited without a map; a map without `*` leaves the rest readable. */
export function accessOf(access: AccessMap | undefined, property: string): FieldAccess {
  if (!access) return 'edit';
  if (Object.hasOwn(access, property)) return access[property] ?? 'read';
  return (Object.hasOwn(access, '*') ? access['*'] : undefined) ?? 'read';
}

/** Access at submission: what the map does not name may be edited. */
export const submissionAccess = (access: AccessMap | undefined): AccessMap => ({ '*': 'edit', ...access });

/** The access lets a person change the field. */
export const isEditable = (access: FieldAccess): boolean => access === 'edit' || access === 'required';

/** The data without the fields that the access hides. `form` is not asked: a property that no schema knows is hidden or shown by `*`. */
export function visibleData(_form: FormDefinition, data: JsonObject, access: AccessMap | undefined): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !isUnsafeName(name) && accessOf(access, name) !== 'hidden'));
}
