import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test, type Page } from '@playwright/test';

const corpus = process.env['REQUESTRY_CORPUS'];
const root = corpus ? join(corpus, 'spiffarena/examples') : '';
const names = existsSync(root)
  ? (readdirSync(root, { recursive: true }) as string[]).filter((file) => /[-_]uischema\.json$/.test(file)).map((file) => file.replace(/uischema\.json$/, '')).sort()
  : [];
const read = (name: string): unknown => (existsSync(join(root, name)) ? JSON.parse(readFileSync(join(root, name), 'utf8')) : undefined);

/** Example data that its own schema refuses, by the fields that are refused. */
const wrongExamples: Readonly<Record<string, readonly string[]>> = { '1-basic-concepts/1-2-forms/test-': ['/telephone'], '1-basic-concepts/1-4-decisions/select-a-pizza-': ['/toppings'] };

interface Shown {
  readonly missing: readonly string[];
  readonly broken: readonly string[];
  readonly wrong: readonly string[];
  readonly mutated: readonly string[];
  readonly changed: string;
}

let script = '';
test.beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: "import '@requestry/forms'; import { controls, importRjsf, initialData } from '@requestry/forms/core'; globalThis.kit = { controls, importRjsf, initialData };", resolveDir: process.cwd() },
    bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022', conditions: ['@requestry/source', 'browser'], tsconfig: 'tsconfig.json', logLevel: 'error',
  });
  script = outputFiles[0]?.text ?? '';
});

/** Runs in the page: imports, shows, checks the example, then the example with one value of a wrong type. */
async function show({ schema, ui, example }: { schema: unknown; ui: unknown; example: unknown }): Promise<Shown> {
  type Kit = { importRjsf(schema: unknown, ui: unknown): { form: { schema: { properties?: Record<string, { type?: unknown }> }; ui: unknown } }; initialData(form: unknown): object; controls(ui: unknown): { scope: string }[] };
  type Form = HTMLElement & { updateComplete: Promise<unknown>; validate(): readonly { code: string; path?: string }[] };
  const { kit } = globalThis as unknown as { kit: Kit };
  const { form } = kit.importRjsf(schema, ui);
  const data = { ...kit.initialData(form), ...(Array.isArray(example) ? { items: example } : (example as object | undefined)) };
  const element = document.body.appendChild(document.createElement('rq-form')) as Form;
  const check = async (given: object): Promise<string[]> => {
    Object.assign(element, { form, data: given, locale: 'en' });
    for (let turn = 0; turn < 3; turn += 1) await element.updateComplete;
    return [...new Set(element.validate().filter(({ code }) => code !== 'form.required').map(({ path = '' }) => path))];
  };
  const wrong = await check(data);
  const inside = element.shadowRoot;
  const paths = [...(inside?.querySelectorAll<HTMLElement>('[data-path]') ?? [])].map(({ dataset }) => dataset['path']);
  const missing = kit.controls(form.ui).map(({ scope }) => scope.replace(/^#/, '').replaceAll('/properties/', '/')).filter((path) => !paths.includes(path));
  const hidden = missing.filter((path) => JSON.stringify(form.ui).includes(`"scope":"#${path.replaceAll('/', '/properties/')}","options":{"rq":{"keep":true}},"rule"`));
  const broken = [...(inside?.querySelectorAll('.field-error') ?? [])].map((each) => each.textContent ?? '').filter((text) => /cannot be shown|no field of type/.test(text));
  const values: Readonly<Record<string, unknown>> = { string: 17, number: 'x', integer: 1.5, boolean: 'yes', array: 'none', object: 'none' };
  const [changed = ''] = Object.entries(form.schema.properties ?? {}).filter(([, { type }]) => typeof type === 'string' && type in values).map(([name]) => name);
  const mutated = await check({ ...data, [changed]: values[String(form.schema.properties?.[changed]?.type)] });
  return { missing: missing.filter((path) => !hidden.includes(path)), broken, wrong, mutated, changed };
}

test.describe('forms of others (needs REQUESTRY_CORPUS)', () => {
  test.skip(names.length === 0, 'REQUESTRY_CORPUS names no collection');
  let page: Page;
  const problems: string[] = [];
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
  });
  test.afterAll(() => page.close());

  for (const name of names) {
    test(`${name} is drawn whole, takes its example and refuses it changed`, async () => {
      await page.setContent('<!doctype html><html lang="en"><body></body></html>');
      await page.addScriptTag({ content: script });
      const shown = await page.evaluate(show, { schema: read(`${name}schema.json`), ui: read(`${name}uischema.json`), example: read(`${name}exampledata.json`) });
      expect(shown).toMatchObject({ missing: [], broken: [], wrong: wrongExamples[name] ?? [] });
      expect(shown.mutated).toContain(`/${shown.changed}`);
      expect(problems).toEqual([]);
    });
  }
});
