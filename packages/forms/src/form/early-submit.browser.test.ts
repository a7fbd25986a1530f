import { expect } from '@open-wc/testing';
import '@requestry/forms';
import type { RqForm, RqFormSubmitEvent } from '@requestry/forms';
import type { FormDefinition, JsonObject } from '@requestry/model';
import { until } from '@requestry/ui/testing';

const form: FormDefinition = {
  schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 3 } } },
  ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/name' }] },
};

function put(data: JsonObject): { readonly shown: RqForm; readonly submitted: JsonObject[] } {
  const shown = document.createElement('rq-form');
  const submitted: JsonObject[] = [];
  shown.addEventListener('rq-form-submit', (event) => submitted.push((event as RqFormSubmitEvent).detail.data));
  Object.assign(shown, { form, data, locale: 'en' });
  document.body.append(shown);
  return { shown, submitted };
}

// The first test of this page: nothing that checks a form has been fetched before it.
describe('a form that is submitted before what checks it has come', () => {
  afterEach(() => document.querySelectorAll('rq-form').forEach((each) => each.remove()));

  it('is submitted once that came, and only when it is right', async () => {
    const right = put({ name: 'Anna' });
    const wrong = put({ name: 'A' });
    expect([right.shown.submit(), wrong.shown.submit()]).to.deep.equal([false, false]);
    await until(() => right.submitted.length === 1);
    await until(() => wrong.shown.shadowRoot?.querySelector('input[aria-invalid="true"]'));
    expect([right.submitted, wrong.submitted]).to.deep.equal([[{ name: 'Anna' }], []]);
  });
});
