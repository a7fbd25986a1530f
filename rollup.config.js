// Builds every public door of every workspace, the script-tag bundle, and the demo intranet (`--configPortal`: that alone), and the example of a form alone (`--configForms`: that alone).
import { copyFileSync, mkdirSync, readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, basename } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import resolve from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import { minifyStyles } from './scripts/minify-styles.mjs';

const workspaces = [...readdirSync('packages').map((name) => join('packages', name)), 'runtime', 'widgets', 'designer'].filter((folder) =>
  existsSync(join(folder, 'package.json')),
);

/** Styles are shipped without what only their readers need. */
const styles = { name: 'styles', transform: (code, id) => (id.endsWith('.ts') && code.includes('css`') ? { code: minifyStyles(code), map: null } : null) };
const compile = (minify) => esbuild({ target: 'es2022', charset: 'utf8', tsconfig: 'tsconfig.json', minify, legalComments: 'none', sourceMap: true });

/** Source of a door, by condition; undefined for plain files such as style sheets. */
function sourceOf(door, condition) {
  const source = door?.['@requestry/source'];
  return typeof source === 'object' ? source[condition] : source;
}

/** A source, or all that a `*` in it stands for. */
function expand(folder, source) {
  const [before, after] = source.split('*');
  if (after === undefined) return [source];
  return readdirSync(join(folder, before)).map((name) => `${before}${name}${after}`).filter((each) => existsSync(join(folder, each)));
}

/** All doors of one workspace, sharing chunks; everything it depends on stays outside. */
function doors(folder) {
  const { exports, dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const input = {};
  for (const door of Object.values(exports)) {
    for (const condition of ['default', 'browser']) {
      const source = sourceOf(door, condition);
      for (const each of source ? expand(folder, source) : []) input[each.replace(/^\.\/src\//, '').replace(/\.ts$/, '')] = join(folder, each);
    }
  }
  return {
    input,
    external: (id) => id.startsWith('node:') || Object.keys({ ...dependencies, ...peerDependencies }).some((name) => id === name || id.startsWith(`${name}/`)),
    output: { dir: join(folder, 'dist'), format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
    plugins: [resolve({ exportConditions: ['@requestry/source'], extensions: ['.ts', '.js', '.json'] }), commonjs(), json(), styles, compile(false)],
  };
}

/** Everything from source in one graph, for a page. */
const pagePlugins = (minify = true) => [
  resolve({ browser: true, exportConditions: ['@requestry/source', 'browser', 'production'], extensions: ['.ts', '.js', '.json'] }),
  commonjs(),
  json(),
  styles,
  compile(minify),
];

const quiet = (warning, warn) => {
  if (!['CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED'].includes(warning.code)) warn(warning);
};

/** One file for a script tag: `requestry.start(element, options)`. The designer comes along as a chunk of the module build only. */
const scriptTag = {
  input: { requestry: 'packages/embed/src/script-tag.ts' },
  output: { dir: 'packages/embed/dist', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'requestry/[name]-[hash].js', sourcemap: false },
  plugins: pagePlugins(),
  onwarn: quiet,
};

const copy = (files, target) => ({
  name: 'copy',
  writeBundle() {
    mkdirSync(target, { recursive: true });
    for (const file of files) copyFileSync(file, join(target, basename(file)));
  },
});

const portal = {
  input: { portal: 'examples/portal/src/portal.ts' },
  output: { dir: 'examples/portal/dist', format: 'es', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: false },
  plugins: [...pagePlugins(), copy(['examples/portal/index.html', 'examples/portal/portal.css', 'examples/portal/favicon.svg'], 'examples/portal/dist')],
  onwarn: quiet,
};

/** A page with a form and nothing else of ours. */
const formsAlone = {
  input: { main: 'examples/forms-alone/src/main.ts' },
  output: { dir: 'examples/forms-alone/dist', format: 'es', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: false },
  plugins: [...pagePlugins(), copy(['examples/forms-alone/index.html', 'examples/forms-alone/page.css'], 'examples/forms-alone/dist')],
  onwarn: quiet,
};

export default ({ configPortal, configForms }) => (configPortal ? [portal] : configForms ? [formsAlone] : [...workspaces.map(doors), scriptTag, portal, formsAlone]);
