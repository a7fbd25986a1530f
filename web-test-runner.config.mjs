import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { mkdirSync, writeFileSync } from 'node:fs';
import { findBrowser } from './scripts/ensure-browser.mjs';

/** Counts for the closing line of `npm test`. */
const countReporter = {
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const visit = (suite) => {
      for (const test of suite?.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      for (const inner of suite?.suites ?? []) visit(inner);
    };
    for (const session of sessions) {
      visit(session.testResults);
      if (session.errors.length > 0 && !session.testResults) counts.failed += 1;
    }
    mkdirSync('test-results', { recursive: true });
    writeFileSync('test-results/browser.json', JSON.stringify(counts));
  },
};

export default {
  files: ['{packages/*,runtime,widgets,designer}/src/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['@requestry/source', 'browser', 'development'] },
  plugins: [esbuildPlugin({ ts: true, json: true, tsconfig: './tsconfig.json', target: 'es2022' })],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countReporter],
  concurrency: 1,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: '60000' } },
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        args: [
          '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
          '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
        ],
      },
    }),
  ],
};
