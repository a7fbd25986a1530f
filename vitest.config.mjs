import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@requestry/source'] },
  ssr: { resolve: { conditions: ['@requestry/source'] } },
  test: {
    include: ['{packages/*,runtime,widgets,designer,examples/*}/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
    setupFiles: ['./scripts/property-seed.mjs'],
    testTimeout: 120_000,
  },
});
