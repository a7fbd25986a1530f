import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { RequestryError } from '@requestry/model';
import type { Files } from './files.js';

/** Bounds on a folder: a wrong one, such as a home folder, is noticed before it is read. */
const limits = { files: 5_000, bytes: 32 * 1024 * 1024 };

const own = /^(?:system\.json|org\.json|(?:calendars|directories|records|sources)\/[^/]+\.json|kinds\/[^/]+\/(?:kind\.json|form\.json|route\.bpmn))$/;

/** All files of a folder as text. Rejects with `NOT_FOUND` when there is no system in it, with `INVALID` past the bounds. */
export async function readFolder(folder: string): Promise<Files> {
  if (!existsSync(join(folder, 'system.json'))) throw new RequestryError('NOT_FOUND', `${folder} holds no system.json`);
  const paths = await filesIn(folder, folder);
  if (paths.length > limits.files) throw new RequestryError('INVALID', `${folder} holds more than ${limits.files} files`);
  let bytes = 0;
  const files = new Map<string, string>();
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8');
    bytes += text.length;
    if (bytes > limits.bytes) throw new RequestryError('INVALID', `${folder} holds more than ${limits.bytes} characters`);
    files.set(path, text.replaceAll('\r\n', '\n'));
  }
  return files;
}

async function filesIn(folder: string, at: string): Promise<readonly string[]> {
  const entries = await readdir(at, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map((entry) => {
        const path = join(at, entry.name);
        if (entry.isDirectory()) return filesIn(folder, path);
        return entry.isFile() ? [relative(folder, path).split(sep).join('/')] : [];
      }),
  );
  return found.flat().sort();
}

/** Writes the files and takes away those of the layout that are no longer among them. Other files stay. */
export async function writeFolder(folder: string, files: Files): Promise<void> {
  const before = existsSync(folder) ? await filesIn(folder, folder) : [];
  for (const path of before) if (own.test(path) && !files.has(path)) await rm(join(folder, path));
  for (const [path, text] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
