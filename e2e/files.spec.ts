import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { serve, sitDown } from './host.js';
import { Portal } from './portal.js';

const subject = 'Станок с фотографией';

/** A picture that browsers draw: noise, so that every byte counts. */
function picture(side: number): Buffer {
  const part = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.from(Array.from({ length: side * (side * 3 + 1) }, (_, at) => (at % (side * 3 + 1) === 0 ? 0 : (at * 2_654_435_761) >>> 24)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]);
}

const photo = picture(200);
const screenshot = picture(40);

async function downloaded(portal: Portal, within: Locator, name: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([portal.page.waitForEvent('download'), within.getByRole('button', { name }).first().click()]);
  return readFileSync(await download.path());
}

test('a photo in a form and a screenshot in a comment come to those who decide, byte for byte (O-08 Y-10 Y-21)', async ({ page }) => {
  const portal = new Portal(page);
  const { product } = portal;
  await portal.open();

  await test.step('Anna puts a photo into the form; a text is refused by its content; a reload keeps the photo', async () => {
    await portal.as('Петрова Анна');
    await portal.open('new/repair');
    await product.getByLabel('Кратко').fill(subject);
    await portal.choose('Вид работ', 'Текущий ремонт');
    await portal.choose('Оборудование', /Kyocera/);
    await product.getByRole('button', { name: 'Далее' }).click();
    await product.getByLabel('Что случилось').fill('Смотрите фотографию, всё видно на ней');
    const field = product.locator('rq-form .files');
    await field.locator('input[type=file]').first().setInputFiles([{ name: 'станок (цех №2).png', mimeType: 'image/png', buffer: photo }, { name: 'заметка.txt', mimeType: 'text/plain', buffer: Buffer.from('нет') }]);
    await expect(field.getByRole('button', { name: /^Скачать: станок/ })).toBeVisible();
    await expect(field.getByText(/только изображения/)).toBeVisible();
    await expect(product.getByText(/черновик сохранён/)).toBeVisible();
    await page.reload();
    await expect(field.getByRole('button', { name: /^Скачать: станок/ })).toBeVisible();
    await product.getByRole('button', { name: 'Далее' }).click();
    await product.getByRole('button', { name: 'Далее' }).click();
    await product.getByRole('button', { name: 'Отправить' }).click();
    await expect(product.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
  });

  await test.step('Sergey, who approves, opens the card, looks at the photo and has the same bytes', async () => {
    await portal.as('Иванов Сергей');
    const card = await portal.openTask(subject);
    expect((await downloaded(portal, card, /^Скачать: станок/)).equals(photo)).toBe(true);
    await card.getByRole('button', { name: /^Посмотреть: станок/ }).click();
    const shown = page.getByRole('img', { name: 'станок (цех №2).png' });
    await expect(shown).toBeVisible();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(200);
    await page.keyboard.press('Escape');
    await expect(shown).toBeHidden();
  });

  await test.step('he pastes a screenshot into a comment', async () => {
    const talk = product.locator('rq-conversation');
    const box = talk.getByRole('textbox').first();
    await box.fill('Вот так это выглядит');
    await box.evaluate((input, bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, [...screenshot]);
    await expect(talk.getByRole('listitem').filter({ hasText: 'Снимок экрана' })).toBeVisible();
    await talk.getByRole('button', { name: 'Отправить' }).click();
    await expect(talk.getByRole('button', { name: /^Скачать: Снимок экрана/ })).toBeVisible();
  });

  await test.step('Anna reads it and has the same bytes', async () => {
    await portal.as('Петрова Анна');
    await portal.goTo('Мои заявки');
    await product.getByRole('button', { name: subject }).first().dblclick();
    const talk = product.locator('rq-conversation');
    expect((await downloaded(portal, talk, /^Скачать: Снимок экрана/)).equals(screenshot)).toBe(true);
  });

  expect(portal.complaints).toEqual([]);
});

test('files go through a server: up with what is through, down by rights, and nothing by a hash alone', async ({ browser }) => {
  test.setTimeout(180_000);
  const home = mkdtempSync(join(tmpdir(), 'requestry-files-'));
  const host = await serve(join(home, 'store.db'));
  try {
    const [annas, sergeys, strangers] = (await Promise.all([0, 1, 2].map(async () => (await browser.newContext()).newPage()))) as [Page, Page, Page];
    const complaints = [await sitDown(annas, host.url, 'Петрова Анна'), await sitDown(sergeys, host.url, 'Иванов Сергей')];
    await annas.getByRole('button', { name: 'Новая заявка' }).click();
    await annas.getByRole('button', { name: /Ремонт оборудования/ }).first().click();
    await annas.getByLabel('Кратко').fill(subject);
    for (const [field, option] of [['Вид работ', 'Текущий ремонт'], ['Оборудование', /Kyocera/]] as const) {
      await annas.getByRole('combobox', { name: new RegExp(`^${field}`) }).click();
      await annas.locator('rq-form').getByRole('option', { name: option }).first().click();
    }
    await annas.getByRole('button', { name: 'Далее' }).click();
    await annas.getByLabel('Что случилось').fill('Смотрите фотографию');
    const [sent] = await Promise.all([annas.waitForResponse((response) => response.url().endsWith('/api/files')), annas.locator('rq-form .files input[type=file]').first().setInputFiles({ name: 'станок.png', mimeType: 'image/png', buffer: photo })]);
    const { sha256 } = (await sent.json()) as { readonly sha256: string };
    await expect(annas.getByRole('button', { name: /^Скачать: станок/ })).toBeVisible();
    for (const _page of [2, 3]) await annas.getByRole('button', { name: 'Далее' }).click();
    await annas.getByRole('button', { name: 'Отправить' }).click();
    await expect(annas.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();

    await sergeys.getByRole('button', { name: subject }).first().dblclick();
    const [download] = await Promise.all([sergeys.waitForEvent('download'), sergeys.locator('rq-request-card').getByRole('button', { name: /^Скачать: станок/ }).click()]);
    expect([download.suggestedFilename(), readFileSync(await download.path()).equals(photo)]).toEqual(['станок.png', true]);

    await sitDown(strangers, host.url, 'Ким Андрей');
    const status = (user: string): Promise<number> => strangers.evaluate(async ([file, person]) => (await fetch(`/api/files/${file ?? ''}`, { headers: { 'x-requestry-user': person ?? '' } })).status, [sha256, user]);
    expect([await status('kim'), await status('ivanov')]).toEqual([404, 200]);
    expect(complaints).toEqual([[], []]);
  } finally {
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
