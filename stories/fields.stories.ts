import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AccessMap, Json, JsonObject } from '@requestry/model';
import type { RqForm } from '@requestry/forms';
import { paletteFields } from '@requestry/forms/palette';
import { fieldFormOf, fieldSamples, sampleLookups } from '@requestry/forms/testing';

export default { title: 'Forms/Field types', args: { type: '' }, argTypes: { type: { control: 'select', options: ['', ...paletteFields().map(({ type }) => type)], description: 'One type alone; all when empty' } } };

interface Args {
  readonly type: string;
}

interface State {
  readonly value?: (type: string) => Json | undefined;
  readonly required?: boolean;
  readonly access?: AccessMap;
  readonly mode?: RqForm['mode'];
  readonly locale?: 'ru' | 'en';
  readonly checked?: boolean;
}

const good = (type: string): Json | undefined => fieldSamples[type]?.value;
const wrong = (type: string): Json | undefined => fieldSamples[type]?.wrong;

const check = (form: Element | undefined): void => void (form as RqForm | undefined)?.updateComplete.then(() => (form as RqForm).validate());

/** One form for each type, so that each can be checked and read alone. */
const state = ({ value, required = false, access, mode = 'edit', locale = 'ru', checked = false }: State) => ({ type: only }: Args): unknown =>
  html`<div .style=${'display: grid; gap: 20px; max-inline-size: 760px'}>
    ${paletteFields()
      .filter(({ type }) => only === '' || type === only)
      .map((type) => {
        const given = value?.(type.type);
        return html`<section>
          <h4 .style=${'margin: 0 0 4px; font: 12px monospace; color: gray'}>${type.type}</h4>
          <rq-form
            ${checked ? ref(check) : nothing}
            .form=${fieldFormOf(type, required)}
            .data=${given === undefined ? undefined : ({ value: given } satisfies JsonObject)}
            .access=${access}
            .mode=${mode}
            .locale=${locale}
            .lookups=${sampleLookups}
          ></rq-form>
        </section>`;
      })}
  </div>`;

/** Nothing entered yet. */
export const empty = state({});

export const filled = state({ value: good });

export const english = state({ value: good, locale: 'en' });

/** Must be filled in, is not, and was tried to be submitted. */
export const required = state({ required: true, checked: true });

/** A value that the schema or the type refuses. */
export const invalid = state({ value: wrong, checked: true });

/** The step lets it be read, not changed. */
export const readOnly = state({ value: good, access: { '*': 'read' } });

/** Read-only and empty. */
export const readOnlyEmpty = state({ access: { '*': 'read' } });

/** The form as it is read. */
export const reading = state({ value: good, mode: 'read' });

export const print = state({ value: good, mode: 'print' });
