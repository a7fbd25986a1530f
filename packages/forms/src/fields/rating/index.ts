import { html, nothing } from 'lit';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** Stars from one to the schema's maximum (five when it names none, ten at most). */
export const ratingField: FieldType = {
  type: 'rating',
  labelling: 'group',
  text: (value, field) => (typeof value === 'number' ? field.words.stars({ count: value, max: maximumOf(field.schema.maximum) }) : ''),
  render: (field) => {
    const max = maximumOf(field.schema.maximum);
    const value = typeof field.value === 'number' ? field.value : 0;
    return html`<span class="stars">
      ${Array.from({ length: max }, (_, index) => {
        const id = index === 0 ? field.id : `${field.id}-${index}`;
        return html`<input class="visually-hidden" type="radio" id=${id} name=${field.id} aria-describedby=${field.describedBy ?? nothing} .checked=${value === index + 1} @change=${() => field.set(index + 1)} @blur=${field.leave} /><label
            for=${id}
            ><rq-icon name=${index < value ? 'star-filled' : 'star'}></rq-icon><span class="visually-hidden">${field.words.stars({ count: index + 1, max })}</span></label
          >`;
      })}
      ${!field.required && value > 0 ? html`<button type="button" class="link small" @click=${() => field.set(undefined)}>${field.words.clear}</button>` : nothing}
    </span>`;
  },
};
registerField(ratingField);

const maximumOf = (maximum: unknown): number => Math.min(10, Math.max(1, Math.trunc(Number(maximum)) || 5));
