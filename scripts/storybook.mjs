// `npm run storybook`: every element in its states. `--build` writes storybook-static instead of serving.
import { bin, ensureInstall, run } from './ensure-install.mjs';

ensureInstall();
const build = process.argv.includes('--build');
const args = build ? ['build', '--output-dir', 'storybook-static'] : ['dev', '--port', process.env.PORT ?? '6006', '--ci'];
process.exit(run(build ? 'Building the stories' : 'Stories', process.execPath, [bin('storybook/dist/bin/dispatcher.js'), ...args, '--disable-telemetry', '--quiet']));
