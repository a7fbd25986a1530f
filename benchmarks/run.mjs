// Measures the product beside its peers: `npm run bench [suite…] [--json FILE] [--size N,M] [--place NAME]`; `--size` is the number of requests of `queries`, `--place` how the name of its store begins. Only ratios taken in one run count.
import { join } from 'node:path';
import { installPeers } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { printTable, saveResults } from './lib/results.mjs';

const suites = ['process', 'verify', 'storage', 'queries', 'bundle', 'forms'];
/** Suites that measure beside other people's packages. */
const withPeers = ['process', 'bundle', 'forms'];

const args = process.argv.slice(2);
const optionAt = (name) => args.indexOf(name) + 1 || undefined;
const [jsonAt, sizeAt, placeAt] = [optionAt('--json'), optionAt('--size'), optionAt('--place')];
const file = jsonAt === undefined ? join(root, 'bench', 'results.json') : args[jsonAt];
const sizes = sizeAt === undefined ? undefined : args[sizeAt]?.split(',').map(Number);
const chosen = args.filter((arg, index) => !arg.startsWith('--') && ![jsonAt, sizeAt, placeAt].includes(index));
const unknown = chosen.filter((name) => !suites.includes(name));
if (unknown.length > 0 || !file || sizes?.some((size) => !(size > 0))) {
  console.error(`Usage: npm run bench [${suites.join('|')}…] [-- --json FILE --size N,M --place NAME]`);
  process.exit(2);
}

if (chosen.length === 0 || chosen.some((name) => withPeers.includes(name))) installPeers();
const results = [];
for (const name of chosen.length > 0 ? chosen : suites) {
  const { run } = await import(`./suites/${name}.mjs`);
  const { results: found, notes } = await run({ ...(sizes ? { sizes } : {}), ...(placeAt === undefined ? {} : { only: args[placeAt] }) });
  const named = found.map((each) => ({ suite: name, ...each }));
  printTable(name, named, notes);
  results.push(...named);
}
saveResults(file, results, sizes !== undefined || placeAt !== undefined);
console.log(`\nWritten to ${file}`);
process.exit(0);
