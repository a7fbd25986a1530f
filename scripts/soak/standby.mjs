import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A second server that has every commit before it is acknowledged. Gives its address, the way to make it the first, and the way to stop it. */
export async function addStandby(server, query) {
  const { call, launch, halt, home, urlAt, freePort } = server;
  const data = join(home, 'standby');
  const port = freePort();
  call('pg_basebackup', ['-D', data, '-d', server.url, '-R', '-X', 'stream', '-c', 'fast']);
  launch(data, port);
  await query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
  await query('SELECT pg_reload_conf()');
  await until(async () => (await query(`SELECT sync_state FROM pg_stat_replication`)).some(({ sync_state: state }) => state === 'sync'));
  return { url: urlAt(port), promote: () => call('pg_ctl', ['-D', data, '-W', 'promote']), stop: () => halt(data) };
}

/** Kills a server as a loss of its machine would: the head and everything it has started. */
export function killServer({ data }, childrenOf) {
  const head = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [head, ...childrenOf(head)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with the head.
    }
  }
}

async function until(holds) {
  for (let turn = 0; turn < 600; turn += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the standby does not keep up');
}
