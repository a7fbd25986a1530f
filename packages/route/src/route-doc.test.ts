import { fromRouteDoc, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import type { DocEntry, DocOpaque, RouteDoc } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const seeds = fc.noBias(fc.nat());
const written = async (doc: RouteDoc, previous?: Parameters<typeof fromRouteDoc>[1]): Promise<string> => writeBpmn(fromRouteDoc(doc, previous));
const read = async (xml: string): Promise<NonNullable<Awaited<ReturnType<typeof readBpmn>>['route']>> => {
  const { route, issues } = await readBpmn(xml);
  expect(issues).toEqual([]);
  if (!route) throw new Error('not read');
  return route;
};

const withoutXml = (steps: readonly DocEntry[]): DocEntry[] =>
  steps.map((entry) => (entry.kind === 'opaque' ? { ...entry, xml: '' } : 'branches' in entry ? { ...entry, branches: entry.branches.map((branch) => ({ ...branch, steps: withoutXml(branch.steps) })) } : entry));
const closed = (steps: readonly DocEntry[]): DocOpaque[] =>
  steps.flatMap((entry) => (entry.kind === 'opaque' ? [entry] : 'branches' in entry ? entry.branches.flatMap((branch) => closed(branch.steps)) : []));

/** The text of an element in a file, its end tag included. Names of flows that lead to it or away are its neighbours' affair. */
function textOf(xml: string, id: string): string {
  const begin = new RegExp(`<bpmn:(\\w+) id="${id}"[^>]*?(/)?>`).exec(xml);
  if (!begin) return '';
  const end = `</bpmn:${begin[1]}>`;
  const text = begin[2] ? begin[0] : xml.slice(begin.index, xml.indexOf(end, begin.index) + end.length);
  return text.replace(/\s*<bpmn:(incoming|outgoing)>.*<\/bpmn:\1>/g, '');
}

let added = 0;
const step = (): DocEntry => ({ kind: 'step', id: `added_${(added += 1)}`, name: 'Добавлен', settings: { type: 'approval', who: { rule: 'initiator' } }, targets: {}, timers: [] });
/** A step before and one after every closed part. */
const around = (steps: readonly DocEntry[]): DocEntry[] =>
  steps.flatMap((entry) => {
    if (entry.kind === 'opaque') return entry.entry === undefined ? [entry] : [step(), entry, step()];
    return 'branches' in entry ? [{ ...entry, branches: entry.branches.map((branch) => ({ ...branch, steps: around(branch.steps) })) }] : [entry];
  });

describe('a list of steps', () => {
  it('is the same after it became a route', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const doc = randomRouteDoc(seed, { hasty: true, everything: true });
        expect(toRouteDoc(fromRouteDoc(doc))).toEqual(doc);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows a timeout that goes on to an end which tells others', () => {
    const timeout = { id: 'late', event: { type: 'timer', kind: 'duration', value: 'P1D' }, interrupting: true, target: { to: 'next' } } as const;
    const doc: RouteDoc = {
      id: 'r',
      name: '',
      start: { id: 'start' },
      steps: [{ kind: 'step', id: 'work', name: '', settings: { type: 'execution', who: { rule: 'initiator' } }, targets: {}, timers: [timeout] }],
      end: { id: 'end', end: { state: 'completed' }, event: { type: 'message', name: 'told' } },
    };
    expect(toRouteDoc(fromRouteDoc(doc))).toEqual(doc);
  });

  it('is the same after it was written as BPMN and read again', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const doc = randomRouteDoc(seed, { hasty: true, everything: true });
        const route = fromRouteDoc(doc);
        const again = await read(await writeBpmn(route));
        const found = toRouteDoc(again);
        expect({ ...found, steps: withoutXml(found.steps) }).toEqual(doc);
        expect(again.nodes.map(({ id }) => id).sort()).toEqual(route.nodes.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('keeps closed parts byte for byte in the file through edits before and after them', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const before = await written(randomRouteDoc(seed, { everything: true }));
        const route = await read(before);
        const doc = toRouteDoc(route);
        const parts = closed(doc.steps);
        fc.pre(parts.length > 0);
        const after = await written({ ...doc, steps: around(doc.steps) }, route);
        for (const id of parts.flatMap(({ ids }) => ids)) {
          expect(textOf(before, id)).not.toBe('');
          expect(textOf(after, id)).toBe(textOf(before, id));
        }
        expect(closed(toRouteDoc(await read(after)).steps).map(({ xml }) => xml)).toEqual(parts.map(({ xml }) => xml));
      }),
      { numRuns: 60 },
    );
  });
});
