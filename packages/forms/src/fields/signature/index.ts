import { html } from 'lit';
import type { Json } from '@requestry/model';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { objectOf, plainText } from '../optional.js';
import { signaturePart } from '../parts.js';

const partOf = (value: Json | undefined, part: 'name' | 'strokes'): string => plainText(objectOf(value)[part]);

/** A signature drawn by hand, kept as strokes, or the name typed by those who cannot draw. */
export const signatureField: FieldType = {
  type: 'signature',
  labelling: 'group',
  parts: () => [signaturePart],
  readParts: () => [signaturePart],
  room: () => 6,
  suits: (schema) => (schema.type === 'object' && schema.properties?.strokes !== undefined ? 2 : 0),
  text: (value, field) => partOf(value, 'name') || (partOf(value, 'strokes') === '' ? '' : field.words.signed),
  renderRead: (value, field) =>
    partOf(value, 'strokes') !== '' && signaturePart.inputs ? html`${signaturePart.inputs.renderSignatureRead(value, field.words.signed)}${partOf(value, 'name')}` : signatureField.text(value, field) || '—',
  render: (field) => signaturePart.inputs?.renderSignature(field),
};
registerField(signatureField);
