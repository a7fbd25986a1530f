import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { recordField, renderRecord } from '../record/index.js';

/** A record of a directory whose records form a tree: one walks down, or searches all of it and sees the path. */
export const treeRecordField: FieldType = {
  ...recordField,
  type: 'tree-record',
  title: { ru: 'Запись иерархического справочника', en: 'Record of a tree' },
  icon: 'unit',
  options: { rq: { field: 'tree-record', lookup: { directory: '' } } },
  suits: undefined,
  render: (field) => renderRecord(field, true),
};
registerField(treeRecordField);
