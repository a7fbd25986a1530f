import { formatList } from '@requestry/ui/base';
import type { PersonView } from '@requestry/model';
import type { Option, OptionSource } from '../../inputs/combobox-option.js';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { renderLookup } from '../lookup-input.js';
import { idsOf, plainText } from '../optional.js';

const limit = 50;

/** One person or several, found by name. With `load` each shows how much they have to do. */
export const personField: FieldType = {
  type: 'person',
  title: { ru: 'Сотрудник', en: 'Person' },
  icon: 'user',
  group: 'people',
  schema: { type: 'string' },
  options: { rq: { field: 'person' } },
  optionsSchema: {
    type: 'object',
    properties: { load: { type: 'boolean', title: 'load' }, unit: { type: 'string', title: 'unit' }, role: { type: 'string', title: 'role' } },
  },
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, { of: 'person' })), field.locale),
  render: (field) => renderLookup(field, { source: peopleSource(field), titles: { of: 'person' }, multi: field.schema.type === 'array' }),
};
registerField(personField);

function peopleSource(field: FieldView): OptionSource | undefined {
  const { lookups, options } = field;
  if (!lookups) return undefined;
  return async ({ text }) => {
    const filter = field.filter();
    const people = await lookups.findPeople({
      text,
      unit: plainText(filter.unit) || plainText(options.unit as string) || undefined,
      role: plainText(filter.role) || plainText(options.role as string) || undefined,
      withLoad: options.load === true,
      limit,
    });
    const offered = people.filter((person) => !person.archived).map((person) => optionOf(person, field));
    return { items: options.load === true ? offered.toSorted((a, b) => (a.load ?? 0) - (b.load ?? 0)) : offered };
  };
}

function optionOf(person: PersonView, field: FieldView): Option {
  const notes = [field.localize(person.position), field.localize(person.unitTitle), person.substitute ? field.words.substitute({ name: person.substitute }) : ''];
  return { id: person.id, title: person.name, note: notes.filter((note) => note !== '').join(' · '), ...(field.options.load === true ? { load: person.load ?? 0 } : {}) };
}
