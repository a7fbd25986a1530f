import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { serve, sitDown } from './host.js';

test('two people work through a server on SQLite: what one sends the other sees at once, and all of it outlives a restart', async ({ browser }) => {
  test.setTimeout(180_000);
  const home = mkdtempSync(join(tmpdir(), 'requestry-host-'));
  let host = await serve(join(home, 'store.db'));
  try {
    const [annasPage, sergeysPage] = await Promise.all([browser.newContext(), browser.newContext()].map(async (context) => (await context).newPage())) as [Page, Page];
    const complaints = [await sitDown(annasPage, host.url, 'Петрова Анна'), await sitDown(sergeysPage, host.url, 'Иванов Сергей')];

    await test.step('Anna sends a request through the wizard', async () => {
      await annasPage.getByRole('button', { name: 'Новая заявка' }).click();
      await annasPage.getByRole('button', { name: /Ремонт оборудования/ }).first().click();
      await annasPage.getByLabel('Кратко').fill('Через сервер');
      for (const [field, option] of [['Вид работ', 'Текущий ремонт'], ['Оборудование', /Kyocera/]] as const) {
        await annasPage.getByRole('combobox', { name: new RegExp(`^${field}`) }).click();
        await annasPage.locator('rq-form').getByRole('option', { name: option }).first().click();
      }
      await annasPage.getByRole('button', { name: 'Далее' }).click();
      await annasPage.getByLabel('Что случилось').fill('Замятие бумаги');
      for (const _page of [2, 3]) await annasPage.getByRole('button', { name: 'Далее' }).click();
      await annasPage.getByRole('button', { name: 'Отправить' }).click();
      await expect(annasPage.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
    });

    await test.step('it stands in the open inbox of Sergey, who approves', async () => {
      await expect(sergeysPage.getByRole('button', { name: 'Через сервер' }).first()).toBeVisible();
      await sergeysPage.getByRole('button', { name: 'Согласовать' }).first().click();
      await expect(sergeysPage.getByText('От вас ничего не ждут')).toBeVisible();
    });

    await test.step('after a restart of the host everything is there', async () => {
      await host.stop();
      host = await serve(join(home, 'store.db'));
      const page = await (await browser.newContext()).newPage();
      complaints.push(await sitDown(page, host.url, 'Петрова Анна'));
      await page.getByRole('button', { name: 'Мои заявки' }).click();
      await page.getByRole('button', { name: 'Через сервер' }).first().dblclick();
      await expect(page.getByText('Рассмотрение службой').first()).toBeVisible();
      expect(complaints.at(-1)).toEqual([]);
    });
  } finally {
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
