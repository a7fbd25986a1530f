// `npm test`: installs what is needed, browser included, and runs every check and test. The last line counts them.
import { readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bin, ensureInstall, run } from './ensure-install.mjs';
import { ensureBrowser } from './ensure-browser.mjs';
import { startPostgres } from './ensure-postgres.mjs';

const root = new URL('..', import.meta.url).pathname;
const reports = join(root, 'test-results');
const node = process.execPath;

ensureInstall();
const browser = ensureBrowser();
const postgres = tryPostgres();
const env = { ...process.env, ...(browser ? { CHROME_PATH: browser } : {}), ...(postgres ? { REQUESTRY_POSTGRES_URL: postgres.url } : {}), NO_COLOR: '1' };
rmSync(reports, { recursive: true, force: true });

const count = { passed: 0, failed: 0, skipped: 0 };

/** A server for the tests of storage; where none can be had they are left out, but not unnoticed where everything has to run. */
function tryPostgres() {
  try {
    return startPostgres();
  } catch (error) {
    if (process.env.CI) throw error;
    console.log(`No PostgreSQL, so its tests are left out: ${error.message}`);
    return undefined;
  }
}

/** A check is one test: it holds or it does not. */
function check(title, args) {
  if (run(title, node, args, { env }) === 0) count.passed += 1;
  else count.failed += 1;
}

/** A suite reports how many tests it ran; one that breaks without a report counts as a failure. */
function suite(title, args, countOf) {
  const code = run(title, node, args, { env });
  let counted;
  try {
    counted = countOf();
  } catch (error) {
    console.error(`${title}: no report (${error.message})`);
    counted = { passed: 0, failed: 1, skipped: 0 };
  }
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(count)) count[key] += counted[key];
  console.log(`${title}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`);
}

const report = (name) => JSON.parse(readFileSync(join(reports, name), 'utf8'));

check('Types', [bin('typescript7/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']);
check('Lint', [bin('eslint/bin/eslint.js'), '.']);
check('Import boundaries', ['scripts/check-imports.mjs']);
check('Templates are packed', ['scripts/pack-templates.mjs', '--check']);
check('The page of routes is up to date', ['scripts/route-docs.mjs', '--check']);
check('Schemas of the API are up to date', ['scripts/api-schemas.mjs', '--check']);
suite('Unit tests', [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'unit.json')}`], () => {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: todo } = report('unit.json');
  return { passed, failed, skipped: skipped + todo };
});
check('Simulation of 10 000 runs', ['scripts/simulate.mjs', '--seeds', '10000']);
if (postgres) check('Processes that are killed', ['scripts/soak.mjs']);
postgres?.stop();
suite('Browser tests', [bin('@web/test-runner/dist/bin.js')], () => report('browser.json'));
check('Build', [bin('rollup/dist/bin/rollup'), '-c', '--silent']);
check('Types of public doors', ['scripts/emit-types.mjs']);
suite('End-to-end tests', [bin('@playwright/test/cli.js'), 'test'], () => {
  const { expected, unexpected, flaky, skipped } = report('e2e.json').stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
});

const left = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout;
if (process.env.CI && left) console.log(`\nThe tests left files behind:\n${left}`);
console.log(`\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`);
process.exit(count.failed === 0 ? 0 : 1);
