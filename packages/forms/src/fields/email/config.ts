import type { FieldConfig } from '../../registry.js';

export const emailConfig: FieldConfig = {
  title: { ru: 'Электронная почта', en: 'E-mail' },
  icon: 'notification',
  group: 'text',
  schema: { type: 'string', format: 'email', maxLength: 254 },
};
