import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts the figures of the suites that ran in place of their earlier ones; other suites keep theirs. Of suites that ran in `part`, so do other cases. */
export function saveResults(file, results, part = false) {
  const named = (each) => (part ? `${each.suite}: ${each.case}` : each.suite);
  const ran = new Set(results.map(named));
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  mkdirSync(dirname(file), { recursive: true });
  const all = [...before.filter((each) => !ran.has(named(each))), ...results];
  writeFileSync(file, `[\n${all.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`);
}

/** An aligned table of one suite. */
export function printTable(suite, results, notes) {
  const rows = results.map(({ case: name, peer = '', metric, value, unit, ratio, limit, passed, reason }) => [
    name,
    peer || 'requestry',
    metric,
    value === null ? `— ${reason}` : `${shown(value)} ${unit}`,
    ratio === undefined ? '' : `× ${shown(ratio)}`,
    limit === undefined ? '' : `${limit} ${passed === undefined ? '' : passed ? '✓' : '✗'}`,
  ]);
  const head = ['case', 'of', 'metric', 'value', 'ratio to ours', 'to reach'];
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => (row[index].startsWith('—') ? 0 : row[index].length))));
  console.log(`\n${suite}`);
  for (const row of [head, widths.map((width) => '─'.repeat(width)), ...rows]) console.log(`  ${row.map((cell, index) => cell.padEnd(widths[index])).join('  ').trimEnd()}`);
  for (const note of notes) console.log(`  · ${note}`);
}

const shown = (value) => (Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3));
