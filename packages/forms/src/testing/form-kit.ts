import { html } from 'lit';
import type { FormDefinition, JsonObject } from '@requestry/model';
import '../index.js';
import type { RqForm } from '../index.js';
import { deep, deepAll, fixture, settled, shownText } from '@requestry/ui/testing';
import { everyField, sampleLookups } from './sample.js';

/** Where a form is drawn. */
export const root = (form: RqForm): ShadowRoot => form.shadowRoot!;
/** The field of a top-level property. */
export const fieldOf = (form: RqForm, name: string): HTMLElement => deep(form, `[data-path="/${name}"]`);
/** Its input. */
export const inputOf = (form: RqForm, name: string): HTMLInputElement => deep<HTMLInputElement>(fieldOf(form, name), 'input, textarea, select');

/** What a form under test is given. */
export interface Options extends Partial<Pick<RqForm, 'access' | 'mode' | 'wizard' | 'buttons' | 'titles' | 'issues' | 'scheduler' | 'previous' | 'onlyChanges' | 'files'>> {
  readonly form?: FormDefinition;
  readonly data?: JsonObject;
}

/** A form in English with sample directories that answer at once. */
export function show({ form = everyField, data, ...options }: Options = {}): Promise<RqForm> {
  return fixture<RqForm>(html`<rq-form
    .form=${form}
    .data=${data}
    .access=${options.access}
    .mode=${options.mode ?? 'edit'}
    .wizard=${options.wizard ?? false}
    .buttons=${options.buttons ?? false}
    .previous=${options.previous}
    .onlyChanges=${options.onlyChanges ?? false}
    .titles=${options.titles ?? {}}
    .issues=${options.issues ?? []}
    .lookups=${sampleLookups}
    .files=${options.files}
    .scheduler=${options.scheduler ?? { after: (_: number, run: () => void) => { queueMicrotask(run); return () => undefined; } }}
    locale="en"
  ></rq-form>`);
}

/** Opens the list of a field. */
export async function open(form: RqForm, name: string): Promise<void> {
  inputOf(form, name).focus();
  inputOf(form, name).click();
  await settled(form);
}

/** Texts of the options it offers now. */
export const optionsOf = (form: RqForm, name: string): string[] => deepAll(fieldOf(form, name), '[role=option]').map(shownText);

/** Chooses an option by the start of its text. */
export async function choose(form: RqForm, name: string, title: string): Promise<void> {
  await open(form, name);
  deepAll(fieldOf(form, name), '[role=option]').find((option) => shownText(option).startsWith(title))?.click();
  await settled(form);
}
