import { expect } from '@open-wc/testing';
import { css, html } from 'lit';
import type { FormDefinition } from '@requestry/model';
import { FieldPart, registerField } from '@requestry/forms';
import type { RqForm } from '@requestry/forms';
import { fieldOf, root, show } from '@requestry/forms/testing';
import { clearFixtures, deep, deepAll, fixture, settled, shownText } from '@requestry/ui/testing';

afterEach(clearFixtures);

const form: FormDefinition = {
  schema: { type: 'object', properties: { plain: { type: 'string' }, seal: { type: 'string' } } },
  ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/plain' }, { type: 'Control', scope: '#/properties/seal', options: { rq: { field: 'seal' } } }] },
};

/** A field type whose inputs come as the test says. */
function seal(fetch: () => Promise<{ styles: readonly ReturnType<typeof css>[]; draw: (id: string) => unknown }>): void {
  const part = new FieldPart(fetch);
  registerField({ type: 'seal', parts: () => [part], room: () => 3, text: () => '', render: (field) => part.inputs?.draw(field.id) });
}

const inputs = {
  styles: [css`
    .seal {
      color: rgb(1, 2, 3);
    }
  `],
  draw: (id: string): unknown => html`<input class="input seal" id=${id} />`,
};

describe('a field whose inputs come later', () => {
  it('keeps a box free under its label, and gets its looks with its inputs', async () => {
    let arrive: (() => void) | undefined;
    seal(() => new Promise((resolve) => (arrive = () => resolve(inputs))));
    const shown = show({ form });
    const waiting = async (): Promise<HTMLElement> => {
      for (;;) {
        const found = document.querySelector('rq-form')?.shadowRoot?.querySelector<HTMLElement>('[data-path="/seal"] .waiting');
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    const box = await waiting();
    expect(box.getAttribute('aria-busy')).to.equal('true');
    expect(box.getBoundingClientRect().height).to.be.closeTo(3 * 32, 1);
    arrive?.();
    const element = await shown;
    expect(root(element).querySelector('.waiting')).to.equal(null);
    expect(getComputedStyle(deep(fieldOf(element, 'seal'), '.seal')).color).to.equal('rgb(1, 2, 3)');
  });

  it('says that they could not be fetched, and tries again when asked', async () => {
    let tries = 0;
    seal(() => ((tries += 1) === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(inputs)));
    const element = await show({ form });
    const field = fieldOf(element, 'seal');
    expect(shownText(field)).to.contain('could not be read');
    expect(deepAll(fieldOf(element, 'plain'), 'input')).to.have.length(1);
    deep(field, '.waiting button').click();
    await settled(element);
    expect(deepAll(field, 'input.seal')).to.have.length(1);
    expect(tries).to.equal(2);
  });

  it('lets the form around be sent once what checks it is there, and only when it is right', async () => {
    const host = await fixture<HTMLFormElement>(html`<form><rq-form name="request" .form=${{ ...form, schema: { ...form.schema, required: ['plain'] } }} .data=${{ plain: 'a' }}></rq-form></form>`);
    const element = host.querySelector('rq-form') as RqForm;
    await element.updateComplete;
    expect(host.checkValidity()).to.equal(true);
    element.data = { seal: 'b' };
    expect(host.checkValidity()).to.equal(false);
    expect(new FormData(host).get('request')).to.equal('{"seal":"b"}');
    element.mode = 'read';
    await settled(element);
    expect(host.checkValidity()).to.equal(true);
  });

  it('needs none of them to be read', async () => {
    let tries = 0;
    seal(() => ((tries += 1), Promise.reject(new Error('offline'))));
    await show({ form, mode: 'read', data: { plain: 'a' } });
    expect(tries).to.equal(0);
  });
});
