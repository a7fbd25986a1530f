import { css, html, nothing } from 'lit';
import '../../form/index.js';
import type { FieldView } from '../../registry.js';
import { maximumOf } from './index.js';

export const styles = [
  css`
    .stars {
      display: inline-flex;
      align-items: center;
    }
    .stars label {
      padding: calc(0.125 * var(--rem));
      color: var(--rq-warning);
      font-size: calc(1.125 * var(--rem));
      cursor: pointer;
    }
    .stars input:focus-visible + label {
      outline: 2px solid var(--focus);
      border-radius: 4px;
    }
  `,
];

/** A star for each number: radio buttons to the keyboard. */
export function renderStars(field: FieldView): unknown {
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
}
