// Writes the type declarations of every workspace into its dist, beside what Rollup built. Fails when a public door leads nowhere.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const cache = join(root, '.cache/types');
const folders = [...readdirSync(join(root, 'packages')).map((name) => join('packages', name)), 'runtime', 'widgets', 'designer'];

rmSync(cache, { recursive: true, force: true });
mkdirSync(join(root, '.cache'), { recursive: true });
const config = join(root, '.cache/tsconfig.types.json');
writeFileSync(
  config,
  JSON.stringify({
    extends: '../tsconfig.json',
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: '..', outDir: './types' },
    include: folders.map((folder) => `../${folder}/src`),
    exclude: ['../**/*.test.ts', '../**/node_modules'],
  }),
);
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript7/bin/tsc'), '-p', config], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const folder of folders) {
  const from = join(cache, folder, 'src');
  if (existsSync(from)) cpSync(from, join(root, folder, 'dist'), { recursive: true, filter: (file) => !/\.test\.d\.ts$/.test(file) });
}
const missing = folders.flatMap((folder) =>
  Object.values(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).exports)
    .flatMap((door) => (typeof door === 'string' ? [door] : [door.types, door.browser, door.default]))
    .filter((file) => file && !file.includes('*') && !existsSync(join(root, folder, file)))
    .map((file) => `${folder}/${file}`),
);
if (missing.length > 0) {
  console.error(`Doors that lead nowhere: ${missing.join(', ')}`);
  process.exit(1);
}
console.log(`Types of ${folders.length} workspaces written.`);
