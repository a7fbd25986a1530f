import { html } from 'lit';
import type { FormDefinition, Json, JsonObject } from '@requestry/model';
import { deepAll, fixture, leave, settled, shownText } from '@requestry/ui/testing';
import type { RqForm } from '../form/index.js';
import type { PaletteField } from '../registry.js';
import { fieldOf, root } from './form-kit.js';
import { sampleLookups } from './sample.js';

/** How a field type is tried in a page. */
export interface BehaviourCase {
  readonly type: PaletteField;
  readonly value: Json;
  /** How the value reads in English. */
  readonly text: string | RegExp;
  /** Does in the empty field what a person does; absent for fields that are never typed. */
  readonly fill?: (field: HTMLElement, form: RqForm) => Promise<void> | void;
  /** What comes of it; what a text has to look like. */
  readonly filled?: Json | RegExp;
  /** A value that is wrong by the schema or the type's own check. */
  readonly wrong?: Json;
  /** Finds the violations of accessibility rules in an element. */
  readonly audit?: (element: HTMLElement) => Promise<readonly string[]>;
}

interface Shown {
  readonly value?: Json;
  readonly required?: boolean;
  readonly locale?: 'ru' | 'en';
  readonly access?: 'read' | 'hidden';
  readonly mode?: 'read' | 'print';
}

/** A form with one field of a type, called `value`. */
export const fieldFormOf = (type: PaletteField, required = false): FormDefinition => ({
  schema: { type: 'object', properties: { value: type.schema }, ...(required ? { required: ['value'] } : {}) },
  ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/value', label: { ru: 'Проверяемое', en: 'Under test' }, options: { ...type.options, rq: { ...type.options?.rq, ...(type.options?.rq?.lookup ? { lookup: { directory: 'equipment' } } : {}) } } }] },
});

async function show({ type }: BehaviourCase, { value, required = false, locale = 'en', access, mode }: Shown = {}): Promise<RqForm> {
  const host = await fixture<HTMLFormElement>(html`<form>
    <rq-form
      name="request"
      .form=${fieldFormOf(type, required)}
      .data=${value === undefined ? undefined : ({ value } satisfies JsonObject)}
      .access=${access ? { value: access } : undefined}
      .mode=${mode ?? 'edit'}
      .lookups=${sampleLookups}
      .locale=${locale}
      .scheduler=${{ after: (_: number, run: () => void) => (queueMicrotask(run), () => undefined) }}
    ></rq-form>
  </form>`);
  const form = host.querySelector('rq-form') as RqForm;
  await form.updateComplete;
  await settled(form);
  return form;
}

/** Everything a person can see of the state of a field. */
function looks(form: RqForm): string {
  const field = fieldOf(form, 'value');
  const inputs = deepAll<HTMLInputElement>(field, 'input, textarea, select').map((input) => (['checkbox', 'radio'].includes(input.type) ? String(input.checked) : input.value));
  return [shownText(field), ...inputs, ...deepAll(field, 'polyline').map(() => '/')].join('|');
}

