import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The WebAssembly build of SQLite locks with a folder beside the file, and a process that was killed leaves it behind. Each host writes its
 * process id into `<file>.hosts`; when none of those that stand there is alive, the lock is nobody's and goes. Call it before the file is opened.
 */
export function clearStaleLock(file: string): void {
  const hosts = `${file}.hosts`;
  const alive = existsSync(hosts) ? readFileSync(hosts, 'utf8').split('\n').filter((line) => /^\d+$/.test(line)).map(Number).filter(isAlive) : [];
  const known = existsSync(hosts);
  if (known && alive.length === 0) rmSync(`${file}.lock`, { recursive: true, force: true });
  writeFileSync(hosts, [...alive, process.pid].join('\n'));
}

/** Takes this process off the list of hosts. */
export function leaveLock(file: string): void {
  const hosts = `${file}.hosts`;
  if (!existsSync(hosts)) return;
  const others = readFileSync(hosts, 'utf8').split('\n').filter((line) => line !== String(process.pid) && line !== '');
  if (others.length > 0) writeFileSync(hosts, others.join('\n'));
  else rmSync(hosts, { force: true });
}

/** A process of somebody else counts as alive: signals to it are refused, which tells that it is there. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
