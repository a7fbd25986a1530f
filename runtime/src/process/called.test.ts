import { readBpmn, type Route } from '@requestry/route';
import { describe, expect, it } from 'vitest';
import { compileRoute } from '@requestry/runtime/process';
import { readTerseRoute } from './testing/index.js';

async function issuesOf(route: string, called: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const routes = new Map<string, Route>();
  for (const [name, words] of Object.entries(called)) routes.set(name, await readTerseRoute(words, name));
  return compileRoute(await readTerseRoute(route), { routes: (name) => routes.get(name) }).issues.filter(({ severity }) => severity !== 'warning').map(({ code, element }) => `${code}@${element ?? ''}`);
}

describe('compiling calls', () => {
  it('refuses a route that is not there', async () => {
    expect(await issuesOf('c call route=other; start -> c -> end')).toEqual(['route.call-unknown@c']);
    expect(compileRoute(await readTerseRoute('c call route=other; start -> c -> end')).compiled).toBeUndefined();
  });

  it('refuses a route that calls itself, by way of others too', async () => {
    expect(await issuesOf('c call route=one; start -> c -> end', { one: 'd call route=two; start -> d -> end', two: 'e call route=one; start -> e -> end' })).toEqual(['route.call-recursive@c/d/e']);
  });

  it('refuses a route with errors', async () => {
    expect(await issuesOf('c call route=one; start -> c -> end', { one: 's subprocess; start -> s -> end' })).toEqual(['route.call-invalid@c']);
  });

  it('refuses what grows beyond bounds', async () => {
    const twice = (name: string): string => `a call route=${name}; b call route=${name}; start -> a -> b -> end`;
    const called = Object.fromEntries(Array.from({ length: 16 }, (_, level) => [`r${level}`, level === 15 ? 'start -> a -> end' : twice(`r${level + 1}`)]));
    const [issue] = await issuesOf('c call route=r0; start -> c -> end', called);
    expect(issue).toMatch(/^route\.call-too-large@/);
  });

  it('refuses calls that are nested too deep', async () => {
    const called = Object.fromEntries(Array.from({ length: 40 }, (_, level) => [`r${level}`, level === 39 ? 'start -> a -> end' : `a call route=r${level + 1}; start -> a -> end`]));
    const [issue] = await issuesOf('c call route=r0; start -> c -> end', called);
    expect(issue).toMatch(/^route\.call-too-deep@/);
  });

  it('gives another hash when the called route changes', async () => {
    const hashWith = async (words: string): Promise<string | undefined> => {
      const other = await readTerseRoute(words, 'other');
      return compileRoute(await readTerseRoute('c call route=other; start -> c -> end'), { routes: () => other }).compiled?.hash;
    };
    expect(await hashWith('start -> a -> end')).toBe(await hashWith('start -> a -> end'));
    expect(await hashWith('start -> a -> end')).not.toBe(await hashWith('start -> b -> end'));
  });

  it.each([
    ['transaction', '<bpmn:transaction id="e" />'],
    ['adHocSubProcess', '<bpmn:adHocSubProcess id="e" />'],
    ['complexGateway', '<bpmn:complexGateway id="e" />'],
    ['compensation', '<bpmn:intermediateThrowEvent id="e"><bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>'],
    ['cancel', '<bpmn:endEvent id="e"><bpmn:cancelEventDefinition /></bpmn:endEvent>'],
  ])('refuses %s by name', async (_, xml) => {
    const { route } = await readBpmn(
      `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rq="https://requestry.dev/schema/bpmn/rq" targetNamespace="t"><bpmn:process id="p"><bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e" />${xml}</bpmn:process></bpmn:definitions>`,
    );
    const { compiled, issues } = compileRoute(route as Route);
    expect(compiled).toBeUndefined();
    expect(issues.map(({ code, element }) => `${code}@${element ?? ''}`).join()).toMatch(/route\.unsupported-(element|event)@e/);
  });
});
