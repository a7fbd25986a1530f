import { fromRouteDoc, layoutRoute, readBpmn, routeIssueText, unsupportedIssues, writeBpmn } from '@requestry/route';
import type { Route } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import { describe, expect, it } from 'vitest';

const file = (body: string, more = ''): string =>
  `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rq="https://requestry.dev/schema/bpmn/rq" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t">${more}<process id="p" isExecutable="true">${body}</process></definitions>`;

const codes = async (xml: string): Promise<string[]> => (await readBpmn(xml)).issues.map(({ code }) => code);

describe('readBpmn', () => {
  it.each([
    ['too large', `<a>${'x'.repeat(2_000_001)}</a>`, 'route.too-large'],
    ['too many elements', `<a>${'<b/>'.repeat(20_001)}</a>`, 'route.too-many-elements'],
    ['too deep', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'route.too-deep'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'route.doctype'],
    ['an unclosed comment', '<!-- <a', 'route.not-bpmn'],
    ['nothing', '', 'route.not-bpmn'],
    ['no BPMN', '<html><body/></html>', 'route.not-bpmn'],
    ['no process', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>', 'route.no-process'],
  ])('refuses %s without throwing', async (_, xml, code) => {
    const { route, issues } = await readBpmn(xml);
    expect(route).toBeUndefined();
    expect(issues.map((issue) => issue.code)).toContain(code);
    for (const locale of ['ru', 'en'] as const) expect(routeIssueText(issues[0] ?? { code: '' }, locale)).not.toMatch(/undefined|^route\./);
  });

  it('names ids used twice', async () => expect(await codes(file('<task id="a"/><task id="a"/>'))).toContain('route.duplicate-id'));

  it('names references that lead nowhere and flows without ends', async () => {
    expect(await codes(file('<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/>'))).toEqual(['route.unresolved-reference', 'route.flow-without-ends']);
  });

  it('names settings of other tools per element and keeps them', async () => {
    const { route, issues } = await readBpmn(file('<userTask id="a" camunda:assignee="anna"><extensionElements><camunda:properties><camunda:property name="x" value="y"/></camunda:properties></extensionElements></userTask>'));
    expect(issues).toEqual([{ code: 'route.foreign', element: 'a', severity: 'warning', params: { names: 'camunda:assignee, camunda:properties' } }]);
    const written = await writeBpmn({ ...(route as Route), name: 'Новое имя' });
    expect(written).toContain('camunda:assignee="anna"');
    expect(written).toContain('<camunda:property name="x" value="y" />');
    expect(written).toContain('name="Новое имя"');
  });

  it('reads the executable process of several and names the others', async () => {
    const { route, issues } = await readBpmn(file('<task id="a"/>', '<process id="other" name="Другой"/>'));
    expect(route?.id).toBe('p');
    expect(issues).toMatchObject([{ code: 'route.process-ignored', element: 'other', severity: 'warning' }]);
  });

  it('names words of steps that it does not know', async () => {
    const step = (content: string): string => file(`<userTask id="a"><extensionElements>${content}</extensionElements></userTask>`);
    expect(await codes(step('<rq:step type="magic"/>'))).toEqual(['route.step-type-unknown']);
    expect(await codes(step('<rq:step type="approval"><rq:who rule="role"/><rq:mode kind="dice"/><rq:skip when="never"/></rq:step>'))).toEqual(['route.who-incomplete', 'route.mode-unknown', 'route.skip-unknown']);
  });

  it('is not led astray by names of object properties', async () => {
    const { route, issues } = await readBpmn(file('<task id="__proto__"/><task id="constructor"/><userTask id="a" name="constructor"><extensionElements><rq:step type="approval"><rq:access field="__proto__" level="edit"/><rq:set field="constructor" value="=1"/></rq:step></extensionElements></userTask>'));
    expect(issues.map(({ code }) => code)).toEqual(['route.unparsable', 'route.unparsable']);
    expect(Object.keys(route?.nodes[0]?.step?.access ?? {})).toEqual(['__proto__']);
    expect(({} as { edit?: unknown }).edit).toBeUndefined();
  });
});

describe('writeBpmn', () => {
  it('writes the same for the same route', async () => {
    const route = fromRouteDoc(randomRouteDoc(5));
    const once = await writeBpmn(route);
    const { route: read } = await readBpmn(once);
    expect(await writeBpmn(read as Route)).toBe(once);
  });

  it('draws a route without a picture', async () => {
    const bare = { ...fromRouteDoc(randomRouteDoc(5)), diagram: { shapes: {}, edges: {} } };
    const { route } = await readBpmn(await writeBpmn(bare));
    expect(Object.keys(route?.diagram.shapes ?? {})).toHaveLength(bare.nodes.length);
  });

  it('keeps a hand-made picture of what is written back', async () => {
    const route = layoutRoute(fromRouteDoc(randomRouteDoc(5)), { direction: 'horizontal' });
    const { route: read } = await readBpmn(await writeBpmn(route));
    expect(read?.diagram).toEqual(route.diagram);
  });
});

describe('unsupportedIssues', () => {
  const check = async (body: string, checkExpression?: (text: string) => { code: string }[]): Promise<string[]> => {
    const { route } = await readBpmn(file(body));
    return unsupportedIssues(route as Route, checkExpression ? { checkExpression } : {}).map(({ code }) => code);
  };
  const flows = '<sequenceFlow id="f1" sourceRef="g" targetRef="a"/><sequenceFlow id="f2" sourceRef="g" targetRef="b"/><manualTask id="a"/><manualTask id="b"/>';

  it.each([
    ['several ways without conditions', `<exclusiveGateway id="g"/>${flows}`, ['route.choice-ambiguous']],
    ['a condition that is no FEEL', `<exclusiveGateway id="g" default="f2"/>${flows.replace('targetRef="a"/>', 'targetRef="a"><conditionExpression xsi:type="tFormalExpression">${x}</conditionExpression></sequenceFlow>')}`, ['route.not-feel']],
    ['a task that is not set up', '<task id="t"/>', ['route.task-without-step']],
    ['an event that is not executed', '<intermediateThrowEvent id="i"><compensateEventDefinition/></intermediateThrowEvent>', ['route.unsupported-event']],
    ['an element that is not executed', '<transaction id="s"/>', ['route.unsupported-element']],
    ['a signal without a name', '<intermediateCatchEvent id="i"><signalEventDefinition/></intermediateCatchEvent>', ['route.event-without-name']],
    ['a receive task without a message', '<receiveTask id="r"/>', ['route.message-missing']],
    ['a subprocess without a start', '<subProcess id="s"/>', ['route.subprocess-start']],
    ['a subprocess on the way that waits for an event to start', '<subProcess id="s"><startEvent id="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent></subProcess>', ['route.subprocess-start-event']],
    ['a subprocess started by an event whose start waits for nothing', '<subProcess id="s" triggeredByEvent="true"><startEvent id="b"/></subProcess>', ['route.unsupported-event']],
    ['a subprocess started by an event that stands on the way', '<subProcess id="s" triggeredByEvent="true"><startEvent id="b"><errorEventDefinition/></startEvent></subProcess><manualTask id="m"/><sequenceFlow id="f" sourceRef="s" targetRef="m"/>', ['route.event-subprocess-flows']],
    ['a repeated task that does not say how often', '<manualTask id="m"><multiInstanceLoopCharacteristics/></manualTask>', ['route.loop-over-missing']],
    ['a loop without an end', '<manualTask id="m"><standardLoopCharacteristics/></manualTask>', ['route.loop-endless']],
    ['a call of nothing', '<callActivity id="c"/>', ['route.call-without-route']],
    ['a link that leads nowhere', '<intermediateThrowEvent id="l"><linkEventDefinition name="away"/></intermediateThrowEvent>', ['route.link-without-target']],
    ['a step after a choice by events', '<eventBasedGateway id="g"/><manualTask id="m"/><sequenceFlow id="f" sourceRef="g" targetRef="m"/>', ['route.event-gateway-target']],
    ['a task with a deadline after a choice by events', '<eventBasedGateway id="g"/><intermediateCatchEvent id="m"><conditionalEventDefinition><condition>=true</condition></conditionalEventDefinition></intermediateCatchEvent><boundaryEvent id="b" attachedToRef="m"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="f" sourceRef="g" targetRef="m"/>', ['route.event-gateway-target', 'route.event-never']],
    ['an error that nothing catches', '<endEvent id="e"><errorEventDefinition/></endEvent>', ['route.error-uncaught']],
    ['an error on the border of a step', '<manualTask id="m"/><boundaryEvent id="b" attachedToRef="m"><errorEventDefinition/></boundaryEvent>', ['route.event-never']],
    ['an error that is to interrupt nothing', '<subProcess id="s"><startEvent id="i"/></subProcess><boundaryEvent id="b" attachedToRef="s" cancelActivity="false"><errorEventDefinition/></boundaryEvent>', ['route.error-beside']],
    ['a start that waits', '<startEvent id="s"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent>', ['route.start-event']],
    ['a timer that is no time', '<intermediateCatchEvent id="i"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></intermediateCatchEvent>', ['route.timer-invalid']],
    ['an escalation that takes what somebody has to choose', '<userTask id="u"><extensionElements><rq:step type="decision" due="P1D"><rq:outcome id="decide" decisionDirectory="verdicts"/><rq:escalation action="decide" outcome="decide"/></rq:step></extensionElements></userTask>', ['route.escalation-outcome-chosen']],
  ])('names %s', async (_, body, wanted) => expect(await check(body)).toEqual(wanted));

  it('finds an error caught that a subprocess or a border around waits for', async () => {
    const inner = '<startEvent id="i"/><endEvent id="e"><errorEventDefinition/></endEvent>';
    expect(await check(`<subProcess id="s">${inner}</subProcess><boundaryEvent id="b" attachedToRef="s"><errorEventDefinition/></boundaryEvent>`)).toEqual([]);
    expect(await check(`<subProcess id="s">${inner}</subProcess><subProcess id="c" triggeredByEvent="true"><startEvent id="x"><errorEventDefinition/></startEvent></subProcess>`)).toEqual([]);
  });

  it('hands expressions to the given check', async () => {
    const body = '<scriptTask id="s"><script>=1 +</script></scriptTask>';
    expect(await check(body)).toEqual([]);
    expect(await check(body, () => [{ code: 'expression.incomplete' }])).toEqual(['expression.incomplete']);
  });

  it('finds nothing in routes made from lists', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const found = unsupportedIssues(fromRouteDoc(randomRouteDoc(seed))).filter(({ severity }) => severity !== 'warning');
      expect({ seed, found }).toEqual({ seed, found: [] });
    }
  });
});
