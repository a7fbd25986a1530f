import { html, nothing } from 'lit';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { choicesOf, offersChoices } from '../choices.js';
import type { Choice } from '../choices.js';
import { lookupPart } from '../parts.js';

const radiosUpTo = 5;
const selectUpTo = 25;

/** One of a few values: radio buttons up to five, a list above, a list to search in above twenty-five. */
export const choiceField: FieldType = {
  type: 'choice',
  labelling: 'group',
  suits: (schema) => (offersChoices(schema) && schema.type !== 'array' ? 3 : 0),
  text: (value, field) => (value === undefined ? '' : (choicesOf(field.schema, field.options, field.localize, [value]).find(({ key }) => key === JSON.stringify(value))?.title ?? '')),
  parts: (schema) => ((schema.enum ?? schema.oneOf ?? []).length > selectUpTo ? [lookupPart] : []),
  render: (field) => {
    const choices = choicesOf(field.schema, field.options, field.localize, field.value === undefined ? [] : [field.value]);
    const asList = field.labelledBy !== undefined || field.options.list === true;
    if (!asList && choices.length <= radiosUpTo) return renderRadios(field, choices);
    return choices.length <= selectUpTo ? renderSelect(field, choices) : lookupPart.inputs?.renderChoices(field, choices);
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
