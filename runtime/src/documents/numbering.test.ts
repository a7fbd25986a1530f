import { describe, expect, it } from 'vitest';
import type { System } from '@requestry/model';
import { memoryStorage } from '@requestry/storage';
import { createRuntime, type Runtime } from '@requestry/runtime';
import { system as ready } from '@requestry/templates/internal';

const data = { subject: 'МФУ в 204 не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' };

/** Nodes over one store. */
async function nodes(count: number, { system = ready, now = () => Date.parse('2026-03-02T10:00:00+03:00') }: { readonly system?: System; readonly now?: () => number } = {}): Promise<readonly Runtime[]> {
  const storage = memoryStorage({ now });
  const opened = await Promise.all(Array.from({ length: count }, () => createRuntime({ storage, clock: now })));
  await opened[0]?.install(system);
  return opened;
}

const submit = (runtime: Runtime | undefined, key: string) => {
  if (!runtime) throw new Error('No such node');
  return runtime.as({ user: 'petrova' }).submitRequest({ kind: 'repair', data, idempotencyKey: key });
};

const changed = (numbering: NonNullable<System['kinds'][number]['kind']['numbering']>): System => ({
  ...ready,
  kinds: ready.kinds.map((entry) => (entry.kind.id === 'repair' ? { ...entry, kind: { ...entry.kind, numbering } } : entry)),
});

describe('numbers of requests (R-17, G-01)', () => {
  it('of fifty submitted at once every one has its own, without a gap', async () => {
    const [runtime] = await nodes(1);
    const views = await Promise.all(Array.from({ length: 50 }, (_, index) => submit(runtime, `k${index}`)));
    const wanted = Array.from({ length: 50 }, (_, index) => `РО-2026-${String(index + 1).padStart(5, '0')}`);
    expect(views.map(({ number }) => number).sort()).toEqual(wanted);
  });

  it('several nodes over one store share one count', async () => {
    const all = await nodes(4);
    const views = await Promise.all(Array.from({ length: 48 }, (_, index) => submit(all[index % 4], `k${index}`)));
    expect(new Set(views.map(({ number }) => number)).size).toBe(48);
    expect(views.map(({ number }) => number).sort().at(-1)).toBe('РО-2026-00048');
  });

  it('a refused submission takes no number', async () => {
    const [runtime] = await nodes(1);
    await expect(runtime?.as({ user: 'petrova' }).submitRequest({ kind: 'repair', data: {}, idempotencyKey: 'k0' })).rejects.toMatchObject({ code: 'INVALID' });
    expect((await submit(runtime, 'k1')).number).toBe('РО-2026-00001');
  });

  it('begins anew in January of the organisation, unless the journal never does', async () => {
    let now = Date.parse('2026-12-31T20:30:00Z');
    const [yearly] = await nodes(1, { now: () => now });
    const [endless] = await nodes(1, { now: () => now, system: changed({ journal: 'all', pattern: '{n:4}', reset: 'never' }) });
    expect([(await submit(yearly, 'k1')).number, (await submit(endless, 'k1')).number]).toEqual(['РО-2026-00001', '0001']);
    now += 3_600_000;
    expect([(await submit(yearly, 'k2')).number, (await submit(endless, 'k2')).number]).toEqual(['РО-2027-00001', '0002']);
  });
});
