import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { laboratory, office, reception, type Office } from '@requestry/runtime/testing';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/intake';
import type { RqIntake } from '@requestry/widgets/intake';
import { violations } from '../testing/axe.js';

const address = location.href;
afterEach(() => {
  clearFixtures();
  history.replaceState(null, '', address);
});

const tell = async (element: Element, id: string, value: string): Promise<void> => {
  const input = deep<HTMLInputElement>(element, `#${id}`);
  typeInto(input, value);
  input.dispatchEvent(new Event('change'));
  await settled(element);
};

describe('rq-intake', () => {
  let place: Office;
  const open = async (source = 'site'): Promise<RqIntake> => {
    place = await office({ system: reception });
    const element = await fixture<RqIntake>(html`<rq-intake .intake=${place.runtime.intake()} .source=${source}></rq-intake>`, { locale: 'en' });
    await until(() => deepAll(element, 'rq-form, rq-error').length > 0);
    await settled(element);
    return element;
  };
  const fill = (element: Element): void => deepAll<HTMLTextAreaElement>(deep(element, 'rq-form'), 'textarea').slice(0, 2).forEach((field, index) => typeInto(field as never, ['Вопрос', 'Когда?'][index] ?? ''));
  const send = async (element: Element): Promise<void> => {
    deepAll(element, 'rq-button').find((each) => each.textContent?.trim() === 'Send')?.click();
    await settled(element);
  };

  it('asks an unknown visitor for a name, and gives the public identifier (M-02, M-04, M-05, M-07, L-02)', async () => {
    history.replaceState(null, '', `${address}${address.includes('?') ? '&' : '?'}utm_source=yandex&utm_campaign=spring`);
    const element = await open();
    fill(element);
    await send(element);
    expect(shownText(element)).to.contain('An e-mail or a telephone is needed');
    await tell(element, 'email', 'new@client.example');
    await send(element);
    expect(shownText(element)).to.contain('Please fill in');
    expect(await violations(element)).to.deep.equal([]);
    await tell(element, 'name', 'Анна');
    await send(element);
    await until(() => shownText(element).includes('Your request is received'));
    const [made] = (await place.as('boss').findRequests({})).items;
    const view = await place.as('boss').getRequest({ request: made?.id ?? '' });
    expect(shownText(element)).to.contain(view.publicId);
    expect([view.utm, view.contact, view.firstTime]).to.deep.equal([{ source: 'yandex', campaign: 'spring' }, { name: 'Анна', email: 'new@client.example' }, true]);
    expect(await violations(element)).to.deep.equal([]);
  });

  it('recognises a client by e-mail and asks for nothing else (M-03, M-04)', async () => {
    const element = await open();
    expect(deepAll(element, '#name').length).to.equal(1);
    await tell(element, 'email', 'office@romashka.example');
    await until(() => shownText(element).includes('We know you, П***'));
    expect(deepAll(element, '#name').length).to.equal(0);
    fill(element);
    await send(element);
    await until(() => shownText(element).includes('Your request is received'));
    expect((await place.as('boss').findRequests({ filter: { counterparty: 'romashka' } })).items.length).to.equal(1);
  });

  it('shows only fields of its source, and says where there is no form', async () => {
    expect(shownText(await open())).to.not.contain('verdict').and.not.contain('Verdict').and.not.contain('Employees');
    expect(deepAll(await open('line'), 'rq-error').length).to.equal(1);
  });

  it('sends the files of a visitor with the form, under a visit of its own (M-06)', async () => {
    place = await office({ system: laboratory });
    const element = await fixture<RqIntake>(html`<rq-intake .intake=${place.runtime.intake()} source="page"></rq-intake>`, { locale: 'en' });
    await until(() => deepAll(element, '[data-path="/photos"] input[type=file]').length > 0);
    await tell(element, 'email', 'new@client.example');
    typeInto(deep<HTMLInputElement>(deep(element, '[data-path="/what"]'), 'input'), 'Look');
    const input = deep<HTMLInputElement>(element, '[data-path="/photos"] input[type=file]');
    const choose = (...files: File[]): void => {
      const data = new DataTransfer();
      files.forEach((file) => data.items.add(file));
      input.files = data.files;
      input.dispatchEvent(new Event('change'));
    };
    choose(new File(['no picture'], 'a.png', { type: 'image/png' }));
    await until(() => shownText(deep(element, '[data-path="/photos"]')).includes('of another sort'));
    choose(new File([new Uint8Array([0x89]), 'PNG\r\n\x1a\n'], 'b.png', { type: 'image/png' }));
    await until(() => /b\.png/.test(shownText(deep(element, '[data-path="/photos"]'))) && deepAll(element, 'progress').length === 0);
    deepAll(deep(element, '[data-path="/photos"]'), 'button').find((each) => /Remove a\.png/.test(each.getAttribute('aria-label') ?? ''))?.click();
    await settled(element);
    await send(element);
    await until(() => shownText(element).includes('Your request is received'));
    const [made] = (await place.as('erik').findRequests({})).items;
    expect((await place.as('erik').getRequest({ request: made?.id ?? '' })).data.photos).to.have.lengthOf(1);
  });
});
