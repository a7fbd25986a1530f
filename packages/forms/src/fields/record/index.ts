import { formatList } from '@requestry/ui/base';
import type { OptionSource } from '../../inputs/combobox-option.js';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView, TitleSource } from '../../registry.js';
import { renderLookup } from '../lookup-input.js';
import { idsOf } from '../optional.js';

const limit = 50;

/** Where the titles of a lookup's records come from. */
export const recordTitles = (options: FieldView['options']): TitleSource => ({ of: 'record', directory: options.lookup?.directory ?? '' });

/** Finds records of the field's directory, narrowed by the lookup's filter; `tree` walks down from the top. */
export function recordSource(field: FieldView, tree: boolean): OptionSource | undefined {
  const { lookups, options } = field;
  const directory = options.lookup?.directory;
  if (!lookups || !directory) return undefined;
  return async ({ text, after, parent }) => {
    const filter = field.filter();
    const page = await lookups.findRecords({
      directory,
      limit,
      ...(text ? { text } : {}),
      ...(after === undefined ? {} : { after }),
      ...(Object.keys(filter).length > 0 ? { filter } : {}),
      ...(tree && !text ? { parent: parent ?? null } : {}),
    });
    return { items: page.items.map((record) => ({ id: record.id, title: record.title, note: record.path?.join(' › '), record })), next: page.next };
  };
}

/** A record of a directory. Choosing one fills other fields, as the lookup says. */
export const recordField: FieldType = {
  type: 'record',
  title: { ru: 'Запись справочника', en: 'Directory record' },
  icon: 'table',
  group: 'data',
  schema: { type: 'string' },
  options: { rq: { field: 'record', lookup: { directory: '' } } },
  optionsSchema: {
    type: 'object',
    properties: {
      lookup: {
        type: 'object',
        title: 'lookup',
        required: ['directory'],
        properties: { directory: { type: 'string', title: 'directory' }, filter: { type: 'object', title: 'filter' }, fill: { type: 'object', title: 'fill' } },
      },
    },
  },
  suits: (_schema, control) => (control.options?.rq?.lookup ? 4 : 0),
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, recordTitles(field.options))), field.locale),
  render: (field) => renderRecord(field, false),
};
registerField(recordField);

/** The combobox of a record, as a tree or flat. */
export function renderRecord(field: FieldView, tree: boolean): unknown {
  const multi = field.schema.type === 'array';
  return renderLookup(field, {
    source: recordSource(field, tree),
    titles: recordTitles(field.options),
    multi,
    tree,
    ...(multi ? {} : { choose: (option) => field.choose(option?.record) }),
  });
}
