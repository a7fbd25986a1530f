// Bundles a program out of our sources, so that plain Node runs it. Gives its path and the way to remove it.
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;

/** Packages written as CommonJS ask for `require`. */
const banner = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** `small` is for programs that are started very often. */
export async function bundleSource(entry, { external = [], small = false } = {}) {
  const file = join(root, 'node_modules', '.cache', `${basename(entry, '.ts')}-${process.pid}.mjs`);
  await build({ entryPoints: [join(root, entry)], outfile: file, bundle: true, format: 'esm', platform: 'node', target: 'node20', conditions: ['@requestry/source'], external, banner: { js: banner }, sourcemap: small ? false : 'inline', minify: small, absWorkingDir: root, logLevel: 'error' });
  return { file, remove: () => rmSync(file, { force: true }) };
}
