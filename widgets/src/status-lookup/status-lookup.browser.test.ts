import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import { office, reception } from '@requestry/runtime/testing';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/status-lookup';
import type { RqStatusLookup } from '@requestry/widgets/status-lookup';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

const ask = async (element: RqStatusLookup, publicId: string, contact: string): Promise<void> => {
  const [id, who] = deepAll<HTMLInputElement>(element, 'input');
  if (id) typeInto(id, publicId);
  if (who) typeInto(who, contact);
  deep(element, 'rq-button').click();
  await settled(element);
};

describe('rq-status-lookup', () => {
  it('tells where a request stands, with nobody signed in, and nothing of it to others (M-07, M-15)', async () => {
    const place = await office({ system: reception });
    const intake = place.runtime.intake();
    const { publicId, number } = await intake.receive({ source: 'site', payload: { name: 'Анна', email: 'anna@client.example', subject: 'Тайна', text: '?' } });
    const element = await fixture<RqStatusLookup>(html`<rq-status-lookup .intake=${intake}></rq-status-lookup>`, { locale: 'en' });
    await ask(element, publicId, 'else@client.example');
    await until(() => shownText(element).includes('There is no request'));
    await ask(element, publicId.replaceAll('-', ' '), 'anna@client.example');
    await until(() => shownText(element).includes(number ?? '-'));
    expect(shownText(element)).to.contain('Обращение клиента').and.contain('New').and.contain('Received').and.not.contain('Тайна');
    expect(await violations(element)).to.deep.equal([]);
  });

  it('says that it could not ask, and asks again', async () => {
    let fail = true;
    const intake = { status: () => (fail ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', '')) : Promise.resolve(null)) };
    const element = await fixture<RqStatusLookup>(html`<rq-status-lookup .intake=${intake} public-id="1"></rq-status-lookup>`, { locale: 'ru' });
    await ask(element, '1', 'a@b.example');
    await until(() => deepAll(element, 'rq-error').length === 1);
    fail = false;
    deep(element, 'rq-error').dispatchEvent(new Event('rq-retry'));
    await until(() => shownText(element).includes('нет'));
  });
});
