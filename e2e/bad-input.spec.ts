import { expect, test, type Page } from '@playwright/test';
import { Portal } from './portal.js';

/** Anna fills the form of a repair up to its last page. */
async function fillRepair(portal: Portal, subject: string): Promise<void> {
  const { product } = portal;
  await portal.open('new');
  await portal.open('new/repair');
  await product.getByLabel('Кратко').fill(subject);
  await portal.choose('Вид работ', 'Текущий ремонт');
  await portal.choose('Оборудование', /Kyocera/);
  await product.getByRole('button', { name: 'Далее' }).click();
  await product.getByLabel('Что случилось').fill('Замятие бумаги');
  await product.getByRole('button', { name: 'Далее' }).click();
  await product.getByRole('button', { name: 'Далее' }).click();
}

/** The browser's own quota for this site; its usual one when absent. */
async function limitRoom(page: Page, bytes: number | undefined): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(bytes === undefined ? {} : { quotaSize: bytes }) });
}

/** Writes more than the quota leaves, so that the browser counts anew instead of trusting what it last knew. */
async function overfill(page: Page, bytes: number): Promise<string> {
  return page.evaluate(
    (size) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('filler');
        opening.onupgradeneeded = () => opening.result.createObjectStore('all');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('all', 'readwrite');
          writing.objectStore('all').put(crypto.getRandomValues(new Uint8Array(65_536)).join('').repeat(Math.ceil(size / 150_000)), 1);
          writing.oncomplete = () => resolve('written');
          writing.onabort = () => resolve(writing.error?.name ?? 'aborted');
        };
        opening.onerror = () => resolve(opening.error?.name ?? 'failed');
      }),
    bytes,
  );
}

test('a full store is named, keeps what was typed, and the same press of the button succeeds once there is room', async ({ page }) => {
  await page.goto('/portal.css');
  await limitRoom(page, 8_000_000);
  const portal = new Portal(page);
  const { product } = portal;
  const subject = 'Принтер при полном хранилище';
  await portal.open();
  await portal.as('Петрова Анна');
  await fillRepair(portal, subject);
  await expect(product.getByText(/черновик сохранён/)).toBeVisible();

  await limitRoom(page, 1);
  expect(await overfill(page, 9_000_000)).toBe('QuotaExceededError');
  await product.getByRole('button', { name: 'Отправить' }).click();
  await expect(product.getByText('Нет места для сохранения. Ничего не записано.').first()).toBeVisible();
  await expect(product.locator('rq-request-form')).toContainText(subject);

  await limitRoom(page, undefined);
  await product.getByRole('button', { name: 'Отправить' }).click();
  await expect(product.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
  await portal.goTo('Мои заявки');
  await expect(product.getByRole('button', { name: subject })).toHaveCount(1);
  expect(portal.complaints).toEqual([]);
});

test('two tabs on one database see the work of each other at once and lose nothing', async ({ page, context }) => {
  const anna = new Portal(page);
  await anna.open();
  await anna.as('Петрова Анна');
  const sergey = new Portal(await context.newPage());
  await sergey.open();
  await sergey.as('Иванов Сергей');

  await test.step('what Anna submits appears in the open inbox of Sergey', async () => {
    await fillRepair(anna, 'Из первой вкладки');
    await anna.product.getByRole('button', { name: 'Отправить' }).click();
    await expect(anna.product.getByRole('heading', { name: /РО-\d{4}-00001/ })).toBeVisible();
    await expect(sergey.product.getByRole('button', { name: 'Из первой вкладки' }).first()).toBeVisible();
  });

  await test.step('both submit at the same time: two requests, two numbers', async () => {
    await fillRepair(anna, 'Одновременно Анна');
    await fillRepair(sergey, 'Одновременно Сергей');
    await Promise.all([anna, sergey].map((one) => one.product.getByRole('button', { name: 'Отправить' }).click()));
    const headings = await Promise.all([anna, sergey].map((one) => one.product.getByRole('heading', { name: /РО-\d{4}-0000[23]/ }).innerText()));
    expect(new Set(headings.map((text) => /РО-\d{4}-\d+/.exec(text)?.[0])).size).toBe(2);
  });

  await test.step('what Sergey decides shows on the open card of Anna', async () => {
    await anna.goTo('Мои заявки');
    await anna.product.getByRole('button', { name: 'Одновременно Анна' }).first().dblclick();
    const shown = anna.product.locator('rq-request-card');
    await expect(shown.getByRole('heading', { name: 'Одновременно Анна' })).toBeVisible();
    const card = await sergey.openTask('Одновременно Анна');
    await card.getByRole('button', { name: 'Согласовать' }).first().click();
    await expect(shown.getByText('Рассмотрение службой').first()).toBeVisible();
    await expect(shown.locator('rq-request-history').getByText('Иванов Сергей').first()).toBeVisible();
  });

  await test.step('each tab lists what it submitted', async () => {
    await anna.goTo('Мои заявки');
    for (const subject of ['Из первой вкладки', 'Одновременно Анна']) await expect(anna.product.getByRole('button', { name: subject }).first()).toBeVisible();
    await sergey.goTo('Мои заявки');
    await expect(sergey.product.getByRole('button', { name: 'Одновременно Сергей' }).first()).toBeVisible();
  });
  expect([...anna.complaints, ...sergey.complaints]).toEqual([]);
});

test('a database of a newer version is explained instead of a blank page', async ({ page }) => {
  await page.goto('/portal.css');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('requestry', 1000);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error as Error);
      }),
  );
  const portal = new Portal(page);
  await page.goto('/');
  await expect(page.getByText('Данные записаны более новой версией программы. Обновите страницу.')).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('requestry').onsuccess = resolve)));
  await page.getByRole('button', { name: 'Повторить' }).click();
  await portal.open();
  expect(portal.complaints).toEqual([]);
});

