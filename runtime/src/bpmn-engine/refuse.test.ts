import { describe, expect, it } from 'vitest';
import { bpmnEngineCore, bpmnEngineGaps, bpmnEngineIssueText } from '@requestry/runtime/bpmn-engine';
import { readBpmn } from '@requestry/route';
import { nativeCore } from '@requestry/runtime/process';
import { compileTerse, coreCases, monday, playCase, terseBpmn, type CoreCase } from '../process/testing/index.js';
import { anyRoute } from './core.js';

/** Codes and elements of what the engine refuses about a terse route. */
async function refusals(text: string): Promise<readonly string[]> {
  const { route } = await readBpmn(terseBpmn(text));
  if (!route) throw new Error('not read');
  return bpmnEngineCore().compile(route).issues.map(({ code, element }) => `${code}@${element ?? ''}`);
}

const stages = (count: number): string =>
  Array.from({ length: count }, (_, at) => `x${at} -> a${at} if =amount > ${at}; x${at} -> xm${at} else; a${at} -> xm${at}; xm${at} -> x${at + 1}`).join('; ') + `; start -> x0; x${count} -> end`;

const row = (name: string, count: number): string => Array.from({ length: count }, (_, at) => `${name}${at}`).join(' -> ');

/** What goes wrong, played without the refusal; the native engine passes all of it. */
const measured: readonly (CoreCase & { readonly refused: string })[] = [
  {
    name: 'a parallel join goes on although a branch with a choice still has an open approval',
    refused: 'bpmn-engine.choice-before-join@and2',
    route: 'start -> and1; and1 -> x1; x1 -> a if =amount > 100; x1 -> x2 else; a -> x2 -> and2; and1 -> b -> and2; and2 -> c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve b', 'a:boris'], ['boris approve a', 'c:boris']],
  },
  {
    name: 'a parallel block behind a stage that may be passed over never ends when passing over is asked for first',
    refused: 'bpmn-engine.choice-before-join@and2',
    route: 'start -> x1; x1 -> x2 if =amount < 1000; x1 -> a else; a -> x2 -> and1; and1 -> b -> and2; and1 -> c -> and2; and2 -> end',
    play: [['start', 'b:boris c:boris'], ['boris approve b', 'c:boris'], ['boris approve c', 'end:completed']],
  },
  {
    name: 'a timer that leads into a parallel join leaves the process running for ever',
    refused: 'bpmn-engine.timer-before-join@and2',
    route: 't timer on=a duration=P1D; start -> and1; and1 -> a -> x1 -> and2; t -> x1; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris @t'], ['boris approve b', 'a:boris @t'], ['boris approve a', 'end:completed']],
  },
  {
    name: 'a parallel join goes on although the branch of a timer has ended elsewhere',
    refused: 'bpmn-engine.timer-before-join@and2',
    route: 't timer on=a duration=P1D; start -> and1; and1 -> a -> and2; and1 -> b -> and2; t -> end1; and2 -> c -> end',
    play: [['start', 'a:boris b:boris @t'], ['fire t', '-a:boris b:boris'], ['boris approve b', '']],
  },
  {
    name: 'an inclusive join does not wait',
    refused: 'bpmn-engine.inclusive-join@or2',
    route: 'start -> or1; or1 -> a if =amount > 100; or1 -> b if =amount > 200; a -> or2; b -> or2; or2 -> c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'c:boris']],
  },
  {
    name: 'of two tokens in an activity one has to wait',
    refused: 'bpmn-engine.two-tokens@c',
    route: 'start -> and1; and1 -> a -> x1; and1 -> b -> x1; x1 -> c -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris c:boris'], ['boris approve b', 'c:boris c:boris']],
  },
  {
    name: 'a timer that leads back to its own step sends discards without end',
    refused: 'bpmn-engine.too-many-discards@x1',
    route: 't timer on=a duration=P1D; start -> x1; x1 -> a if =amount > 1000; x1 -> end else; t -> a; a -> end',
    play: [['start', 'end:completed']],
  },
  {
    name: 'hundreds of gateways in a row are too much for its stack',
    refused: 'bpmn-engine.gateways-in-a-row@x0',
    route: `start -> ${row('x', 600)} -> a -> end`,
    play: [['start', 'a:boris']],
  },
];

describe('what is refused', () => {
  for (const each of measured) {
    it(each.name, async () => {
      expect(await refusals(each.route)).toContain(each.refused);
      await playCase(nativeCore, each);
      await expect(playCase(anyRoute(), each)).rejects.toThrow();
    });
  }

  it('discards that double at every stage', async () => {
    expect(await refusals(stages(5))).toEqual([]);
    expect(await refusals(stages(14))).toEqual(['bpmn-engine.too-many-discards@x0']);
  });

  it('a circle that nothing but gateways is on', async () => {
    expect(await refusals('start -> x1 -> x2; x2 -> end if =urgent; x2 -> x1 else')).toContain('bpmn-engine.gateways-in-a-row@x1');
  });

  it('is told in both languages, with the names of what is drawn', () => {
    const issue = { code: 'bpmn-engine.choice-before-join', element: 'and2', params: { name: 'Both', choice: 'Large?' } };
    expect(bpmnEngineIssueText(issue, 'en')).toContain('“Large?”');
    expect(bpmnEngineIssueText(issue, 'ru')).toContain('«Both»');
    expect(bpmnEngineIssueText({ code: 'route.no-start' }, 'en')).toBeUndefined();
  });
});

describe('what is not refused', () => {
  it.each([
    ['rework from behind a parallel block', 'start -> x1 -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> c -> x2; x2 -> x1 if =steps.c.outcome = "reject"; x2 -> end else'],
    ['a parallel block on one way of a choice', 'start -> x1; x1 -> and1 if =urgent; x1 -> c else; and1 -> a -> and2; and1 -> b -> and2; and2 -> x2; c -> x2 -> end'],
    ['a stage before a parallel block that is passed over by default', 'start -> x1; x1 -> a if =amount > 1000; x1 -> x2 else; a -> x2 -> and1; and1 -> b -> and2; and1 -> c -> and2; and2 -> end'],
    ['a choice behind a parallel block', 'start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> x1; x1 -> c if =urgent; x1 -> end else; c -> end'],
    ['an inclusive split whose branches end apart', 'start -> or1; or1 -> a if =amount > 100; or1 -> b else; a -> end1; b -> end2'],
  ])('%s', async (_name, route) => {
    expect(await refusals(route)).toEqual([]);
  });
});

it('refuses every route of the common suite on which it goes wrong, so that none does at run time', async () => {
  const commands = /^(return|migrate)/;
  const left = Object.values(coreCases).flat().filter(({ name, play }) => name in bpmnEngineGaps && !play.some(([words]) => commands.test(words)));
  const refused = await Promise.all(left.map(async ({ route, ...more }) => compileTerse(bpmnEngineCore(), route, more).then(() => false, () => true)));
  expect(left.filter((_, index) => !refused[index]).map(({ name }) => name)).toEqual([]);
});

it('says which commands it cannot carry out, and leaves the request as it is', async () => {
  const core = bpmnEngineCore();
  const compiled = await compileTerse(core, 'start -> a -> b -> end');
  const { state } = core.start(compiled, monday);
  expect(() => core.advance(compiled, state, { type: 'return', to: 'a', by: 'admin' }, monday)).toThrow(expect.objectContaining({ code: 'STATE', issues: [{ code: 'bpmn-engine.command', params: { command: 'return' } }] }));
});
