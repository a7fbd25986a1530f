import { checkDialect } from '@requestry/forms/core';
import type { Directory, Issue } from '@requestry/model';
import { reservableIssues } from '../reservations/check-rules.js';
import { accessIssues } from './check-access.js';
import { contactIssues } from './check-contacts.js';

/** Everything wrong with a directory. `known`: ids of the others, where they are at hand. */
export function directoryIssues(directory: Directory, known?: ReadonlySet<string>): readonly Issue[] {
  const { id, schema } = directory;
  const name: readonly Issue[] = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(id) ? [] : [{ code: 'directory.id', path: '/id', params: { found: id.slice(0, 80), message: { ru: 'Обозначение справочника — буквы, цифры, дефис, точка и подчёркивание, не больше 64', en: 'The id of a directory is made of letters, digits, hyphens, dots and underscores, 64 at most' } } }];
  const form = checkDialect(schema).filter(({ severity }) => severity !== 'warning').map((issue): Issue => ({ ...issue, path: `/schema${issue.path ?? ''}` }));
  return form.length > 0 ? [...name, ...accessIssues(directory.access), ...form] : [...name, ...accessIssues(directory.access), ...reservableIssues(directory), ...contactIssues(directory, known)];
}