test('broken properties leave the page alive', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.as('Никитина Ольга');
  await page.getByRole('link', { name: 'Настройка заявок' }).click();
  const list = page.locator('[data-page=designer]').getByRole('button', { name: 'Новый вид' });
  await expect(list).toBeVisible();

  const broken: readonly (readonly [element: string, property: string, value: unknown])[] = [
    ['rq-inbox', 'service', 5],
    ['rq-inbox', 'service', {}],
    ['rq-catalog', 'service', 'x'],
    ['rq-my-requests', 'service', []],
    ['rq-workspace', 'items', 3],
    ['rq-workspace', 'view', {}],
    ['rq-request-card', 'request', {}],
    ['rq-request-form', 'kind', { a: 1 }],
    ['rq-form', 'form', 'x'],
    ['rq-form', 'form', { schema: 3, ui: { type: 'VerticalLayout', elements: 5 } }],
    ['rq-form', 'data', 'x'],
    ['rq-form', 'access', 7],
    ['rq-form', 'issues', 7],
    ['rq-route-picture', 'picture', 1],
    ['rq-route-picture', 'picture', { nodes: [null, 1, {}], edges: [null, {}] }],
    ['rq-designer', 'service', 'x'],
    ['rq-designer', 'kind', 5],
    ['rq-designer', 'templates', 5],
    ...['rq-inbox', 'rq-catalog', 'rq-form', 'rq-request-card', 'rq-route-picture', 'rq-designer'].map((element) => [element, 'locale', 'xx'] as const),
  ];
  for (const [element, property, value] of broken) {
    await test.step(`${element}.${property} = ${JSON.stringify(value)}`, async () => {
      await page.evaluate(
        async ({ element, property, value }) => {
          const made = document.createElement(element) as HTMLElement & { updateComplete?: Promise<unknown> };
          const existing = document.querySelector(element) ?? document.querySelector('rq-workspace')?.shadowRoot?.querySelector(element);
          document.body.append(made);
          await made.updateComplete;
          for (const each of [made, existing]) if (each) Reflect.set(each, property, value);
          await made.updateComplete;
          await new Promise((resolve) => setTimeout(resolve));
          made.remove();
        },
        { element, property, value },
      );
      expect(portal.complaints).toEqual([]);
    });
  }

  await page.reload();
  await expect(list).toBeVisible();
  expect(portal.complaints).toEqual([]);
});

test('addresses that lead nowhere and a person unknown here are explained with a way back', async ({ page }) => {
  const portal = new Portal(page);
  const { product } = portal;
  await portal.open();

  await test.step('an unknown request', async () => {
    await page.goto('/#/requests/requests/no-such-request');
    await expect(product.getByText('Этого здесь нет, или оно вам недоступно.').first()).toBeVisible();
    await product.getByRole('button', { name: /^К (заявкам|заданиям|списку)/ }).or(product.getByRole('button', { name: /Назад|К моим|Мои заявки/ })).first().click();
    await expect(product.locator('rq-request-card')).toHaveCount(0);
  });

  await test.step('an unknown kind', async () => {
    await page.goto('/#/requests/new/no-such-kind');
    await expect(product.getByText('Этого здесь нет, или оно вам недоступно.').first()).toBeVisible();
    await product.locator('rq-request-form').getByRole('button', { name: /каталог/i }).click();
    await expect(product.getByRole('button', { name: /Ремонт оборудования/ }).first()).toBeVisible();
  });

  await test.step('a place with broken escapes', async () => {
    await page.goto('/#/requests/requests/%E0%A4%A');
    await expect(product.getByText('Этого здесь нет, или оно вам недоступно.').first()).toBeVisible();
  });

  await test.step('a remembered person who is not here', async () => {
    await page.evaluate(() => localStorage.setItem('portal.person', 'nobody'));
    await page.goto('/#/home');
    await page.reload();
    await expect(page.getByText('Человека, которого помнил этот браузер, здесь нет', { exact: false })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Вы' })).toHaveValue('petrova');
    await portal.as('Иванов Сергей');
    await expect(page.locator('#unknown-person')).toBeHidden();
    await portal.open('new');
    await expect(product.getByRole('button', { name: /Ремонт оборудования/ }).first()).toBeVisible();
  });
  expect(portal.complaints).toEqual([]);
});
