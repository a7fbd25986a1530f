import { expect, test, type Page } from '@playwright/test';
import { Portal } from './portal.js';

declare global {
  interface Window {
    violations: string[];
  }
}

/** Hears what the browser's policy refused, from the first script on. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
  });
}

test('no screen runs into the strict content security policy', async ({ page }) => {
  test.setTimeout(180_000);
  await listen(page);
  const portal = new Portal(page);
  const { product } = portal;
  const clean = async (): Promise<void> => {
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(portal.complaints).toEqual([]);
  };

  await test.step('the policy is strict', async () => {
    const policy = (await page.goto('/'))?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
  await test.step('home', async () => {
    await portal.as('Петрова Анна');
    await expect(page.locator('#home-inbox rq-inbox')).toBeVisible();
    await clean();
  });
  await test.step('inbox, catalog, form', async () => {
    await portal.open('inbox');
    await expect(product.locator('rq-inbox')).toBeVisible();
    await portal.goTo('Новая заявка');
    await expect(product.getByRole('button', { name: /Ремонт оборудования/ }).first()).toBeVisible();
    await portal.open('new/repair');
    await product.getByLabel('Кратко').fill('Обход всех экранов');
    await portal.choose('Вид работ', 'Текущий ремонт');
    await portal.choose('Оборудование', /Kyocera/);
    await product.getByRole('button', { name: 'Далее' }).click();
    await product.getByLabel('Что случилось').fill('Не включается');
    await product.getByRole('button', { name: 'Далее' }).click();
    await product.getByRole('button', { name: 'Далее' }).click();
    await clean();
    await product.getByRole('button', { name: 'Отправить' }).click();
    await expect(product.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
  });
  await test.step('own requests, card with its route, notifications', async () => {
    await portal.goTo('Мои заявки');
    await expect(product.locator('rq-my-requests')).toBeVisible();
    await portal.as('Иванов Сергей');
    const card = await portal.openTask('Обход всех экранов');
    await expect(card.locator('rq-route-picture svg[role=img]')).toBeVisible();
    await page.locator('#bell').getByRole('button').first().click();
    await page.keyboard.press('Escape');
    await clean();
  });
  await test.step('designer: every tab, diagram and trial', async () => {
    await portal.as('Никитина Ольга');
    await page.getByRole('link', { name: 'Настройка заявок' }).click();
    const designer = page.locator('[data-page=designer]');
    await designer.getByRole('button', { name: /Ремонт оборудования/ }).first().click();
    await expect(designer.getByRole('tab', { name: /Форма/ })).toBeVisible();
    for (const name of [/Общее|Основное/, /Форма/, /Справочники/, /Доступ|Права/, /Версии/, /Маршрут/]) {
      await designer.getByRole('tab', { name }).first().click();
      await expect(designer.getByRole('tab', { name }).first()).toHaveAttribute('aria-selected', 'true');
      await expect(designer.getByRole('tabpanel').first()).toBeVisible();
      await clean();
    }
    for (const view of ['Список', 'Список и схема', 'Схема']) {
      await designer.locator('rq-route-tab').getByRole('radio', { name: view, exact: true }).click();
      await clean();
    }
    const diagram = designer.locator('rq-route-diagram');
    await expect(diagram.locator('.djs-element').first()).toBeVisible();
    await diagram.locator('.djs-element.djs-shape').first().click({ force: true });
    await clean();
    await designer.getByRole('button', { name: 'Попробовать' }).click();
    await expect(designer.locator('rq-try')).toBeVisible();
    await clean();
  });
  await clean();
});
