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

/** What the toolbar says: each state is shown in the language chosen there. */
interface Context {
  readonly globals: { readonly locale: 'ru' | 'en' };
}

interface State {
  readonly value?: (type: string) => Json | undefined;
  readonly required?: boolean;
  readonly access?: AccessMap;
  readonly mode?: RqForm['mode'];
  readonly locale?: 'ru' | 'en';
  readonly checked?: boolean;
}

const sentence = 'Непрерывныйтекстбезпробелов'.repeat(6) + ' и слова, между которыми можно перенести строку'.repeat(3);
const longSamples: Readonly<Record<string, Json>> = {
  text: sentence.slice(0, 200),
  'long-text': `${sentence}\n`.repeat(8),
  'rich-text': `# ${sentence}\n\n- **${sentence}**\n- ${sentence}`,
  number: 123456789012345.67,
  integer: 9007199254740991,
  money: { amount: '999999999999.99', currency: 'RUB' },
  quantity: 999999999,
  'multi-choice': ['a', 'b'],
  lines: Array.from({ length: 12 }, (_, index) => ({ name: `${index + 1}. ${sentence.slice(0, 180)}`, quantity: 10 ** index })),
  email: `${'long'.repeat(14)}@${'subdomain.'.repeat(6)}example.org`,
  address: sentence,
  file: Array.from({ length: 6 }, (_, index) => ({ name: `${'Оченьдлинноеимяфайла'.repeat(5)}-${index + 1}.pdf`, size: 24_900_000 })),
  signature: { strokes: '10,10 90,90', name: sentence.slice(0, 200) },
};

const good = (type: string): Json | undefined => fieldSamples[type]?.value;
const wrong = (type: string): Json | undefined => fieldSamples[type]?.wrong;

/** Words without a place to break, a number of many digits, all options, many lines: as long as the type lets a value be. */
const long = (type: string): Json | undefined => longSamples[type] ?? good(type);

const check = (form: Element | undefined): void => void (form as RqForm | undefined)?.updateComplete.then(() => (form as RqForm).validate());

/** One form for each type, so that each can be checked and read alone. */
const state = ({ value, required = false, access, mode = 'edit', locale, checked = false }: State) => ({ type: only }: Args, { globals }: Context): unknown =>
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
            .locale=${locale ?? globals.locale}
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

/** As much as people put into it. */
export const longValue = state({ value: long });

export const longValueReading = state({ value: long, mode: 'read' });

export const englishRequired = state({ required: true, checked: true, locale: 'en' });

export const englishInvalid = state({ value: wrong, checked: true, locale: 'en' });

export const englishReadOnly = state({ value: good, access: { '*': 'read' }, locale: 'en' });

/** The form as it is read. */
export const reading = state({ value: good, mode: 'read' });

export const print = state({ value: good, mode: 'print' });
