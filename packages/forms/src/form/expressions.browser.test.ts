import { expect } from '@open-wc/testing';
import type { FormDefinition } from '@requestry/model';
import type { RqForm } from '@requestry/forms';
import { wordsThere } from '@requestry/ui/base';
import '@requestry/forms';

const form: FormDefinition = {
  schema: { type: 'object', properties: { price: { type: 'number', default: 2 }, total: { type: 'number' }, city: { type: 'string' }, note: { type: 'string' } } },
  ui: {
    type: 'VerticalLayout',
    elements: [
      { type: 'Control', scope: '#/properties/price' },
      { type: 'Control', scope: '#/properties/note', rule: { effect: 'SHOW', condition: { feel: 'price > 1' } } },
      { type: 'Control', scope: '#/properties/total', options: { rq: { computed: '=price * 2' } } },
      { type: 'Control', scope: '#/properties/city', options: { rq: { initial: '="Omsk"' } } },
    ],
  },
};

const shownPaths = (element: RqForm): string[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-path]') ?? [])].map(({ dataset }) => dataset.path ?? '');

describe('rq-form before its expressions can be read', () => {
  it('shows the rest, is not submitted, keeps what is typed and becomes complete by itself', async () => {
    await wordsThere('en');
    const element = document.createElement('rq-form') as RqForm;
    element.locale = 'en';
    element.form = form;
    document.body.append(element);
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
    const early = shownPaths(element);
    expect(early).to.include('/price').and.not.include('/note');
    expect(element.submit()).to.equal(false);
    expect(element.validate().map(({ code }) => code)).to.deep.equal(['form.not-ready']);
    const price = element.shadowRoot?.querySelector<HTMLInputElement>('[data-path="/price"] input');
    if (price) {
      price.value = '5';
      price.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      price.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    }

    await element.updateComplete;
    await element.updateComplete;
    expect(element.data).to.deep.equal({ price: 5, total: 10, city: 'Omsk' });
    expect(shownPaths(element)).to.include('/note');
    expect(element.validate()).to.deep.equal([]);
    expect(element.submit()).to.equal(true);
    element.remove();
  });
});
