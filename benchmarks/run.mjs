// Measures the product beside its peers: `npm run bench [suite…] [--json FILE]`. Only ratios taken in one run count.
import { join } from 'node:path';
import { installPeers } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { printTable, saveResults } from './lib/results.mjs';

const suites = ['process', 'verify', 'storage', 'bundle', 'forms'];

const args = process.argv.slice(2);
const jsonAt = args.indexOf('--json');
const file = jsonAt === -1 ? join(root, 'bench', 'results.json') : args[jsonAt + 1];
const chosen = args.filter((arg, index) => !arg.startsWith('--') && (jsonAt === -1 || index !== jsonAt + 1));
const unknown = chosen.filter((name) => !suites.includes(name));
if (unknown.length > 0 || !file) {
  console.error(`Usage: npm run bench [${suites.join('|')}…] [-- --json FILE]`);
  process.exit(2);
}

installPeers();
const results = [];
for (const name of chosen.length > 0 ? chosen : suites) {
  const { run } = await import(`./suites/${name}.mjs`);
  const { results: found, notes } = await run();
  const named = found.map((each) => ({ suite: name, ...each }));
  printTable(name, named, notes);
  results.push(...named);
}
saveResults(file, results);
console.log(`\nWritten to ${file}`);
process.exit(0);
