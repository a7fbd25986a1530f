import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const bundle = (conditions: string[]) =>
  build({
    stdin: { contents: "export { createValidator } from '@requestry/forms/core';", resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    conditions: ['@requestry/source', ...conditions],
    platform: 'neutral',
    mainFields: ['module', 'main'],
    bundle: true,
    write: false,
    metafile: true,
  });
const loadsAjv = (files: readonly string[]): boolean => files.some((file) => file.includes('node_modules/ajv'));

it('keeps ajv out of browsers', async () => {
  const browser = await bundle(['browser']);
  expect(loadsAjv(Object.keys(browser.metafile.inputs))).toBe(false);
  expect(browser.outputFiles[0]?.text).not.toContain('new Function');
});

it('has ajv on servers', async () => {
  const server = await bundle([]);
  expect(loadsAjv(Object.keys(server.metafile.inputs))).toBe(true);
});
