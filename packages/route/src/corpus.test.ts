import { readBpmn, writeBpmn } from '@requestry/route';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const corpus = process.env['REQUESTRY_CORPUS'];
const files = corpus === undefined ? [] : readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.bpmn(20\.xml)?$/.test(name));

describe.skipIf(corpus === undefined)('models of other tools (REQUESTRY_CORPUS names their folder)', () => {
  it('finds them', () => expect(files.length).toBeGreaterThan(0));

  it.each(files)('reads %s and writes it back without loss', async (name) => {
    const xml = readFileSync(join(corpus ?? '', name), 'utf8');
    const first = await readBpmn(xml);
    expect(first.route).toBeDefined();
    if (!first.route) return;
    const written = await writeBpmn(first.route);
    const second = await readBpmn(written);
    expect({ ...second.route, source: undefined }).toEqual({ ...first.route, source: undefined });
    if (!second.route) return;
    expect(await writeBpmn(second.route)).toBe(written);
    for (const value of xml.match(/(?:operaton|spiffworkflow|activiti|camunda):\w+="[^"&]*"/g) ?? []) expect(written).toContain(value);
  });
});
