// `npm run serve -- …`: installs and builds what is needed, then `requestry serve`. Without arguments: a look at it, with anybody's eyes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstall, run } from './ensure-install.mjs';

const root = new URL('..', import.meta.url).pathname;
const built = ['packages/server/dist/cli/main.js', 'packages/embed/dist/requestry.js'];

ensureInstall();
if (!built.every((file) => existsSync(join(root, file))) && run('Building', process.execPath, [bin('rollup/dist/bin/rollup'), '-c', '--silent']) !== 0) process.exit(1);
const args = process.argv.slice(2);
process.exitCode = run('Starting', process.execPath, [join(root, 'packages/server/bin/requestry.mjs'), 'serve', ...(args.length > 0 ? args : ['--demo', '--store', `sqlite:${join(root, '.cache/serve/requestry.db')}`])]);
