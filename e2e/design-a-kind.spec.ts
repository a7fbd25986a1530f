import { expect, test } from '@playwright/test';
import { Portal } from './portal.js';

test('a kind is designed from nothing by mouse and keyboard, tried, published and used', async ({ page }) => {
  const portal = new Portal(page);
  await page.goto('/');
  await portal.as('Никитина Ольга');
  await page.getByRole('link', { name: 'Настройка заявок' }).click();
  const designer = page.locator('[data-page=designer]');

  await test.step('a blank kind has a form and a route already', async () => {
    await designer.getByRole('button', { name: 'Новый вид' }).click();
    await page.getByRole('menuitem', { name: 'Пустой' }).click();
    await designer.getByLabel('Название по-русски').fill('Командировка');
    await designer.getByLabel('Название по-английски').fill('Business trip');
    await page.keyboard.press('Enter');
    await expect(designer.getByText('Командировка').first()).toBeVisible();
  });

  await test.step('fields come from the palette; their settings are typed', async () => {
    await designer.getByRole('tab', { name: /Форма/ }).click();
    await designer.getByRole('button', { name: 'Дата', exact: true }).click();
    await designer.getByLabel(/^Название/).first().fill('Дата отъезда');
    await designer.getByLabel('Обязательное').check();
    await designer.getByRole('button', { name: 'Число', exact: true }).click();
    await designer.getByLabel(/^Название/).first().fill('Сколько дней');
    await expect(designer.getByText(/сохранён/).first()).toBeVisible();
    await expect(designer.getByRole('treeitem', { name: 'Дата отъезда' })).toBeVisible();
  });

  await test.step('an undone edit comes back', async () => {
    await designer.getByRole('button', { name: 'Текст', exact: true }).click();
    await expect(designer.getByRole('treeitem')).toHaveCount(5);
    await designer.getByRole('button', { name: /Отменить/ }).click();
    await expect(designer.getByRole('treeitem')).toHaveCount(4);
  });

  await test.step('a step is added to the route; the picture and the proof follow', async () => {
    await designer.getByRole('tab', { name: /Маршрут/ }).click();
    await designer.getByRole('button', { name: /этап/ }).last().click();
    await page.getByRole('menuitem', { name: /Исполнение/ }).or(designer.getByRole('button', { name: /Исполнение/ })).first().click();
    await expect(designer.getByText('У этапа «Исполнение» не указан исполнитель.')).toBeVisible();
    await designer.getByRole('combobox', { name: 'Исполнитель', exact: true }).selectOption({ label: 'Инициатор' });
    await expect(designer.getByText('Маршрут всегда доходит до завершения', { exact: false })).toBeVisible();
  });

  await test.step('it is published as version 1', async () => {
    await designer.getByRole('button', { name: /Опубликовать/ }).first().click();
    await designer.locator('rq-publish').getByRole('button', { name: /Опубликовать/ }).click();
    await page.keyboard.press('Escape');
    await expect(designer.getByText(/Опубликован v1/)).toBeVisible();
  });

  await test.step('a person finds it in the catalog and uses it', async () => {
    await portal.as('Петрова Анна');
    await portal.open('new');
    await portal.product.getByRole('button', { name: /Командировка/ }).first().click();
    await portal.product.getByLabel('Тема').fill('Выставка в Казани');
    await portal.product.getByLabel('Дата отъезда').fill('14.12.2026');
    await portal.product.getByRole('button', { name: 'Отправить' }).click();
    await expect(portal.product.getByText(/отправлена/)).toBeVisible();
    await portal.as('Иванов Сергей');
    const card = await portal.openTask('Выставка в Казани');
    await card.getByRole('button', { name: 'Согласовать' }).first().click();
    await portal.as('Петрова Анна');
    const own = await portal.openTask('Выставка в Казани');
    await own.getByRole('button', { name: 'Выполнено' }).first().click();
    await expect(own.getByText('Завершена').or(own.getByText('Выполнена')).first()).toBeVisible();
  });

  expect(portal.complaints).toEqual([]);
});

test('without a connection the page of the designer says so, and opens once there is one', async ({ page }) => {
  const portal = new Portal(page);
  await page.goto('/');
  await portal.as('Никитина Ольга');
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Настройка заявок' }).click();
  const designer = page.locator('[data-page=designer]');
  await expect(designer.getByText('Данные недоступны. Проверьте связь и повторите.')).toBeVisible();
  await page.context().setOffline(false);
  await designer.getByRole('button', { name: 'Повторить' }).click();
  await expect(designer.getByRole('heading', { name: 'Виды заявок' })).toBeVisible();
});
