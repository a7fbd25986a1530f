import type { Directory, Issue } from '@requestry/model';

/** What is wrong with how a directory holds contact persons. `known`: ids of all directories, where they are at hand. */
export function contactIssues({ contacts, schema, id }: Directory, known?: ReadonlySet<string>): readonly Issue[] {
  if (!contacts) return [];
  const { field, directory } = contacts;
  const type = schema.properties?.[field]?.type;
  return [
    ...(type === 'string' || type === 'array' ? [] : [{ code: 'directory.contacts-field', path: '/contacts/field', params: { value: field, message: { ru: `В справочнике нет текстового свойства «${field}»`, en: `The directory has no text property “${field}”` } } }]),
    ...(directory !== id && (known?.has(directory) ?? true) ? [] : [{ code: 'directory.contacts-directory', path: '/contacts/directory', params: { value: directory, message: { ru: `Нет другого справочника «${directory}»`, en: `There is no other directory “${directory}”` } } }]),
  ];
}
