import { describe, expect, it } from 'vitest';
import type { Kind, System } from '@requestry/model';
import { system as ready } from '@requestry/templates/internal';
import { office, type Office } from './testing/index.js';

const bpmn = (inside: string): string => `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rq="https://requestry.dev/schema/bpmn/rq" targetNamespace="t"><bpmn:process id="p" isExecutable="true">${inside}</bpmn:process></bpmn:definitions>`;
const through = (id: string, element: string): string => bpmn(`<bpmn:startEvent id="s" />${element}<bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="${id}" /><bpmn:sequenceFlow id="f2" sourceRef="${id}" targetRef="e" />`);
const approvalBy = (person: string): string => through('check', `<bpmn:userTask id="check" name="Check"><bpmn:extensionElements><rq:step type="approval"><rq:who rule="person" person="${person}" /></rq:step></bpmn:extensionElements></bpmn:userTask>`);
const call = (kind: string): string => through('call', `<bpmn:callActivity id="call" name="Shared part" calledElement="${kind}" />`);
const kindOf = (id: string): Kind => ({ id, title: id, scope: 'internal', form: { schema: { type: 'object', properties: { text: { type: 'string' } } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/text' }] } } });

const units = ready.org.units.map(({ kinds: _kinds, ...unit }) => unit);
const system: System = { ...ready, org: { ...ready.org, units }, kinds: [{ kind: kindOf('shared'), route: approvalBy('ivanov') }, { kind: kindOf('caller'), route: call('shared') }] };

const submit = (place: Office) => place.as('petrova').submitRequest({ kind: 'caller', data: { text: 'x' }, idempotencyKey: place.key() });

async function publish(place: Office, kind: string, route: string): Promise<void> {
  const draft = await place.as('nikitina').getKindDraft({ kind });
  const saved = await place.as('nikitina').saveKindDraft({ kind: draft.kind, route, expectedVersion: draft.version });
  await place.as('nikitina').publishKind({ kind, expectedVersion: saved.version, idempotencyKey: place.key() });
}

describe('a route that calls that of another kind', () => {
  it('runs its steps, and tells where the request stands on its own picture', async () => {
    const place = await office({ system });
    const { id, waitingFor } = await submit(place);
    expect(waitingFor.map(({ people }) => people)).toEqual([['Иванов Сергей']]);
    const [task] = (await place.as('ivanov').findTasks({ view: 'mine' })).items;
    expect((await place.as('petrova').getRequest({ request: id })).position.current).toContain('call');
    expect((await place.as('ivanov').completeTask({ task: task?.id ?? '', outcome: 'approve', idempotencyKey: place.key() })).state).toBe('completed');
  });

  it('stays on the version that it was published with, until it is published again', async () => {
    const place = await office({ system });
    await submit(place);
    await publish(place, 'shared', approvalBy('gromov'));
    expect((await submit(place)).waitingFor[0]?.people).toEqual(['Иванов Сергей']);
    await publish(place, 'caller', call('shared').replace('Shared part', 'Shared part anew'));
    expect((await submit(place)).waitingFor[0]?.people).toEqual(['Громов Виктор']);
    expect((await place.as('ivanov').findTasks({ view: 'mine' })).items.length).toBe(2);
  });

  it('is not published when the kind is not there or calls back', async () => {
    const place = await office({ system });
    await expect(publish(place, 'caller', call('nowhere'))).rejects.toMatchObject({ code: 'INVALID', issues: [expect.objectContaining({ code: 'route.call-unknown' })] });
    await expect(publish(place, 'shared', call('caller'))).rejects.toMatchObject({ code: 'INVALID', issues: [expect.objectContaining({ code: 'route.call-recursive' })] });
  });

  it('comes with an import bound to what comes with it', async () => {
    const place = await office({ system });
    const changed: System = { ...system, kinds: [{ kind: kindOf('shared'), route: approvalBy('orlova') }, { kind: { ...kindOf('caller'), title: 'Anew' }, route: call('shared') }] };
    expect((await place.runtime.import(changed)).changed).toEqual(['kinds/shared', 'kinds/caller']);
    expect((await submit(place)).waitingFor[0]?.people).toEqual(['Орлова Ирина']);
  });
});
