import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './scripts/ensure-browser.mjs';

export default {
  files: ['{packages/*,runtime,widgets,designer}/src/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['@requestry/source', 'browser', 'development'] },
  plugins: [esbuildPlugin({ ts: true, json: true, tsconfig: './tsconfig.json', target: 'es2022' })],
  concurrency: 2,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: '20000' } },
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
