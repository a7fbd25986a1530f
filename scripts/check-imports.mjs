// Fails when a workspace imports above its layer. The two tables below are the rule.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

/** Workspace → doors it may import; a name alone means all doors of that workspace. */
const allowed = {
  'packages/model': [],
  'packages/route': ['model'],
  'packages/storage': ['model'],
  'packages/api': ['model'],
  'packages/templates': ['model'],
  'packages/ui': ['model'],
  'packages/forms/src/core': ['model'],
  'packages/forms': ['model', 'ui'],
  'runtime/src/process': ['model', 'route'],
  'runtime/src/bpmn-engine': ['model', 'route'],
  runtime: ['model', 'route', 'storage', 'forms/core'],
  widgets: ['model', 'ui', 'forms'],
  designer: ['model', 'ui', 'forms', 'route', 'runtime/process'],
  'packages/embed': ['model', 'storage', 'runtime', 'api/client', 'ui', 'widgets', 'designer', 'templates'],
  'packages/server': ['model', 'route', 'storage', 'runtime', 'api', 'templates'],
};

/** Third-party packages by workspace. */
const thirdParty = {
  'packages/model': [],
  'packages/route': ['bpmn-moddle', 'dmn-moddle'],
  'packages/storage': ['idb', '@noble/hashes'],
  'packages/api': [],
  'packages/templates': [],
  'packages/ui': ['lit', '@lit/context'],
  'packages/forms/src/core': ['ajv'],
  'packages/forms': ['lit', '@lit/context', '@lit/task', 'cally'],
  'runtime/src/process': ['@noble/hashes'],
  'runtime/src/bpmn-engine': ['bpmn-engine'],
  runtime: ['@noble/ciphers', '@noble/hashes'],
  widgets: ['lit', '@lit/context'],
  designer: ['lit', '@lit/context', '@lit/task', 'bpmn-js', 'diagram-js', 'bpmn-moddle'],
  'packages/embed': ['lit', '@lit/context'],
  // Mail needs nodemailer for its MIME and SMTP; webhooks are signed (crypto) and look at addresses before they connect (dns, net).
  'packages/server': ['node-sqlite3-wasm', 'nodemailer', 'pg', 'node:crypto', 'node:dns', 'node:fs', 'node:http', 'node:https', 'node:module', 'node:net', 'node:path', 'node:stream', 'node:url', 'node:util'],
};

/** For Node alone: nothing that a page may load leads there, not even inside its own workspace. */
const nodeOnly = { door: 'runtime/bpmn-engine', folder: join('runtime', 'src', 'bpmn-engine') + sep };

const layerOf = (file) =>
  Object.keys(allowed)
    .filter((layer) => file.startsWith(layer + sep))
    .sort((a, b) => b.length - a.length)[0];

function* sources(folder) {
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === 'dist') continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.ts$/.test(name) && !/\.(test|d)\.ts$/.test(name)) yield path;
  }
}

const importOf = /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)\s*import\s*'([^']+)'/g;

/** Test helpers of a workspace may use what tests use. */
const isTestDoor = (file) => file.includes(`${sep}testing${sep}`);

const matches = (name, list) => list.some((entry) => name === entry || name.startsWith(`${entry}/`));

let wrong = 0;
for (const folder of ['packages', 'runtime', 'widgets', 'designer']) {
  for (const path of sources(join(root, folder))) {
    const file = relative(root, path);
    const layer = layerOf(file);
    if (!layer || isTestDoor(file)) continue;
    const own = layer.split('/').filter((part) => !['packages', 'src', 'core', 'process'].includes(part))[0];
    for (const match of readFileSync(path, 'utf8').matchAll(importOf)) {
      const target = match[1] ?? match[2] ?? match[3];
      if (target.startsWith('.')) {
        if (file.startsWith(nodeOnly.folder) || !join(dirname(file), target).startsWith(nodeOnly.folder)) continue;
        console.error(`${file}: ${target} is for Node alone`);
        wrong += 1;
        continue;
      }
      const ours = target.startsWith('@requestry/') ? target.slice('@requestry/'.length) : undefined;
      const fine = ours === nodeOnly.door ? file.startsWith(nodeOnly.folder) : ours !== undefined ? matches(ours, allowed[layer]) || ours.split('/')[0] === own : matches(target, thirdParty[layer]);
      if (fine) continue;
      console.error(`${file}: ${layer} may not import ${target}`);
      wrong += 1;
    }
  }
}
console.log(wrong === 0 ? 'Import boundaries hold.' : `${wrong} imports cross a boundary.`);
process.exit(wrong === 0 ? 0 : 1);
