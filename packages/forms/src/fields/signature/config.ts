import type { FieldConfig } from '../../registry.js';

export const signatureConfig: FieldConfig = {
  title: { ru: 'Подпись', en: 'Signature' },
  icon: 'edit',
  group: 'other',
  schema: { type: 'object', minProperties: 1, properties: { strokes: { type: 'string', maxLength: 20000, pattern: '^[0-9,; ]*$' }, name: { type: 'string', maxLength: 200 } }, additionalProperties: false },
  options: { rq: { field: 'signature' } },
};
