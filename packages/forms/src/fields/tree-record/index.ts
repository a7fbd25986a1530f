import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { lookupPart } from '../parts.js';
import { recordField } from '../record/index.js';

/** A record of a directory whose records form a tree: one walks down, or searches all of it and sees the path. */
export const treeRecordField: FieldType = {
  ...recordField,
  type: 'tree-record',
  suits: undefined,
  render: (field) => lookupPart.inputs?.renderRecords(field, true),
};
registerField(treeRecordField);
