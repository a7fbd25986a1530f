import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { here } from '../lib/paths.mjs';

const origin = 'http://bench.example/';

/** The same contestants in a page of a real browser. */
export const measureInChromium = (executablePath, name) => inChromium(executablePath, 'storage/page.ts', name);

/** What `measureIndexedDb` of a module of this folder gives in a page. */
export async function inChromium(executablePath, entry, given) {
  const { outputFiles: [script] } = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bench',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@requestry/source', 'browser'],
    logLevel: 'error',
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const page = await browser.newPage();
    await page.route(`${origin}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }));
    await page.goto(origin);
    await page.addScriptTag({ content: script.text });
    return await page.evaluate((value) => globalThis.bench.measureIndexedDb(value), given);
  } finally {
    await browser.close();
  }
}
