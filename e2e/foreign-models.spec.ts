import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Portal } from './portal.js';

const corpus = process.env.REQUESTRY_CORPUS;
const from = (path: string): string => join(corpus ?? '', path);
const playground = 'spiffarena/examples/0-4-request-permissions/request-a-playground';

interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const file = (name: string, text: string): Given => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

async function openDesigner(page: Page, portal: Portal): Promise<Locator> {
  await page.goto('/');
  await portal.as('Никитина Ольга');
  await page.getByRole('link', { name: 'Настройка заявок' }).click();
  const designer = page.locator('[data-page=designer]');
  await expect(designer.getByRole('button', { name: 'Новый вид' })).toBeVisible();
  return designer;
}

async function beginKind(page: Page, designer: Locator, from: string): Promise<Locator> {
  await designer.getByRole('button', { name: 'Новый вид' }).click();
  await page.getByRole('menuitem', { name: from }).click();
  const dialog = designer.locator('rq-new-kind');
  await expect(dialog.getByLabel('Название по-русски')).toBeVisible();
  return dialog;
}

test.describe('models of other tools', () => {
  test.skip(!corpus || !existsSync(corpus), 'REQUESTRY_CORPUS names no folder with models of other tools');

  test('a form for RJSF becomes a kind that a person fills in and submits; what was not taken over is listed', async ({ page }) => {
    const portal = new Portal(page);
    const designer = await openDesigner(page, portal);
    const dialog = await beginKind(page, designer, 'Из JSON Schema, JSON Forms, RJSF или form-js');
    await dialog.getByLabel('JSON Schema или form-js (.json)').setInputFiles(from(`${playground}-schema.json`));
    await dialog.getByLabel('UI schema JSON Forms или RJSF (.json), если есть').setInputFiles(from(`${playground}-uischema.json`));
    await expect(dialog.getByRole('listitem').filter({ hasText: 'ui:autofocus' })).toBeVisible();
    await expect(dialog.getByRole('listitem').filter({ hasText: 'ui:enableMarkdownInDescription' })).toBeVisible();
    await dialog.getByLabel('Название по-русски').fill('Площадка для проб');
    await dialog.getByLabel('Название по-английски').fill('Playground');
    await dialog.getByRole('button', { name: 'Создать' }).click();

    const titles = ['Full Name', 'Organization', 'Role / Job Title', 'Tell us a little about your goals in evaluating SpiffWorkflow'];
    await expect(designer.getByRole('treeitem')).toHaveText(titles.map((title) => new RegExp(title)));
    await designer.getByRole('button', { name: /Опубликовать/ }).first().click();
    await designer.locator('rq-publish').getByRole('button', { name: /Опубликовать/ }).click();
    await page.keyboard.press('Escape');
    await expect(designer.getByText(/Опубликован v1/)).toBeVisible();

    await portal.as('Петрова Анна');
    await portal.open('new');
    const { product } = portal;
    await product.getByRole('button', { name: /Площадка для проб/ }).first().click();
    for (const title of titles) await product.getByLabel(title).fill(`Ответ: ${title}`);
    await expect(product.getByLabel(titles[3] ?? '')).toHaveJSProperty('localName', 'textarea');
    await product.getByRole('button', { name: 'Отправить' }).click();
    await expect(product.getByText(/отправлена/)).toBeVisible();
    expect(portal.complaints).toEqual([]);
  });

  for (const { model, title, wrong } of [
    {
      model: 'operaton/VacationRequest.bpmn20.xml',
      title: 'Отпуск из чужой модели',
      wrong: ['«Handle vacation request» не настроен', '«Adjust vacation request» не настроен', '«Send confirmation e-mail» не настроен', "«flow3»: «${vacationApproved == 'true'}» — не выражение"],
    },
    {
      model: 'operaton/invoice.v2.bpmn',
      title: 'Счёт из чужой модели',
      wrong: ['«Assign Approver Group»: не выбрана таблица решений', '«Review Invoice»: опубликованного маршрута «ReviewInvoice» нет', '«Approve Invoice» не настроен', '«invoiceApproved»: «${approved}» — не выражение'],
    },
  ]) {
    test(`${model} opens; what cannot be carried out is named by element and blocks publishing`, async ({ page }) => {
      const portal = new Portal(page);
      const designer = await openDesigner(page, portal);
      const dialog = await beginKind(page, designer, 'Из файла BPMN');
      await dialog.getByLabel('Файл BPMN (.bpmn, .xml)').setInputFiles(from(model));
      await dialog.getByLabel('Название по-русски').fill(title);
      await dialog.getByLabel('Название по-английски').fill('Foreign');
      await dialog.getByRole('button', { name: 'Создать' }).click();
      await designer.getByRole('tab', { name: /Маршрут/ }).click();
      const problems = designer.locator('rq-route-problems').getByRole('listitem');
      for (const text of wrong) await expect(problems.filter({ hasText: text })).toHaveCount(1);

      await designer.getByRole('button', { name: /Опубликовать/ }).first().click();
      const publish = designer.locator('rq-publish');
      for (const text of wrong) await expect(publish.getByRole('listitem').filter({ hasText: text })).toHaveCount(1);
      await expect(publish.getByRole('button', { name: /Опубликовать/ })).toBeDisabled();
      expect(portal.complaints).toEqual([]);
    });
  }

  test('a BPMN file cut in the middle makes nothing and says why', async ({ page }) => {
    const text = readFileSync(from('operaton/invoice.v2.bpmn'), 'utf8');
    await refuses(page, 'Из файла BPMN', { 'Файл BPMN (.bpmn, .xml)': file('cut.bpmn', text.slice(0, text.length / 2)) }, /cut\.bpmn: .*повреждён \(строка \d+\)/);
  });
});

