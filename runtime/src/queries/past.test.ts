import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@requestry/model';
import { checkHistoryFile } from '@requestry/runtime';
import { system } from '@requestry/templates/internal';
import { office, type Office } from '../testing/index.js';

const repair: JsonObject = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' };

const python = spawnSync('python3', ['--version']).status === 0;
const verifier = new URL('../../../examples/verify-history/verify.py', import.meta.url).pathname;

describe('the past of a request', () => {
  let place: Office;
  let id: string;

  async function decide(person: string, outcome: string): Promise<void> {
    const [task] = (await place.as(person).findTasks({ view: 'mine' })).items;
    await place.as(person).completeTask({ task: task?.id ?? '', outcome, idempotencyKey: place.key() });
  }

  beforeEach(async () => {
    place = await office({ system });
    ({ id } = await place.as('petrova').submitRequest({ kind: 'repair', data: repair, idempotencyKey: place.key() }));
    await decide('ivanov', 'approve');
    await decide('orlova', 'accept');
  });

  const exported = async (): Promise<string> => (await place.as('nikitina').exportHistory({ request: id })).text;

  it('shows the request as it stood after any of its events', async () => {
    const history = await place.as('petrova').getHistory({ request: id });
    const approved = history.find(({ type }) => type === 'task-completed');
    const before = await place.as('petrova').getPast({ request: id, event: (approved?.seq ?? 0) - 1 });
    expect(before.waitingFor.flatMap(({ people }) => people)).toEqual(['Иванов Сергей']);
    expect([before.state, before.data.subject, before.current]).toEqual(['active', repair.subject, ['unit_head']]);
    const now = await place.as('petrova').getRequest({ request: id });
    const last = await place.as('petrova').getPast({ request: id, event: (await place.as('nikitina').checkHistory({ request: id })).events });
    expect([last.waitingFor, last.data, last.stage]).toEqual([now.waitingFor, now.data, now.stage]);
    await expect(place.as('petrova').getPast({ request: id, event: 999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(place.as('smirnov').getPast({ request: id, event: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('proves that the history holds and rebuilds the request, and names the event that was bent', async () => {
    expect(await place.as('nikitina').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    const store = place.storage.tenant('main');
    const { items } = await store.scan({ index: 'events', eq: [id], limit: 10 });
    const doc = items[1];
    const body = doc?.body as { readonly events: readonly { readonly seq: number; readonly by?: string }[] };
    const bent = { ...body, events: body.events.map((event, index) => (index === 0 ? { ...event, by: 'petrova' } : event)) };
    await store.commit({ ops: [{ op: 'put', collection: 'events', id: doc?.id ?? '', body: bent, entries: [['events', id, body.events[0]?.seq ?? 0]] }] });
    expect(await place.as('nikitina').checkHistory({ request: id })).toMatchObject({ holds: false, brokenAt: (body.events[0]?.seq ?? 0) + 1 });
    await expect(exported()).rejects.toMatchObject({ code: 'STATE', params: { reason: 'history.broken' } });
  });

  it('is exported for those who see everything only', async () => {
    for (const person of ['petrova', 'ivanov']) {
      await expect(place.as(person).exportHistory({ request: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(place.as(person).checkHistory({ request: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect((await place.as('nikitina').exportHistory({ request: id })).name).toBe('РО-2026-00001.history.ndjson');
  });

  it('is a file that holds by itself, and tells which line was touched whatever byte is (R-11)', async () => {
    const text = await exported();
    const whole = checkHistoryFile(text);
    expect([whole.holds, whole.events.length]).toEqual([true, (await place.as('nikitina').checkHistory({ request: id })).events]);
    const bytes = Buffer.from(text);
    const lineAt = (at: number): number => bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
    for (let at = 0; at < bytes.length; at += 1) {
      const touched = Buffer.from(bytes);
      touched[at] = (touched[at] ?? 0) ^ 1;
      const found = checkHistoryFile(touched.toString('utf8'));
      if (found.holds) throw new Error(`Nothing was found with byte ${at} changed`);
      const line = lineAt(at);
      const endedByHeader = line === lineAt(bytes.length - 1) && found.brokenLine === 1;
      if (!endedByHeader) expect({ at, line, found: found.brokenLine, reason: found.reason, near: Math.abs((found.brokenLine ?? 0) - line) <= 1 }).toMatchObject({ near: true });
    }
  });

  it('misses no line that was taken out or put elsewhere', async () => {
    const lines = (await exported()).split('\n');
    for (let at = 0; at < lines.length; at += 1) expect(checkHistoryFile(lines.toSpliced(at, 1).join('\n')).holds).toBe(false);
    for (let at = 1; at < lines.length; at += 1) expect(checkHistoryFile(lines.with(at, lines[at - 1] ?? '').with(at - 1, lines[at] ?? '').join('\n')).holds).toBe(false);
  });

  it.skipIf(!python)(`is checked by a short program in another language${python ? '' : ' (left out: there is no python3 here)'}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-'));
    try {
      const text = await exported();
      const bytes = Buffer.from(text);
      writeFileSync(join(folder, 'whole'), text);
      const changed = Array.from({ length: 40 }, (_, index) => {
        const touched = Buffer.from(bytes);
        const at = Math.floor((index * bytes.length) / 40);
        touched[at] = (touched[at] ?? 0) ^ 1;
        writeFileSync(join(folder, `changed${index}`), touched);
        return `changed${index}`;
      });
      const { status, stdout } = spawnSync('python3', [verifier, 'whole', ...changed], { cwd: folder, encoding: 'utf8' });
      const [first, ...others] = stdout.trim().split('\n');
      expect([status, first]).toEqual([1, `whole: holds; hash of its last event: ${checkHistoryFile(text).last ?? ''}`]);
      expect(others.map((line) => /^(changed\d+): changed; line \d+/.exec(line)?.[1])).toEqual(changed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
