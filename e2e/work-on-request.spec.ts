import { expect, test } from '@playwright/test';
import { Portal } from './portal.js';

const subject = 'МФУ в 204 не печатает';

/** Anna asks for a repair, leading through all pages of the form. */
async function askForRepair(portal: Portal): Promise<void> {
  const { product } = portal;
  await portal.open('new/repair');
  await product.getByLabel('Кратко').fill(subject);
  await portal.choose('Вид работ', 'Текущий ремонт');
  await portal.choose('Оборудование', /Kyocera/);
  await expect(product.getByLabel('Расположение')).toHaveValue('Корпус 2, этаж 2, каб. 204');
  await product.getByRole('button', { name: 'Далее' }).click();
  await product.getByLabel('Что случилось').fill('Замятие бумаги после каждой второй страницы');
}

async function sendRepair(portal: Portal): Promise<void> {
  const { product } = portal;
  await product.getByRole('button', { name: 'Далее' }).click();
  await product.getByRole('button', { name: 'Далее' }).click();
  await product.getByRole('button', { name: 'Отправить' }).click();
  await expect(product.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
}

test('six people carry a repair from the request to the acceptance, with a return and a reload in between (D-12 D-21 D-36 D-37)', async ({ page }) => {
  const portal = new Portal(page);
  const { product } = portal;
  await portal.open();

  await test.step('Anna fills the form; a reload loses nothing; the forecast names who decides', async () => {
    await portal.as('Петрова Анна');
    await askForRepair(portal);
    await expect(product.getByText(/черновик сохранён/)).toBeVisible();
    await page.reload();
    await expect(product.getByLabel('Что случилось')).toHaveValue('Замятие бумаги после каждой второй страницы');
    await expect(product.locator('rq-request-form')).toContainText('Иванов Сергей');
    await sendRepair(portal);
  });

  await test.step('Sergey, head of her unit, approves', async () => {
    await portal.as('Иванов Сергей');
    const card = await portal.openTask(subject);
    await card.getByRole('button', { name: 'Согласовать' }).first().click();
    await expect(card.getByText('Рассмотрение службой').first()).toBeVisible();
  });

  await test.step('Irina, head of the service, accepts and chooses two performers by their load', async () => {
    await portal.as('Орлова Ирина');
    const card = await portal.openTask(subject);
    await card.getByRole('button', { name: 'Принять к исполнению' }).first().click();
    await card.getByRole('combobox', { name: /^Исполнители/ }).click();
    await expect(card.getByRole('option', { name: /Ким Андрей.*0 открытых заданий/ })).toBeVisible();
    await card.getByRole('option', { name: /Ким Андрей/ }).click();
    await card.getByRole('combobox', { name: /^Исполнители/ }).fill('Волков');
    await card.getByRole('option', { name: /Волков Денис/ }).click();
    await card.getByRole('button', { name: 'Назначить' }).first().click();
    await expect(card.getByText('Исполнение').first()).toBeVisible();
  });

  await test.step('Andrey and Denis record the result, materials and hours; a reload in the middle changes nothing', async () => {
    await portal.as('Ким Андрей');
    let card = await portal.openTask(subject);
    await card.getByLabel('Результат работ').fill('Заменён ролик захвата');
    await card.getByRole('button', { name: 'Выполнено' }).first().click();
    await expect(card.getByRole('button', { name: 'Выполнено' })).toHaveCount(0);
    await page.reload();
    await portal.as('Волков Денис');
    card = await portal.openTask(subject);
    await expect(card.getByLabel('Результат работ')).toHaveValue('Заменён ролик захвата');
    await card.getByRole('button', { name: 'Выполнено' }).first().click();
    await expect(card.getByText('Приёмка инициатором').first()).toBeVisible();
  });

  await test.step('Anna returns it for rework and needs to say why', async () => {
    await portal.as('Петрова Анна');
    const card = await portal.openTask(subject);
    await card.getByRole('button', { name: 'Вернуть на доработку' }).first().click();
    await card.getByLabel(/^Комментарий/).fill('Полосит при печати');
    await card.getByRole('button', { name: 'Вернуть на доработку' }).last().click();
    await expect(card.getByText('Полосит при печати').first()).toBeVisible();
  });

  await test.step('Both finish again and Anna accepts', async () => {
    for (const person of ['Ким Андрей', 'Волков Денис']) {
      await portal.as(person);
      const card = await portal.openTask(subject);
      await card.getByRole('button', { name: 'Выполнено' }).first().click();
      await expect(card.getByRole('button', { name: 'Выполнено' })).toHaveCount(0);
    }
    await portal.as('Петрова Анна');
    const card = await portal.openTask(subject);
    await card.getByRole('button', { name: 'Принять работу' }).first().click();
    await expect(card.getByText('Завершена').or(card.getByText('Выполнена')).first()).toBeVisible();
  });

  await test.step('Viktor, the director, reads the whole history with its reasons', async () => {
    await portal.as('Громов Виктор');
    const card = product.locator('rq-request-card');
    await expect(card.getByText('Вернуть на доработку').first()).toBeVisible();
    await expect(card.getByText('Заменён ролик захвата').first()).toBeVisible();
  });

  expect(portal.complaints).toEqual([]);
});

test('a head who asks for himself is not asked to approve, and the history says why (D-29)', async ({ page }) => {
  const portal = new Portal(page);
  const { product } = portal;
  await portal.open();
  await portal.as('Иванов Сергей');
  await askForRepair(portal);
  await expect(product.locator('rq-request-form')).toContainText(/пропу/i);
  await sendRepair(portal);
  await product.getByRole('button', { name: 'Открыть заявку' }).click();
  const card = product.locator('rq-request-card');
  await expect(card.getByText('Рассмотрение службой').first()).toBeVisible();
  await expect(card.locator('[part=history], section, rq-card').filter({ hasText: 'История' }).first()).toContainText(/инициатор/i);
  expect(portal.complaints).toEqual([]);
});

test('of two people who complete one task one wins, the other learns who was first', async ({ page, context }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.as('Петрова Анна');
  await askForRepair(portal);
  await sendRepair(portal);
  await portal.as('Иванов Сергей');
  const card = await portal.openTask(subject);

  const second = new Portal(await context.newPage());
  await second.page.addInitScript(() => {
    // This tab hears nothing of the other: what it shows goes stale.
    window.BroadcastChannel = class extends EventTarget {
      postMessage(): void {}
      close(): void {}
    } as unknown as typeof BroadcastChannel;
  });
  await second.open();
  await second.as('Иванов Сергей');
  const other = await second.openTask(subject);
  await card.getByRole('button', { name: 'Согласовать' }).first().click();
  await expect(card.getByText('Рассмотрение службой').first()).toBeVisible();
  await other.getByRole('button', { name: 'Согласовать' }).first().click();
  await expect(second.page.getByText(/Раньше успел другой человек: Иванов Сергей/).first()).toBeVisible();
});
