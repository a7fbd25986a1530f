import { formatList } from '@requestry/ui/base';
import type { OptionSource } from '../../inputs/combobox-option.js';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { renderLookup } from '../lookup-input.js';
import { idsOf } from '../optional.js';

/** A unit of the organisation, or several. */
export const unitField: FieldType = {
  type: 'unit',
  title: { ru: 'Подразделение', en: 'Unit' },
  icon: 'unit',
  group: 'people',
  schema: { type: 'string' },
  options: { rq: { field: 'unit' } },
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, { of: 'unit' })), field.locale),
  render: (field) => renderLookup(field, { source: unitSource(field), titles: { of: 'unit' }, multi: field.schema.type === 'array' }),
};
registerField(unitField);

function unitSource(field: FieldView): OptionSource | undefined {
  const { lookups } = field;
  if (!lookups) return undefined;
  return async ({ text }) => {
    const units = await lookups.findUnits({ text });
    const titles = new Map(units.map((unit) => [unit.id, field.localize(unit.title)]));
    return { items: units.map((unit) => ({ id: unit.id, title: field.localize(unit.title), note: unit.parent === undefined ? undefined : titles.get(unit.parent) })) };
  };
}
