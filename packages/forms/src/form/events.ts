import type { JsonObject } from '@requestry/model';

/** The person changed a field. `data` is the whole with computed values, `path` the JSON pointer of the field. */
export class RqFormChangeEvent extends Event {
  readonly detail: { readonly data: JsonObject; readonly path: string };
  constructor(data: JsonObject, path: string) {
    super('rq-form-change', { bubbles: true, composed: true });
    this.detail = { data, path };
  }
}

/** Another page of the wizard is shown. `step` counts from 0; the last of `count` is the summary. */
export class RqFormStepEvent extends Event {
  readonly detail: { readonly step: number; readonly count: number };
  constructor(step: number, count: number) {
    super('rq-form-step', { bubbles: true, composed: true });
    this.detail = { step, count };
  }
}

/** The form is valid and the person submits it. `data` is without the values of hidden fields. */
export class RqFormSubmitEvent extends Event {
  readonly detail: { readonly data: JsonObject };
  constructor(data: JsonObject) {
    super('rq-form-submit', { bubbles: true, composed: true });
    this.detail = { data };
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-form-change': RqFormChangeEvent;
    'rq-form-step': RqFormStepEvent;
    'rq-form-submit': RqFormSubmitEvent;
  }
}
