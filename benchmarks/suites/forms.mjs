import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { findBrowser } from '../../scripts/ensure-browser.mjs';
import { here, root } from '../lib/paths.mjs';

const { chromium } = createRequire(join(root, 'package.json'))('@playwright/test');

const sizes = [20, 200, 1000];
const runs = 7;
const keys = 30;
const patience = 30_000;
/** A page is at rest when it does next to nothing for so long, milliseconds. */
const restMs = 250;
const contestants = { plain: 'plain HTML', requestry: undefined, rjsf: 'RJSF 6 + ajv8', jsonforms: 'JSON Forms (React vanilla)', 'form-js': 'form-js viewer', surveyjs: 'SurveyJS core + ui' };
const withTables = new Set(['plain', 'requestry', 'rjsf', 'jsonforms']);

/** Time from mounting until the first frame that has every input is over, and CPU per key pressed in the middle field, in Chromium. */
export async function run() {
  const pages = await Promise.all(Object.keys(contestants).map(bundlePage));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  try {
    const measured = [];
    for (const size of sizes) measured.push(...(await measureCase(browser, `${size} fields`, { size, wanted: size }, pages)));
    measured.push(...(await measureCase(browser, 'table 200 × 8', { rows: 200, columns: 8, wanted: 1600 }, pages.filter(({ name }) => withTables.has(name)))));
    return { results: measured, notes: ['Paint: mount until the end of the first frame that has all inputs. CPU per key: main thread busy per real key press, layout and paint and what is put off until later included. Style sheets in files of their own are left out.', `Medians of ${runs} fresh pages each, taken in turn. The table is in the peers that draw an array of objects without being told how.`] };
  } finally {
    await browser.close();
  }
}

async function bundlePage(name) {
  const folder = join(here, '.cache', 'forms');
  mkdirSync(folder, { recursive: true });
  await build({
    stdin: { contents: `import * as contestant from './forms/${name}.mjs'; globalThis.contestant = contestant;`, resolveDir: here, loader: 'js' },
    outfile: join(folder, `${name}.js`),
    bundle: true, minify: true, format: 'iife', platform: 'browser', target: 'es2022', logLevel: 'error',
    loader: { '.css': 'empty' },
    conditions: name === 'requestry' ? ['@requestry/source', 'browser', 'production'] : ['browser', 'production'],
    alias: name === 'requestry' ? { '@requestry/forms': join(root, 'packages/forms/src/index.ts') } : {},
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: join(root, 'tsconfig.json'), absWorkingDir: root,
  });
  const file = join(folder, `${name}.html`);
  writeFileSync(file, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body><main></main><script src="${name}.js"></script></body></html>`);
  return { name, url: pathToFileURL(file).href };
}

/** Contestants take turns, so that a machine that slows down slows all of them. The first round warms up; who does not finish is left out of the rest. */
async function measureCase(browser, title, shape, pages) {
  const times = new Map(pages.map(({ name }) => [name, []]));
  const unfinished = new Map();
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const { name, url } of pages.filter((page) => !unfinished.has(page.name))) {
      const time = await measurePage(browser, url, shape);
      if (time.reason) unfinished.set(name, time);
      else if (turn > 0) times.get(name).push(time);
    }
  }
  const found = new Map(pages.map(({ name }) => [name, unfinished.get(name) ?? medians(times.get(name))]));
  return ['paint', 'key'].flatMap((metric) => rowsOf(title, metric, found));
}

const medians = (times) => ({ paint: median(times.map(({ paint }) => paint)), key: median(times.map(({ key }) => key)) });

function rowsOf(title, metric, found) {
  const base = { case: title, metric: metric === 'paint' ? 'first paint' : 'CPU per key', unit: 'ms' };
  const own = found.get('requestry')[metric];
  return Object.entries(contestants).filter(([name]) => found.has(name)).map(([name, peer]) => {
    const { [metric]: value = null, reason } = found.get(name);
    if (peer === undefined) return { ...base, value, ...barOf(title, metric, found) };
    return { ...base, peer, value, ...(value === null ? { reason } : { ratio: value / own }) };
  });
}

/** What our figure is held against: plain HTML, and the best of the peers. */
function barOf(title, metric, found) {
  const value = found.get('requestry')[metric];
  const best = Math.min(...[...found].filter(([name]) => name !== 'plain' && name !== 'requestry').map(([, { [metric]: time = Infinity }]) => time));
  const [overPlain, overBest] = metric === 'paint' ? [2.5, 1] : [1.3, title.startsWith('1000') ? 0.6 : Infinity];
  const limit = `≤ ${overPlain} × plain${overBest === 1 ? ', no peer faster' : overBest < 1 ? `, ≤ ${overBest} × best peer` : ''}`;
  return { limit, passed: value <= overPlain * found.get('plain')[metric] && value <= overBest * best };
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

async function measurePage(browser, url, shape) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const paint = await page.evaluate(mountAndWait, { ...shape, patience });
    if (paint === undefined) return { reason: `not complete after ${patience / 1000} s` };
    return { paint, key: await keyCost(page) };
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
async function mountAndWait({ size, rows, columns, wanted, patience: most }) {
  const target = document.querySelector('main');
  const roots = () => [document, ...[...document.querySelectorAll('rq-form')].map((each) => each.shadowRoot)];
  const count = () => roots().reduce((sum, each) => sum + each.querySelectorAll('input').length, 0);
  const begin = performance.now();
  if (rows) globalThis.contestant.mountTable(target, rows, columns);
  else globalThis.contestant.mount(target, size);
  do {
    if (performance.now() - begin > most) return undefined;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  } while (count() < wanted);
  await new Promise((resolve) => setTimeout(resolve));
  const end = performance.now();
  const inputs = roots().flatMap((each) => [...each.querySelectorAll('input')]);
  inputs[Math.floor(inputs.length / 2)].focus();
  return end - begin;
}

/** Main thread time per key, read from the browser itself, until the page is at rest again: what a key sets off later is its cost too. */
async function keyCost(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const press = async (times) => {
    for (let time = 0; time < times; time += 1) {
      await page.keyboard.press(String(time % 10));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    }
  };
  const untilAtRest = async () => {
    const end = performance.now() + patience;
    for (let before = await busy(); performance.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const now = await busy();
      if (now - before < restMs / 10) return;
      before = now;
    }
  };
  await press(5);
  await untilAtRest();
  const before = await busy();
  await press(keys);
  await untilAtRest();
  return (await busy() - before) / keys;
}
