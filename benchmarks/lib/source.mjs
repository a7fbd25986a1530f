import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { here } from './paths.mjs';

/** Imports a module of this folder with everything it takes from the workspaces, built from source. */
export async function importFromSource(entry, name) {
  const outfile = join(here, '.cache', `${name}.mjs`);
  mkdirSync(join(here, '.cache'), { recursive: true });
  await build({
    entryPoints: [join(here, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@requestry/source'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}
