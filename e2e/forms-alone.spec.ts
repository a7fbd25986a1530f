import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { surroundings, type Surrounding } from './surroundings.js';

const built = 'examples/forms-alone/dist';
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

/** Runs from the page's own timer: whatever the debugging protocol starts is not held by the ban on making code. */
const watcher = `
const told = (id, text) => Object.assign(document.body.appendChild(document.createElement('output')), { id, hidden: true, textContent: text });
const probe = () => {
  let made = 'code can be made';
  try { new Function('return 1'); } catch { made = 'no code can be made'; }
  told('policy', made);
  setTimeout(() => document.addEventListener('securitypolicyviolation', (event) => told('violation', event.violatedDirective + ' ' + event.sample)));
};
addEventListener('DOMContentLoaded', () => setTimeout(probe));
addEventListener('error', (event) => told('failure', event.message));
addEventListener('unhandledrejection', (event) => told('failure', String(event.reason)));
`;

const pageOf = ({ html, script, lang = 'en' }: Surrounding): string => `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>A form in a page of others</title>
    <link rel="stylesheet" href="host.css" /><script src="../watcher.js"></script><script type="module" src="../main.js"></script>${script ? '<script type="module" src="host.js"></script>' : ''}
  </head>
  <body>${html ?? '<main><h1>Order of materials</h1><rq-form buttons></rq-form></main>'}<pre id="submitted"></pre></body>
</html>`;

let server: Server;
let address: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, name = '', file = ''] = pathname.split('/');
    const surrounding = surroundings[name];
    const answer = (type: string, body: string | Buffer): void => void response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy }).end(body);
    if (name === 'watcher.js') return answer('text/javascript', watcher);
    if (surrounding) return answer(types[extname(file)] ?? 'text/html', { 'host.css': surrounding.css ?? '', 'host.js': surrounding.script ?? '' }[file] ?? pageOf(surrounding));
    const path = join(built, pathname === '/' ? 'index.html' : pathname);
    if (!path.startsWith(built) || !existsSync(path)) return void response.writeHead(404).end();
    answer(types[extname(path)] ?? 'application/octet-stream', readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterAll(() => server.close());

/** The list of a field opens at its input, wherever the page has put that. */
async function expectBeside(list: Locator, input: Locator): Promise<void> {
  const [below, above] = [await list.boundingBox(), await input.boundingBox()];
  if (!below || !above) throw new TypeError('not shown');
  const gap = Math.min(Math.abs(below.y - (above.y + above.height)), Math.abs(above.y - (below.y + below.height)));
  expect(gap).toBeLessThan(16);
  expect(below.x < above.x + above.width && above.x < below.x + below.width).toBe(true);
}

/** Fills the order in with mouse and keyboard and submits it. */
async function order(page: Page): Promise<void> {
  const form = page.locator('rq-form');
  const site = form.getByRole('combobox', { name: /Site/ });
  await site.click();
  await site.pressSequentially('south');
  const option = form.getByRole('option', { name: /South depot/ });
  await expectBeside(form.getByRole('listbox').first(), site);
  await option.click();
  await expect(form.getByRole('textbox', { name: 'Address' })).toHaveValue('7 Harbour road');
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(form.getByRole('alert')).toContainText(/Wanted by/);
  await expect(form.getByRole('textbox', { name: /Wanted by/ })).toBeFocused();
  await page.keyboard.type('14.03.2027');
  await form.getByText('Urgent', { exact: true }).first().click();
  await form.getByRole('textbox', { name: /Why/ }).fill('The crew is waiting');
  await form.getByRole('button', { name: /Add/ }).click();
  await form.getByRole('textbox', { name: /Name/ }).fill('Cable');
  await form.getByRole('textbox', { name: /Quantity/ }).fill('3');
  await form.getByRole('textbox', { name: /Price/ }).fill('2,5');
  await form.getByRole('textbox', { name: /Price/ }).press('Tab');
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(page.locator('#submitted')).toContainText('"total": 7.5');
  const submitted = JSON.parse((await page.locator('#submitted').textContent()) ?? '') as unknown;
  expect(submitted).toEqual({ site: 'south', address: '7 Harbour road', wanted: '2027-03-14', urgent: true, reason: 'The crew is waiting', lines: [{ name: 'Cable', quantity: 3, price: 2.5, cost: 7.5 }], total: 7.5 });
}

test('the example of a form alone is filled in and submitted under its own policy', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(address);
  await order(page);
  await page.screenshot({ path: 'test-results/forms-alone.png', fullPage: true });
  expect(problems).toEqual([]);
});

for (const [name, { smallest = 12 }] of Object.entries(surroundings)) {
  test(`a form works, and can be read, ${name.replaceAll('-', ' ')}`, async ({ page }) => {
    await page.goto(`${address}${name}/`);
    await expect(page.locator('#policy')).toHaveText('no code can be made');
    await order(page);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `test-results/forms-alone-${name}-${width}.png`, fullPage: true });
    }
    const input = page.locator('rq-form').getByRole('textbox', { name: 'Address' });
    expect(await input.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(smallest);
    expect((await input.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    const { scroll, width } = await page.locator('rq-form').evaluate((element) => ({ scroll: element.scrollWidth, width: element.clientWidth }));
    expect(scroll).toBeLessThanOrEqual(width + 1);
    await expect(page.locator('#violation, #failure')).toHaveCount(0);
  });
}