/** The dialog explains the files and makes no kind of them. */
async function refuses(page: Page, start: string, given: Readonly<Record<string, Given>>, why: RegExp): Promise<void> {
  const portal = new Portal(page);
  const designer = await openDesigner(page, portal);
  const kinds = designer.locator('rq-kinds-list tbody tr');
  await expect(kinds).not.toHaveCount(0);
  const before = await kinds.count();
  const dialog = await beginKind(page, designer, start);
  for (const [label, one] of Object.entries(given)) await dialog.getByLabel(label).setInputFiles(one);
  await expect(dialog.getByRole('alert').or(dialog.getByRole('listitem')).filter({ hasText: why }).first()).toBeVisible();
  await dialog.getByLabel('Название по-русски').fill('Не должно появиться');
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: why }).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Отмена' }).click();
  await expect(kinds).toHaveCount(before);
  await expect(designer.getByText('Не должно появиться')).toHaveCount(0);
  expect(portal.complaints).toEqual([]);
}

test.describe('files that are no models', () => {
  const bpmn = 'Из файла BPMN';
  const bpmnFile = 'Файл BPMN (.bpmn, .xml)';
  const forms = 'Из JSON Schema, JSON Forms, RJSF или form-js';
  const schemaFile = 'JSON Schema или form-js (.json)';
  const uiFile = 'UI schema JSON Forms или RJSF (.json), если есть';

  test('text that is no XML', ({ page }) => refuses(page, bpmn, { [bpmnFile]: file('notes.bpmn', 'просто текст') }, /notes\.bpmn: Это не файл BPMN/));

  test('a document type with entities', async ({ page }) => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="&b;"/></definitions>';
    await refuses(page, bpmn, { [bpmnFile]: file('laughs.bpmn', laughs) }, /laughs\.bpmn.*тип документа или сущности/);
  });

  test('a file of three megabytes', async ({ page }) => {
    await refuses(page, bpmn, { [bpmnFile]: file('big.bpmn', `<definitions>${' '.repeat(3 * 1024 * 1024)}</definitions>`) }, /big\.bpmn больше 2 МБ/);
  });

  test('JSON that is no JSON', ({ page }) => refuses(page, forms, { [schemaFile]: file('broken.json', '{"type": "object",') }, /broken\.json — не JSON/));

  test('JSON that is no schema', ({ page }) => refuses(page, forms, { [schemaFile]: file('list.json', '[1, 2]') }, /list\.json.*не схема/));

  test('holes of a layout are left out, each with its place', async ({ page }) => {
    const designer = await openDesigner(page, new Portal(page));
    const dialog = await beginKind(page, designer, forms);
    await dialog.getByLabel(schemaFile).setInputFiles(file('fine.json', '{"type":"object","properties":{"a":{"type":"string"}}}'));
    await dialog.getByLabel(uiFile).setInputFiles(file('holes.json', '{"type":"VerticalLayout","elements":[null,{"type":"Control"}]}'));
    await expect(dialog.getByRole('listitem').filter({ hasText: '/uiSchema/elements/0' })).toBeVisible();
    await expect(dialog.getByRole('listitem').filter({ hasText: '/uiSchema/elements/1' })).toBeVisible();
  });

  test('a dynamic reference is left out, and the place is named before anything is made', async ({ page }) => {
    const portal = new Portal(page);
    const designer = await openDesigner(page, portal);
    const kinds = designer.locator('rq-kinds-list tbody tr');
    await expect(kinds).not.toHaveCount(0);
    const before = await kinds.count();
    const dialog = await beginKind(page, designer, forms);
    await dialog.getByLabel(schemaFile).setInputFiles(file('tree.json', '{"type":"object","properties":{"branch":{"type":"string","$dynamicRef":"#node"}}}'));
    await expect(dialog.getByRole('listitem').filter({ hasText: '/schema/properties/branch/$dynamicRef' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Отмена' }).click();
    await expect(kinds).toHaveCount(before);
    expect(portal.complaints).toEqual([]);
  });
});
