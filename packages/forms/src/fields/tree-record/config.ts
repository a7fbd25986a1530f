import type { FieldConfig } from '../../registry.js';
import { recordConfig } from '../record/config.js';

export const treeRecordConfig: FieldConfig = {
  ...recordConfig,
  title: { ru: 'Запись иерархического справочника', en: 'Record of a tree' },
  icon: 'unit',
  options: { rq: { field: 'tree-record', lookup: { directory: '' } } },
};
