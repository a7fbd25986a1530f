import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minifyStyles } from '../../scripts/minify-styles.mjs';
import { here, root } from './paths.mjs';

/** Styles as the build ships them. */
const styles = {
  name: 'styles',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({ contents: minifyStyles(readFileSync(path, 'utf8')), loader: 'ts' }));
  },
};

/** The door of a workspace has its source; what is not built yet is told instead of measured. */
export function missingDoor(specifier) {
  const [, name, ...rest] = specifier.split('/');
  const folder = ['packages', ''].map((parent) => join(root, parent, name)).find((path) => existsSync(join(path, 'package.json')));
  if (!folder) return `${specifier}: no such workspace`;
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const door = exports[rest.length > 0 ? `./${rest.join('/')}` : '.'];
  if (!door) return `${specifier}: no such door`;
  const source = door['@requestry/source'];
  const file = typeof source === 'string' ? source : (source?.browser ?? source?.default);
  return existsSync(join(folder, file ?? '')) ? undefined : `${specifier}: not there yet`;
}

/**
 * Bundles a page module as a browser would load it: minified, split at dynamic imports, gzipped chunk by chunk. `first` is what has to be there
 * before anything is shown: what loads at once, and the words of one language (the longer one), which elements wait for; `all` is everything, `chunkWith` the size of the lazily loaded part that holds a package.
 */
export async function pageSize(code, { peers = false } = {}) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: peers ? here : root, loader: 'js' },
    outdir: join(here, '.cache', 'page'),
    entryNames: 'entry',
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    charset: 'utf8',
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    conditions: peers ? ['browser', 'production'] : ['@requestry/source', 'browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: join(root, 'tsconfig.json'),
    absWorkingDir: root,
    logLevel: 'silent',
    plugins: peers ? [] : [styles],
  });
  const scripts = outputFiles.filter(({ path }) => path.endsWith('.js'));
  const sizes = new Map(scripts.map(({ path, contents }) => [path.slice(root.length), gzipSync(contents, { level: 9 }).length]));
  const { outputs } = metafile;
  const reach = (from, kinds) => {
    const reached = new Set();
    const stack = [from];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      for (const { path, kind } of outputs[at].imports) if (kinds.includes(kind) && outputs[path]) stack.push(path);
    }
    return reached;
  };
  const sum = (paths) => [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
  const entry = Object.keys(outputs).find((path) => path.endsWith('/entry.js'));
  const all = reach(entry, ['import-statement', 'dynamic-import']);
  const words = [...all].filter((path) => /\/src\/locales\/(?:\w+\.)?ru\.ts$/.test(outputs[path].entryPoint ?? '') && !outputs[path].entryPoint.includes('/trace.'));
  const first = new Set([entry, ...words].flatMap((path) => [...reach(path, ['import-statement'])]));
  const lazyWith = (name) => {
    const holders = [...all].filter((path) => !first.has(path) && Object.keys(outputs[path].inputs).some((input) => input.includes(`node_modules/${name}/`)));
    return holders.length === 0 ? undefined : sum(new Set(holders.flatMap((path) => [...reach(path, ['import-statement'])]).filter((path) => !first.has(path))));
  };
  const holds = (name) => [...first].some((path) => Object.keys(outputs[path].inputs).some((input) => input.includes(`node_modules/${name}/`)));
  return { first: sum(first), all: sum(all), lazyWith, holds };
}
