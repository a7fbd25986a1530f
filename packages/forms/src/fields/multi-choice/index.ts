import { html, nothing } from 'lit';
import type { JsonSchema } from '@requestry/model';
import { formatList } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { choicesOf, offersChoices } from '../choices.js';
import { listOf } from '../optional.js';

const itemsOf = (schema: JsonSchema): JsonSchema => (typeof schema.items === 'object' ? schema.items : {});

/** Any of a few values: check boxes. */
export const multiChoiceField: FieldType = {
  type: 'multi-choice',
  labelling: 'group',
  suits: (schema) => (schema.type === 'array' && offersChoices(itemsOf(schema)) ? 3 : 0),
  text: (value, field) => {
    const choices = choicesOf(itemsOf(field.schema), field.options, field.localize);
    return formatList(listOf(value).map((each) => choices.find((choice) => choice.key === JSON.stringify(each))?.title ?? String(each)), field.locale);
  },
  render: (field) => {
    const choices = choicesOf(itemsOf(field.schema), field.options, field.localize, listOf(field.value));
    const chosen = new Set(listOf(field.value).map((each) => JSON.stringify(each)));
    const toggle = (key: string, on: boolean): void => {
      if (on) chosen.add(key);
      else chosen.delete(key);
      const values = choices.filter((choice) => chosen.has(choice.key)).map((choice) => choice.value);
      field.set(values.length > 0 ? values : undefined);
    };
    const onLeave = (event: FocusEvent): void => {
      if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) field.leave();
    };
    return html`<div class="radios" @focusout=${onLeave}>
      ${choices.map((choice, index) => {
        const id = index === 0 ? field.id : `${field.id}-${index}`;
        return html`<span class="check"
          ><input id=${id} type="checkbox" aria-describedby=${field.describedBy ?? nothing} .checked=${chosen.has(choice.key)} @change=${(event: Event) => toggle(choice.key, (event.target as HTMLInputElement).checked)} /><label
            for=${id}
            >${choice.title}</label
          ></span
        >`;
      })}
    </div>`;
  },
};
registerField(multiChoiceField);
