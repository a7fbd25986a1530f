import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toFiles, writeFolder, type Served } from '@requestry/server';
import { main } from '@requestry/server/cli';
import { createClient } from '@requestry/api/client';
import { system } from '@requestry/templates/internal';

let home: string;
const served: Served[] = [];
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'requestry-cli-'))));
afterEach(async () => {
  for (const each of served.splice(0)) await each.close();
  rmSync(home, { recursive: true, force: true });
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function requestry(...args: string[]): Promise<Said> {
  const [out, error]: string[][] = [[], []];
  const code = await main(args, { out: (line) => out?.push(line), error: (line) => error?.push(line), env: { LANG: 'en_US.UTF-8' }, onServed: (each) => served.push(each) });
  return { code, out: out?.join('\n') ?? '', error: error?.join('\n') ?? '' };
}

const read = (folder: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const).map(([path, text]) => [path.slice(folder.length + 1), text]));

async function folderOf(name: string): Promise<string> {
  const folder = join(home, name);
  await writeFolder(folder, toFiles(system));
  return folder;
}

describe('requestry', () => {
  it('says how it is asked', async () => {
    expect((await requestry('--help')).out).toContain('requestry serve');
    expect((await requestry('dance')).code).toBe(2);
    expect((await requestry('validate', '--no-such-option')).error).toContain('no-such-option');
  });

  it('finds nothing wrong with the ready-made system, and names what is wrong with a broken one', async () => {
    const folder = await folderOf('system');
    expect(await requestry('validate', folder)).toMatchObject({ code: 0, out: expect.stringContaining('No problems: 3 kinds') as string });
    const route = join(folder, 'kinds/repair/route.bpmn');
    writeFileSync(route, readFileSync(route, 'utf8').replace('<rq:who rule="kindHead" />', '<rq:who rule="role" role="no-such" />'));
    const org = join(folder, 'org.json');
    writeFileSync(org, readFileSync(org, 'utf8').replace('"head": "ivanov"', '"head": "nobody"'));
    const { code, out } = await requestry('validate', folder);
    expect([code, /⛔ org: There is no person “nobody”/.test(out), /⛔ kinds\/repair: There is no role “no-such”/.test(out)]).toEqual([1, true, true]);
    expect((await requestry('validate', folder, '--lang', 'ru')).out).toContain('Нет такого: сотрудник «nobody»');
  });

  it('carries a system into a store and out again byte for byte, and a second time changes nothing', async () => {
    const folder = await folderOf('system');
    const store = `sqlite:${join(home, 'store.db')}`;
    expect(await requestry('import', folder, '--store', store)).toMatchObject({ code: 0, error: '' });
    const copy = join(home, 'copy');
    await requestry('export', copy, '--store', store);
    const again = join(home, 'again');
    expect((await requestry('import', copy, '--store', store)).out).toMatch(/^Imported: 0 added, 0 changed, \d+ left as they were$/);
    await requestry('export', again, '--store', store);
    expect([...read(again)]).toEqual([...read(copy)]);
    expect((await requestry('diff', folder, store)).out).toBe('No differences');
    expect((await requestry('migrate', '--store', store)).code).toBe(0);
  });

  it('tells what an import would do and does it only when asked', async () => {
    const folder = await folderOf('system');
    const store = `sqlite:${join(home, 'store.db')}`;
    await requestry('import', folder, '--store', store);
    const kind = join(folder, 'kinds/repair/kind.json');
    writeFileSync(kind, readFileSync(kind, 'utf8').replace('Repair of equipment', 'Mending'));
    expect((await requestry('import', folder, '--store', store, '--dry-run')).out).toMatch(/^~ kinds\/repair\nWould import: 0 added, 1 changed/);
    expect((await requestry('diff', store, folder)).out).toBe('~ kinds/repair: changed: title');
    expect((await requestry('import', folder, '--store', store)).out).toContain('~ kinds/repair');
    expect((await requestry('diff', store, folder)).code).toBe(0);
  });

  it('writes nothing of a system with errors', async () => {
    const folder = await folderOf('system');
    const form = join(folder, 'kinds/access/form.json');
    writeFileSync(form, readFileSync(form, 'utf8').replace('"type": "object"', '"type": "object", "unevaluatedProperties": false'));
    const store = `sqlite:${join(home, 'store.db')}`;
    const { code, error } = await requestry('import', folder, '--store', store);
    expect([code, error]).toEqual([2, expect.stringContaining('kinds/access') as string]);
  });

  it('refuses to serve without knowing who is signed in', async () => {
    expect((await requestry('serve')).error).toContain('--user-header');
  });

  it('serves whom the proxy names, and nobody else', async () => {
    await requestry('serve', '--user-header', 'x-remote-user', '--store', `sqlite:${join(home, 'store.db')}`, '--port', '0');
    const url = served[0]?.url ?? '';
    const client = (headers: Record<string, string>) => createClient({ url: `${url}api`, headers: () => headers, wait: () => Promise.resolve() });
    expect((await client({ 'x-remote-user': 'petrova' }).getActor()).person.name).toBe('Петрова Анна');
    await expect(client({}).getActor()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(client({ 'x-requestry-user': 'petrova' }).getActor()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-security-policy')?.includes('unsafe')]).toEqual([200, false]);
    for (const path of ['..%2f..%2fpackage.json', '%2e%2e/package.json', 'requestry/..%2f..%2fpackage.json']) expect((await fetch(`${url}${path}`)).status).toBe(404);
    expect(await (await fetch(`${url}health`)).json()).toEqual({ ok: true });
  });
});
