import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { RequestryError, type FileRef, type RequestService } from '@requestry/model';
import type { RqButton } from '@requestry/ui';
import { clearFixtures, deep, deepAll, fixture, settled, shownText, typeInto, until } from '@requestry/ui/testing';
import '@requestry/widgets/request-card';
import type { RqRequestCard } from '@requestry/widgets/request-card';
import { agency, laboratory, office } from '@requestry/runtime/testing';
import type { Office } from '@requestry/runtime/testing';
import { violations } from '../testing/axe.js';

afterEach(clearFixtures);

const png = (more = ''): Blob => new Blob([new Uint8Array([0x89]), 'PNG\r\n\x1a\n', more]);
const longName = `${'Очень длинное имя снимка '.repeat(5)}.png`;

async function open(service: RequestService, request: string): Promise<{ readonly card: RqRequestCard; readonly talk: Element; readonly box: Element }> {
  const card = await fixture<RqRequestCard>(html`<rq-request-card .request=${request}></rq-request-card>`, { service, locale: 'en' });
  await until(() => deepAll(card, 'rq-conversation').length > 0 && deepAll(deep(card, 'rq-conversation'), 'textarea').length > 0);
  await settled(card);
  const talk = deep(card, 'rq-conversation');
  return { card, talk, box: deep(talk, 'rq-comment-box') };
}

async function submit(): Promise<{ readonly place: Office; readonly id: string }> {
  const place = await office({ system: agency });
  const { id } = await place.as('anna').submitRequest({ kind: 'job', data: { what: 'Banner', price: 900 }, idempotencyKey: place.key() });
  return { place, id };
}

const send = (box: Element): RqButton => {
  const found = deepAll<RqButton>(box, 'rq-button').at(-1);
  if (!found) throw new TypeError('no button to send');
  return found;
};

const transfer = (...files: File[]): DataTransfer => {
  const data = new DataTransfer();
  files.forEach((file) => data.items.add(file));
  return data;
};

function choose(box: Element, ...files: File[]): void {
  const input = deep<HTMLInputElement>(box, 'input[type=file]');
  input.files = transfer(...files).files;
  input.dispatchEvent(new Event('change'));
}

