import { expect, test } from '@playwright/test';
import { Portal } from './portal.js';

test('a form is built with the keyboard alone: fields added, named, moved, removed and brought back', async ({ page }) => {
  const portal = new Portal(page);
  await page.goto('/');
  await portal.as('Никитина Ольга');
  await page.getByRole('link', { name: 'Настройка заявок' }).focus();
  await page.keyboard.press('Enter');
  const designer = page.locator('[data-page=designer]');
  const names = () => designer.getByRole('treeitem').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await test.step('a blank kind is made', async () => {
    await designer.getByRole('button', { name: 'Новый вид' }).focus();
    await press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.getByRole('menuitem', { name: 'Пустой' }).focus();
    await press('Enter');
    await expect(designer.getByLabel('Название по-русски')).toBeFocused();
    await page.keyboard.type('Пропуск');
    await press('Tab');
    await page.keyboard.type('Pass');
    await press('Enter');
    await designer.getByRole('tab', { name: /Форма/ }).focus();
    await press('Enter');
    await expect(designer.getByLabel('Поиск элементов')).toBeVisible();
  });

  await test.step('a field is found in the palette and added with Enter', async () => {
    const before = (await names()).length;
    await designer.getByLabel('Поиск элементов').focus();
    await page.keyboard.type('дата');
    await press('Enter');
    await expect(designer.getByRole('treeitem')).toHaveCount(before + 1);
    await expect(designer.getByRole('treeitem', { name: 'Дата' })).toBeFocused();
  });

  await test.step('Enter on the field leads to its properties', async () => {
    await press('Enter');
    await press('ControlOrMeta+a');
    await page.keyboard.type('Когда');
    await expect(designer.getByRole('treeitem', { name: 'Когда' })).toBeVisible();
  });

  await test.step('Space lifts it, arrows carry it, Enter puts it down', async () => {
    const before = await names();
    await designer.getByRole('treeitem', { name: 'Когда' }).focus();
    await press('Space', 'ArrowUp', 'Enter');
    await expect.poll(names).toEqual([...before.slice(0, -2), 'Когда', before.at(-2)]);
    await expect(designer.getByRole('treeitem', { name: 'Когда' })).toBeFocused();
  });

  await test.step('Delete removes it, undo brings it back', async () => {
    const before = await names();
    await press('Delete');
    await expect.poll(names).toEqual(before.filter((name) => name !== 'Когда'));
    await press('ControlOrMeta+z');
    await expect.poll(names).toEqual(before);
  });
});
