import { fromRouteDoc, layoutRoute, readBpmn, routeIssueText, toRouteDoc, unsupportedIssues, verifyRoute, writeBpmn } from '@requestry/route';
import type { DocEntry, DocOpaque, Route } from '@requestry/route';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const corpus = process.env['REQUESTRY_CORPUS'];
const files = corpus === undefined ? [] : readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.bpmn(20\.xml)?$/.test(name));

const opaques = (steps: readonly DocEntry[]): DocOpaque[] =>
  steps.flatMap((entry) => (entry.kind === 'opaque' ? [entry] : 'branches' in entry ? entry.branches.flatMap((branch) => opaques(branch.steps)) : []));

const added = (id: string): DocEntry => ({ kind: 'step', id, name: 'Добавлен', settings: { type: 'approval', who: { rule: 'initiator' } }, targets: {}, timers: [] });
const leadsOn = ({ entry, flows }: DocOpaque): boolean => entry !== undefined && flows.some(({ to }) => to === '');

const load = async (name: string): Promise<Route> => {
  const { route } = await readBpmn(readFileSync(join(corpus ?? '', name), 'utf8'));
  if (!route) throw new Error(`${name} was not read`);
  return route;
};

describe.skipIf(corpus === undefined)('models of other tools (REQUESTRY_CORPUS names their folder)', () => {
  it('finds them', () => expect(files.length).toBeGreaterThan(0));

  it.each(files)('reads %s and writes it back without loss', async (name) => {
    const xml = readFileSync(join(corpus ?? '', name), 'utf8');
    const first = await readBpmn(xml);
    expect(first.route).toBeDefined();
    if (!first.route) return;
    const written = await writeBpmn(first.route);
    const second = await readBpmn(written);
    const drawn = Object.keys(first.route.diagram.shapes).length > 0;
    expect({ ...second.route, source: undefined }).toEqual({ ...first.route, source: undefined, ...(drawn ? {} : { diagram: second.route?.diagram }) });
    if (!second.route) return;
    expect(await writeBpmn(second.route)).toBe(written);
    for (const value of xml.match(/(?:operaton|spiffworkflow|activiti|camunda):\w+="[^"&]*"/g) ?? []) expect(written).toContain(value);
  });

  it.each(files)('shows %s as a list that keeps what it cannot show byte for byte through edits around it', async (name) => {
    const route = await load(name);
    const doc = toRouteDoc(route);
    const edited = { ...doc, steps: [added('added'), ...doc.steps.flatMap((entry) => (entry.kind === 'opaque' && leadsOn(entry) ? [entry, added(`after_${entry.id}`)] : [entry]))] };
    const again = await readBpmn(await writeBpmn(fromRouteDoc(edited, route)));
    if (!again.route) throw new Error('not read again');
    const kept = toRouteDoc(again.route);
    expect(kept.steps.map(({ id }) => id)).toEqual(edited.steps.map(({ id }) => id));
    expect(opaques(kept.steps).map(({ xml }) => xml)).toEqual(opaques(doc.steps).map(({ xml }) => xml));
    expect(opaques(doc.steps).every(({ xml }) => xml.length > 0)).toBe(true);
  });

  it.each(files)('makes the list of %s the same route again', async (name) => {
    const route = await load(name);
    const doc = toRouteDoc(route);
    const again = fromRouteDoc(doc, route);
    expect(toRouteDoc(again)).toEqual(doc);
    if (opaques(doc.steps).length > 0) return;
    const acting = ({ nodes }: Route): Route['nodes'] => nodes.filter(({ type }) => !/Gateway$/.test(type)).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(acting(again).map(({ id, type }) => `${type} ${id}`)).toEqual(acting(route).map(({ id, type }) => `${type} ${id}`));
  });

  it.each(files)('draws, checks and speaks of %s', async (name) => {
    const route = await load(name);
    const drawn = layoutRoute(route, { direction: 'vertical' });
    for (const { id } of route.nodes) expect(drawn.diagram.shapes[id]).toBeDefined();
    expect(verifyRoute(route).complete).toBe(true);
    for (const issue of unsupportedIssues(route)) for (const locale of ['ru', 'en'] as const) expect(routeIssueText(issue, locale)).not.toMatch(/undefined|^route\./);
  });
});