/** Presses what saves a file; gives what the browser was handed. */
async function saved(file: Element): Promise<{ readonly name: string; readonly text: string }> {
  const clicked: HTMLAnchorElement[] = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function keep(this: HTMLAnchorElement) {
    clicked.push(this);
  };
  try {
    deep<HTMLButtonElement>(file, 'button.save').click();
    await until(() => clicked.length > 0);
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
  const [link] = clicked;
  return { name: link?.download ?? '', text: await (await fetch(link?.href ?? '')).text() };
}

describe('files of a conversation', () => {
  it('are chosen, pasted and dropped, sent at once, and saved by whoever reads them (O-08)', async () => {
    const { place, id } = await submit();
    const { card, talk, box } = await open(place.as('anna'), id);
    choose(box, new File([png('one')], longName));
    const input = deep<HTMLTextAreaElement>(box, 'textarea');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer(new File([png('two')], 'image.png', { type: 'image/png' })), cancelable: true, bubbles: true }));
    input.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer(new File(['%PDF-1.7'], 'plan.pdf')), cancelable: true, bubbles: true }));
    await until(() => deepAll(box, '.attachments li').length === 3 && deepAll(box, '.attachments progress').length === 0);
    await settled(card);
    expect(shownText(box)).to.match(/Screenshot \d\d\.\d\d\.\d+ .* ?\.png/).and.match(/plan ?\.pdf/);
    expect(await violations(card)).to.deep.equal([]);
    typeInto(input, 'Look here');
    await settled(card);
    send(box).click();
    await until(() => deepAll(talk, 'ul.files rq-kept-file').length === 3);
    expect(deepAll(box, '.attachments').length).to.equal(0);
    const other = await open(place.as('boris'), id);
    const [first] = deepAll(other.talk, 'rq-kept-file');
    expect(first && (await saved(first))).to.deep.equal({ name: longName, text: await png('one').text() });
    expect(await violations(other.card)).to.deep.equal([]);
  });

  it('go without a word, and not before all of them are through', async () => {
    const { place, id } = await submit();
    const service = place.as('anna');
    let through: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (through = resolve));
    const slow: RequestService = { ...service, keepFile: async (file, sending) => { sending?.progress?.(4); await gate; return service.keepFile(file, sending); } };
    const { card, talk, box } = await open(slow, id);
    choose(box, new File([png()], 'a.png'));
    await until(() => deepAll<HTMLProgressElement>(box, 'progress')[0]?.value === 50);
    expect(send(box).disabled).to.equal(true);
    through();
    await until(() => deepAll(box, 'progress').length === 0);
    await settled(card);
    send(box).click();
    await until(() => deepAll(talk, 'ul.files rq-kept-file').length === 1);
    expect((await service.findComments({ request: id })).map(({ body, files = [] }) => [body, files.length])).to.deep.equal([['', 1]]);
  });

  it('say why they were not sent; what may pass is tried again, the rest taken off', async () => {
    const { place, id } = await submit();
    const service = place.as('anna');
    const failures = [new RequestryError('STORAGE_UNAVAILABLE', 'away'), new RequestryError('STORAGE_FULL', 'full'), new RequestryError('STATE', 'none', { params: { reason: 'file.no-store' } })];
    const failing: RequestService = { ...service, keepFile: (file, sending) => { const error = failures.shift(); return error ? Promise.reject(error) : service.keepFile(file, sending); } };
    const { card, box } = await open(failing, id);
    choose(box, new File([png()], 'a.png'));
    await until(() => deepAll(box, '.attachments .again').length === 1);
    expect(shownText(box)).to.contain('cannot be reached');
    deep<HTMLButtonElement>(box, '.again').click();
    await until(() => shownText(box).includes('no room left'));
    deep<HTMLButtonElement>(box, '.again').click();
    await until(() => shownText(box).includes('files cannot be kept here') || shownText(box).includes('Files cannot be kept here'));
    await settled(card);
    expect(deepAll(box, '.again').length).to.equal(0);
    expect(send(box).disabled).to.equal(true);
    deep<HTMLButtonElement>(box, '.attachments li > button').click();
    await settled(card);
    expect(deepAll(box, '.attachments').length).to.equal(0);
  });

  it('are told gone when they are, beside their name', async () => {
    const { place, id } = await submit();
    const file = await place.as('boris').keepFile({ name: 'a.png', content: png() });
    await place.as('boris').addComment({ request: id, body: 'See', visibility: 'public', files: [file], idempotencyKey: place.key() });
    const { talk } = await open({ ...place.as('anna'), readFile: () => Promise.reject(new RequestryError('NOT_FOUND', 'gone')) }, id);
    deep<HTMLButtonElement>(deep(talk, 'rq-kept-file'), 'button.save').click();
    await until(() => shownText(deep(talk, 'rq-kept-file')).includes('not here'));
  });
});

describe('files of a request', () => {
  it('stand in its data, and are saved and looked at from the card', async () => {
    const place = await office({ system: laboratory });
    const photo: FileRef = await place.as('anna').keepFile({ name: 'photo.png', content: png('pixels') });
    const { id } = await place.as('anna').submitRequest({ kind: 'photo', data: { what: 'Look', photos: [{ ...photo }] }, idempotencyKey: place.key() });
    const { card } = await open(place.as('erik'), id);
    await until(() => deepAll(deep(card, 'rq-form'), 'rq-kept-file').some((each) => deepAll(each, 'button.save').length > 0));
    const file = deep(deep(card, 'rq-form'), 'rq-kept-file');
    expect(await saved(file)).to.deep.equal({ name: 'photo.png', text: await png('pixels').text() });
    deep<HTMLButtonElement>(file, 'button.view').click();
    await until(() => deepAll(file, 'rq-dialog img').length === 1);
    const address = deep<HTMLImageElement>(file, 'img').src;
    expect(address).to.match(/^blob:/);
    deep<HTMLButtonElement>(deep(file, 'rq-dialog'), 'button').click();
    await until(() => deepAll(file, 'rq-dialog').length === 0);
    const refused = await fetch(address).then(() => false, () => true);
    expect(refused, 'the address is forgotten').to.equal(true);
  });
});
