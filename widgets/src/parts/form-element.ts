import type { Issue, JsonObject } from '@requestry/model';

/** The slice of `rq-form` that the elements use. */
export interface FormElement extends HTMLElement {
  validate(): readonly Issue[] | boolean | Promise<readonly Issue[] | boolean>;
  submit(): unknown;
}

/** The person changed a field; `data` is the whole. */
export type FormChange = Event & { readonly detail: { readonly data: JsonObject } };
/** Another page of the wizard is shown. */
export type FormStep = Event & { readonly detail: { readonly step: number } };
/** The form is valid and the person submits it. */
export type FormSubmit = Event & { readonly detail: { readonly data: JsonObject } };
