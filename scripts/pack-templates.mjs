// Turns the BPMN files of each template into a module, so that templates need no loader. `--check` only tells whether that is up to date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../packages/templates/src/', import.meta.url).pathname;
const check = process.argv.includes('--check');
let stale = 0;

const nameOf = (file) => file.replace(/\.bpmn$/, '').replace(/-(\w)/g, (_whole, letter) => letter.toUpperCase());

for (const template of readdirSync(root)) {
  const folder = join(root, template, 'routes');
  if (!existsSync(folder)) continue;
  const routes = readdirSync(folder).filter((file) => file.endsWith('.bpmn')).sort();
  const lines = routes.map((file) => `export const ${nameOf(file)} = ${JSON.stringify(readFileSync(join(folder, file), 'utf8'))};`);
  const text = `// Made of routes/*.bpmn by scripts/pack-templates.mjs\n${lines.join('\n')}\n`;
  const target = join(root, template, 'routes.ts');
  const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (before === text) continue;
  stale += 1;
  if (!check) writeFileSync(target, text);
  console.log(`${check ? 'Out of date' : 'Written'}: ${target}`);
}
if (check && stale > 0) process.exit(1);
