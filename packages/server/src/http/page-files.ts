import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The page of this package with the script-tag bundle of `@requestry/embed` beside it. */
export function pageFiles(): Readonly<Record<string, string>> {
  const script = scriptFile();
  return { '/': join(packageFolder(), 'page'), ...(script === undefined ? {} : { '/requestry.js': script, '/requestry/': join(dirname(script), 'requestry') }) };
}

/** The nearest folder above this file that holds a package: source and build lie at different depths. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Nothing before it was built: then the page has no product in it, and the interface works all the same. */
function scriptFile(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@requestry/embed/requestry.js');
  } catch {
    return undefined;
  }
}
