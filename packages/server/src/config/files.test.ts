import { describe, expect, it } from 'vitest';
import { fromFiles, systemDifferences, toFiles } from '@requestry/server';
import { depot, reception } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';
import type { Directory, System } from '@requestry/model';
import { checkSystem, createRuntime, systemIssueText } from '@requestry/runtime';
import { memoryStorage } from '@requestry/storage';

const files = toFiles(system);
const withFile = (path: string, text: string | undefined): ReadonlyMap<string, string> => {
  const changed = new Map(files);
  if (text === undefined) changed.delete(path);
  else changed.set(path, text);
  return changed;
};

describe('a system as a folder', () => {
  it('comes back as it was, and its files byte for byte', () => {
    const read = fromFiles(files);
    expect(read.problems).toEqual([]);
    expect(read.system?.kinds).toHaveLength(system.kinds.length);
    expect([...toFiles(read.system as System)]).toEqual([...files]);
  });

  it('has the same bytes whatever the order of properties was', () => {
    const turned = JSON.parse(JSON.stringify(system), (name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !['properties', 'enumTitles'].includes(name) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    ) as System;
    expect([...toFiles(turned)]).toEqual([...files]);
  });

  it('keeps the order of fields, which means something', () => {
    const form = JSON.parse(files.get('kinds/repair/form.json') ?? '') as { schema: { properties: object } };
    expect(Object.keys(form.schema.properties)).toEqual(Object.keys(system.kinds.find(({ kind }) => kind.id === 'repair')?.kind.form.schema.properties ?? {}));
  });

  it.each([
    ['kinds/repair/form.json', undefined, 'config.missing'],
    ['org.json', undefined, 'config.missing'],
    ['kinds/repair/kind.json', '{ "id": ', 'config.not-json'],
    ['org.json', '5', 'config.no-object'],
    ['records/materials.json', '{}', 'config.list'],
    ['kinds/repair/kind.json', '{ "id": "other", "title": "x", "scope": "internal" }', 'config.id'],
  ])('names what keeps %s from being read', (path, text, code) => {
    const read = fromFiles(withFile(path, text));
    expect(read.system).toBeUndefined();
    expect(read.problems.map(({ place, issue }) => [place, issue.code])).toContainEqual([path, code]);
  });

  it('names files that belong to nothing, and reads the rest', () => {
    const read = fromFiles(withFile('kinds/repair/notes.txt', 'x'));
    expect(read.problems).toEqual([{ place: 'kinds/repair/notes.txt', issue: { code: 'config.stray', severity: 'warning' } }]);
    expect(read.system).toBeDefined();
  });
});

describe('sources in a folder', () => {
  const folder = toFiles(reception);

  it('are a file each and come back as they were (X-06)', () => {
    expect([...folder.keys()].filter((path) => path.startsWith('sources/'))).toEqual(['sources/line.json', 'sources/mail.json', 'sources/shop.json', 'sources/site.json']);
    const read = fromFiles(folder);
    expect(read.problems).toEqual([]);
    expect(new Set(read.system?.sources)).toEqual(new Set(reception.sources));
    expect([...toFiles(read.system as System)]).toEqual([...folder]);
    expect(fromFiles(files).system).not.toHaveProperty('sources');
  });

  it('are named like their files, and their differences are told', async () => {
    expect(fromFiles(new Map([...folder, ['sources/fax.json', '{ "id": "line" }']])).problems).toMatchObject([{ place: 'sources/fax.json', issue: { code: 'config.id' } }]);
    const [first, ...rest] = reception.sources ?? [];
    const found = await systemDifferences(reception, { ...reception, sources: rest.map((source) => (source.id === 'mail' ? { ...source, mailboxes: [] } : source)) }, 'en');
    expect(found).toEqual([
      { place: `sources/${first?.id}`, is: 'removed', text: 'removed' },
      { place: 'sources/mail', is: 'changed', text: 'changed: mailboxes' },
    ]);
  });

  it('are checked with the rest', async () => {
    const [first] = reception.sources ?? [];
    const broken = { ...reception, sources: [{ ...first, kind: 'gone', channel: 'pigeon', askUnknown: ['age'], mapping: { subject: '=payload.' } }, first] } as unknown as System;
    const found = await checkSystem(broken);
    expect(found.map(({ place, issue }) => `${place} ${issue.code} ${issue.path ?? ''}`)).toEqual(['sources/site system.id-twice ', 'sources/site source.channel /channel', 'sources/site source.contact-field /askUnknown/0', 'sources/site feel.syntax /mapping/subject', 'sources/site system.unknown /kind']);
    for (const { issue } of found) expect(systemIssueText(issue, 'ru')).not.toBe(issue.code);
    expect(await checkSystem(reception)).toEqual([]);
  });
});

describe('guards, reservations, follow-ups, resources and payments in a folder', () => {
  it('come back as they were, byte for byte, and are checked with the rest (X-13, R-03, Y-09, X-16, X-25)', async () => {
    const folder = toFiles(depot);
    const { system: read, problems } = fromFiles(folder);
    expect(problems).toEqual([]);
    expect(new Map(read?.kinds.map(({ kind }) => [kind.id, kind]))).toEqual(new Map(depot.kinds.map(({ kind }) => [kind.id, kind])));
    expect([...toFiles(read as System)]).toEqual([...folder]);
    expect(await checkSystem(depot)).toEqual([]);
  });

  it('are told when they lead nowhere', async () => {
    const kinds = depot.kinds.filter(({ kind }) => kind.id !== 'deal').map(({ kind, ...rest }) => ({ ...rest, kind: kind.id === 'offer' ? { ...kind, followUps: [{ id: 'a', directory: 'verdicts', types: ['gone'], start: { kind: 'deal', data: {} } }] } : kind }));
    const directories = depot.directories.filter(({ id }) => id !== 'contracts').map((directory) => (directory.id === 'goods' ? { ...directory, reservable: { quantity: 'name' } } : directory));
    const found = await checkSystem({ ...depot, kinds, directories, records: depot.records.filter(({ directory }) => directory !== 'contracts') });
    expect(found.map(({ place, issue }) => `${place} ${issue.code} ${issue.path ?? String(issue.params?.id)}`).sort()).toEqual(['directories/goods reservation.quantity-field /reservable/quantity', 'kinds/offer follow-up.unknown-kind /followUps/0/start/kind', 'kinds/offer follow-up.unknown-type /followUps/0/types', 'kinds/order system.unknown contracts'].sort());
    for (const { issue } of found) expect(systemIssueText(issue, 'ru')).not.toBe(issue.code);
  });
});

describe('who may look up a directory', () => {
  const [first, ...others] = depot.directories;
  const closed = (access: Directory['access']): System => ({ ...depot, directories: [{ ...first, access } as Directory, ...others] });
  const rule = { people: [depot.org.people[0]?.id ?? ''], roles: [depot.org.roles[0]?.id ?? ''], units: [depot.org.units[0]?.id ?? ''] };

  it('stands in its file and comes back as it was, byte for byte; what differs is told', async () => {
    const folder = toFiles(closed(rule));
    const { system: read, problems } = fromFiles(folder);
    expect(problems).toEqual([]);
    expect(read?.directories.find(({ id }) => id === first?.id)?.access).toEqual(rule);
    const [one, other] = await Promise.all([createRuntime({ storage: memoryStorage() }), createRuntime({ storage: memoryStorage() })]);
    await one.import(read as System);
    const exported = toFiles(await one.export());
    expect(JSON.parse(exported.get(`directories/${first?.id}.json`) ?? '{}')).toMatchObject({ access: rule });
    await other.import(fromFiles(exported).system as System);
    expect([...toFiles(await other.export())]).toEqual([...exported]);
    expect(await systemDifferences(depot, closed(rule), 'en')).toEqual([{ place: `directories/${first?.id}`, is: 'changed', text: 'changed: access' }]);
  });

  it('names roles, units and people that there are, in lists that can be read', async () => {
    const found = async (access: unknown) => (await checkSystem(closed(access as Directory['access']))).filter(({ issue }) => issue.severity !== 'warning').map(({ place, issue }) => `${place} ${issue.code} ${issue.path ?? String(issue.params?.what)}`);
    expect(await found(rule)).toEqual([]);
    const place = `directories/${first?.id}`;
    expect(await found({ roles: ['gone'], units: ['gone'], people: ['gone'] })).toEqual([`${place} system.unknown role`, `${place} system.unknown unit`, `${place} system.unknown person`]);
    expect(await found({ groups: ['board'], roles: 'lawyer' })).toEqual([`${place} directory.access /access/groups`, `${place} directory.access /access/roles`]);
    expect(await found('lawyer')).toEqual([`${place} directory.access /access`]);
  });
});

describe('differences between two systems', () => {
  const changed: System = {
    ...system,
    kinds: system.kinds.flatMap(({ kind, route }) =>
      kind.id === 'access'
        ? []
        : [{ kind: kind.id === 'repair' ? { ...kind, title: 'Починка', form: { ...kind.form, schema: { ...kind.form.schema, properties: { ...kind.form.schema.properties, room: { type: 'string' as const } } } } } : kind, route: kind.id === 'repair' ? route?.replace('due="P2D"', 'due="P5D"') : route }],
    ),
    records: system.records.slice(1),
    org: { ...system.org, people: [...system.org.people, { id: 'new', name: 'Новый Сотрудник' }] },
  };

  it('are told in words, by place', async () => {
    const found = await systemDifferences(system, changed, 'ru');
    expect(found.map(({ is, place, text }) => `${is} ${place}: ${text}`)).toEqual([
      'removed kinds/access: убрано',
      'changed kinds/repair: изменено: title',
      'added kinds/repair/form: поле «room»: добавлено',
      expect.stringMatching(/^changed kinds\/repair\/route: .*срок/),
      `removed records/${system.records[0]?.directory}/${system.records[0]?.id}: убрано`,
      'added org/people/new: добавлено',
    ]);
  });

  it('are none between equal systems', async () => {
    expect(await systemDifferences(system, fromFiles(files).system as System, 'en')).toEqual([]);
  });
});