const controlsIn = (field: HTMLElement): HTMLElement[] => deepAll(field, 'input, textarea, select, button');
const describedIn = (field: HTMLElement): readonly string[] => deepAll(field, '[aria-describedby]').flatMap((each) => (each.getAttribute('aria-describedby') ?? '').split(' '));

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The traits every field type has in a page, as named checks that throw when they do not hold. */
export function fieldBehaviour(tried: BehaviourCase): readonly { readonly name: string; readonly check: () => Promise<void> }[] {
  const { type, value, text, fill, filled, wrong, audit } = tried;
  const typed = fill !== undefined;
  const checks: { name: string; check: () => Promise<void>; when?: boolean }[] = [
    {
      name: 'shows the value it is given',
      when: typed,
      check: async () => demand(looks(await show(tried)) !== looks(await show(tried, { value })), 'looks the same with a value and without'),
    },
    {
      name: 'gives out what a person put in',
      when: typed,
      check: async () => {
        const form = await show(tried);
        let told = 0;
        form.addEventListener('rq-form-change', () => (told += 1));
        await fill?.(fieldOf(form, 'value'), form);
        await settled(form);
        demand(told > 0, 'no change was told');
        demand(filled instanceof RegExp ? filled.test(String(form.data.value)) : same(form.data.value, filled), `gives out ${JSON.stringify(form.data.value)} instead of ${filled instanceof RegExp ? String(filled) : JSON.stringify(filled)}`);
      },
    },
    {
      name: 'says that it is required, and insists',
      when: typed,
      check: async () => {
        const form = await show(tried, { required: true });
        demand(/required/.test(shownText(fieldOf(form, 'value'))) || deepAll(fieldOf(form, 'value'), '.required, [aria-required=true]').length > 0, 'nothing marks it as required');
        demand(form.validate().some(({ path }) => path === '/value'), 'an empty required field passes');
      },
    },
    {
      name: 'is read in words when it must not be changed',
      check: async () => {
        const form = await show(tried, { value, access: 'read' });
        const shown = shownText(fieldOf(form, 'value'));
        demand(deepAll(fieldOf(form, 'value'), 'input, textarea, select').length === 0, 'there is something to type in');
        demand(type.renderRead !== undefined || (typeof text === 'string' ? shown.includes(text.replace(/\s+/gu, ' ')) : text.test(shown)), `reads ${JSON.stringify(shown)}`);
      },
    },
    { name: 'is not there when it is hidden', check: async () => demand(deepAll(await show(tried, { value, access: 'hidden' }), '[data-path]').length === 0, 'it is drawn') },
    {
      name: 'tells what is wrong beside the input that it belongs to',
      when: typed && wrong !== undefined,
      check: async () => {
        const form = await show(tried, { value: wrong });
        demand(form.validate().length > 0, 'a wrong value passes');
        await settled(form);
        const field = fieldOf(form, 'value');
        const error = deepAll(field, '.field-error').find((each) => shownText(each) !== '');
        demand(error !== undefined, 'no error is shown');
        demand(type.type === 'lines' || describedIn(field).includes(error?.id ?? ''), 'no input is described by the error');
      },
    },
    {
      name: 'is named by its label',
      check: async () => {
        const form = await show(tried);
        const field = fieldOf(form, 'value');
        const label = root(form).querySelector<HTMLElement>('label[for]');
        const named = label ? root(form).getElementById(label.getAttribute('for') ?? '') !== null : root(form).getElementById(field.getAttribute('aria-labelledby') ?? '') !== null;
        demand(named, 'the label belongs to nothing');
        demand(type.type === 'consent' || shownText(field).includes('Under test'), 'the label is not shown');
      },
    },
    {
      name: 'is reached and left by the keyboard',
      when: typed,
      check: async () => {
        const form = await show(tried);
        const field = fieldOf(form, 'value');
        demand(controlsIn(field).some((each) => each.tabIndex >= 0), 'nothing in it takes the focus');
        demand(form.focusField('/value'), 'it cannot be focused');
        await settled(form);
        await settled(form);
        const at = root(form).activeElement;
        demand(at !== null && field.contains(at), 'the focus is elsewhere');
        if (at instanceof HTMLElement) leave(at);
      },
    },
    {
      name: 'is empty again when the form around is reset',
      when: typed,
      check: async () => {
        const form = await show(tried, { value });
        const empty = looks(await show(tried));
        (form.closest('form') as HTMLFormElement).reset();
        await settled(form);
        demand(form.data.value === undefined, `keeps ${JSON.stringify(form.data.value)}`);
        demand(looks(form) === empty, `looks ${looks(form)} instead of ${empty}`);
      },
    },
    {
      name: 'speaks Russian and English, changed while it is shown',
      check: async () => {
        const form = await show(tried, { value });
        form.locale = 'ru';
        await form.updateComplete;
        await settled(form);
        const shown = shownText(fieldOf(form, 'value'));
        demand(type.type === 'consent' || shown.includes('Проверяемое'), 'the label stays English');
        demand(shown === shownText(fieldOf(await show(tried, { value, locale: 'ru' }), 'value')), 'something stays English');
      },
    },
    {
      name: 'passes the rules of accessibility, empty, filled in, wrong and read',
      when: audit !== undefined,
      check: async () => {
        for (const shown of [{}, { value }, { value, locale: 'ru' }, { value, mode: 'read' }, ...(wrong === undefined ? [] : [{ value: wrong, required: true }])] satisfies Shown[]) {
          const form = await show(tried, shown);
          if ('required' in shown) form.validate();
          await settled(form);
          const violations = (await audit?.(form)) ?? [];
          demand(violations.length === 0, `${JSON.stringify(shown)}: ${violations.join('; ')}`);
        }
      },
    },
  ];
  return checks.filter(({ when }) => when !== false);
}
