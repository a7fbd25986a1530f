import '../../inputs/index.js';
import { html, nothing } from 'lit';
import type { Json } from '@requestry/model';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { choicesOf, offersChoices } from '../choices.js';
import type { Choice } from '../choices.js';

const radiosUpTo = 5;
const selectUpTo = 25;

/** One of a few values: radio buttons up to five, a list above, a list to search in above twenty-five. */
export const choiceField: FieldType = {
  type: 'choice',
  title: { ru: 'Выбор', en: 'Choice' },
  icon: 'choice',
  group: 'choice',
  schema: { type: 'string', enum: ['a', 'b'] },
  options: { rq: { field: 'choice', enumTitles: { '"a"': { ru: 'Первый вариант', en: 'First option' }, '"b"': { ru: 'Второй вариант', en: 'Second option' } } } },
  optionsSchema: { type: 'object', properties: { list: { type: 'boolean', title: 'list' } } },
  labelling: 'group',
  suits: (schema) => (offersChoices(schema) && schema.type !== 'array' ? 3 : 0),
  text: (value, field) => (value === undefined ? '' : (choicesOf(field.schema, field.options, field.localize).find((each) => each.key === JSON.stringify(value))?.title ?? String(value))),
  render: (field) => {
    const choices = choicesOf(field.schema, field.options, field.localize);
    const asList = field.labelledBy !== undefined || field.options.list === true;
    if (!asList && choices.length <= radiosUpTo) return renderRadios(field, choices);
    return choices.length <= selectUpTo ? renderSelect(field, choices) : renderSearch(field, choices);
  },
};
registerField(choiceField);

const chosenIn = (field: FieldView): string => (field.value === undefined ? '' : JSON.stringify(field.value));

function renderRadios(field: FieldView, choices: readonly Choice[]): unknown {
  const chosen = chosenIn(field);
  return html`<div class="radios" @focusout=${(event: FocusEvent) => leavesGroup(event) && field.leave()}>
    ${choices.map(
      (choice, index) => html`<span class="check"
        ><input
          type="radio"
          id=${index === 0 ? field.id : `${field.id}-${index}`}
          name=${field.id}
          aria-describedby=${field.describedBy ?? nothing}
          .checked=${choice.key === chosen}
          @change=${() => field.set(choice.value)}
        /><label for=${index === 0 ? field.id : `${field.id}-${index}`}>${choice.title}</label></span
      >`,
    )}
    ${!field.required && chosen !== '' ? html`<button type="button" class="link small" @click=${() => field.set(undefined)}>${field.words.clear}</button>` : nothing}
  </div>`;
}

const leavesGroup = (event: FocusEvent): boolean => !(event.currentTarget as Element).contains(event.relatedTarget as Node | null);

function renderSelect(field: FieldView, choices: readonly Choice[]): unknown {
  const chosen = chosenIn(field);
  const pick = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    field.set(value === '' ? undefined : choices.find((each) => each.key === value)?.value);
  };
  return html`<select
    id=${field.id}
    class="input"
    aria-labelledby=${field.labelledBy ?? `${field.id}-label`}
    aria-describedby=${field.describedBy ?? nothing}
    aria-invalid=${field.invalid ? 'true' : nothing}
    aria-required=${field.required ? 'true' : nothing}
    @change=${pick}
    @blur=${field.leave}
  >
    <option value="" .selected=${chosen === ''}>${field.words.notChosen}</option>
    ${choices.map((choice) => html`<option value=${choice.key} .selected=${choice.key === chosen}>${choice.title}</option>`)}
  </select>`;
}

function renderSearch(field: FieldView, choices: readonly Choice[]): unknown {
  const find = (text: string): readonly Choice[] => {
    const wanted = text.trim().toLocaleLowerCase();
    return wanted === '' ? choices : choices.filter((choice) => choice.title.toLocaleLowerCase().includes(wanted));
  };
  const valueOf = (key: string | undefined): Json | undefined => choices.find((choice) => choice.key === key)?.value;
  return html`<rq-form-combobox
    .inputId=${field.id}
    .words=${field.words}
    .chosen=${field.value === undefined ? [] : [chosenIn(field)]}
    .titleOf=${(key: string) => choices.find((choice) => choice.key === key)?.title ?? key}
    .source=${({ text }: { text: string }) => Promise.resolve({ items: find(text).map((choice) => ({ id: choice.key, title: choice.title })) })}
    .choose=${(option: { id: string } | undefined) => field.set(valueOf(option?.id))}
    .leave=${field.leave}
    .invalid=${field.invalid}
    .required=${field.required}
    .describedBy=${field.describedBy}
    .labelledBy=${field.labelledBy ?? `${field.id}-label`}
    .placeholder=${field.placeholder}
    .scheduler=${field.scheduler}
  ></rq-form-combobox>`;
}
