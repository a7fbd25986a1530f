import { html, nothing } from 'lit';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText } from '../optional.js';
import { renderCheckbox } from '../boolean/index.js';

/** Agreement to a text; required means it must be given. The version of the text stands in the options. */
export const consentField: FieldType = {
  type: 'consent',
  labelling: 'own',
  suits: (schema) => (schema.type === 'boolean' && schema.const === true ? 2 : 0),
  text: (value, field) => (value === true ? field.words.yes : ''),
  render: (field) => {
    const text = field.localize(field.options.text as string | undefined);
    const version = plainText(field.options.version as string | undefined);
    const label = html`${text || field.label}${version ? html` <span class="muted small">(${version})</span>` : nothing}`;
    return renderCheckbox(field, label, { on: true, off: undefined });
  },
};
registerField(consentField);
