import type { FieldConfig } from '../../registry.js';

export const consentConfig: FieldConfig = {
  title: { ru: 'Согласие', en: 'Consent' },
  icon: 'checkbox',
  group: 'choice',
  schema: { type: 'boolean', const: true },
  options: { rq: { field: 'consent', text: { ru: 'Я согласен на обработку персональных данных', en: 'I agree to the processing of personal data' }, version: '1' } },
  optionsSchema: { type: 'object', properties: { text: { type: 'string', title: 'text' }, version: { type: 'string', title: 'version' } } },
};
