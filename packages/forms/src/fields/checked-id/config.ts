import type { FieldConfig } from '../../registry.js';

export const checkedIdConfig: FieldConfig = {
  title: { ru: 'Реквизит (КПП, ОГРН, СНИЛС, БИК, счёт)', en: 'Checked number (KPP, OGRN, SNILS, BIK, account)' },
  icon: 'number',
  group: 'text',
  schema: { type: 'string', maxLength: 20 },
  options: { rq: { field: 'checked-id', id: 'kpp' } },
  optionsSchema: { type: 'object', required: ['id'], properties: { id: { enum: ['kpp', 'ogrn', 'snils', 'bik', 'account', 'inn'], title: 'id' }, bik: { type: 'string', title: 'bik' } } },
};
