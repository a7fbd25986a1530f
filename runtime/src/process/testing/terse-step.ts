import { attribute, setXml } from './terse-events.js';
import type { TerseNode } from './terse-route.js';

/** The `rq:step` of a line. */
export function stepXml({ kind, words, attributes }: TerseNode): string {
  const { due, estimate, mode, skip, outcomes, set, apart, remind, escalate } = attributes;
  const parts = [
    kind === 'action' ? '' : whoXml(words[0] ?? 'boris'),
    mode === undefined ? '' : modeXml(mode),
    ...(skip?.split(',') ?? []).map((when) => `<rq:skip${attribute('when', when)} />`),
    ...(apart?.split(',') ?? []).map((step) => `<rq:separation${attribute('step', step)} />`),
    ...(outcomes?.split(',') ?? []).map(outcomeXml),
    ...(remind?.split(',') ?? []).map((before) => `<rq:reminder${attribute('before', before)} />`),
    ...(escalate?.split(',') ?? []).map(escalationXml),
    ...(set?.split(',') ?? []).map(setXml),
  ];
  const own = [attribute('type', kind), due === undefined ? '' : attribute('due', due), estimate === undefined ? '' : attribute('estimate', estimate)];
  return `<bpmn:extensionElements><rq:step${own.join('')}>${parts.join('')}</rq:step></bpmn:extensionElements>`;
}

/** `approve`, `reject!stop`, `back!return`, `decide#verdicts` with a directory of decisions. */
function outcomeXml(text: string): string {
  const [, id = '', effect, directory] = /^([^!#]*)(?:!([^#]*))?(?:#(.*))?$/.exec(text) ?? [];
  return `<rq:outcome${attribute('id', id)}${attribute('title', id)}${effect === undefined ? '' : attribute('effect', effect)}${directory === undefined ? '' : attribute('decisionDirectory', directory)} />`;
}

/** `notify:dina`, `handOver:group:board@P1D`, `decide:approve`. */
function escalationXml(text: string): string {
  const [, action = '', target = '', after] = /^(\w+):(.*?)(?:@(P.*))?$/.exec(text) ?? [];
  const late = after === undefined ? '' : attribute('after', after);
  if (action === 'decide') return `<rq:escalation${attribute('action', action)}${attribute('outcome', target)}${late} />`;
  return `<rq:escalation${attribute('action', action)}${late}>${whoXml(target, 'to')}</rq:escalation>`;
}

/** `all`, `first`, `inTurn`, `quorum:2`, `quorum:50%`, `quorum:2!veto`. */
function modeXml(text: string): string {
  const [, kind = '', quorum, percent, veto] = /^(\w+)(?::(\d+)(%)?)?(!veto)?$/.exec(text) ?? [];
  const more = [quorum === undefined ? '' : attribute('quorum', quorum), percent ? attribute('percent', 'true') : '', veto ? attribute('veto', 'true') : ''];
  return `<rq:mode${attribute('kind', kind)}${more.join('')} />`;
}

function whoXml(text: string, element = 'who'): string {
  if (text === 'nobody') return '';
  return `<rq:${element}${Object.entries(ruleOf(text)).map(([name, value]) => attribute(name, value)).join('')} />`;
}

function ruleOf(text: string): Readonly<Record<string, string>> {
  if (text.startsWith('=')) return { rule: 'feel', expression: text };
  const [rule = '', value = ''] = text.split(':');
  switch (rule) {
    case 'role': {
      const [role = '', unit] = value.split('@');
      return { rule, role, ...(unit === undefined ? {} : { unit }) };
    }
    case 'group':
      return { rule, group: value };
    case 'head':
      return { rule: 'unitHead', unit: value };
    case 'initiator':
    case 'kindHead':
    case 'source':
      return { rule };
    case 'initiatorHead':
      return { rule, ...(value === '' ? {} : { level: value }) };
    case 'firstAbove':
      return { rule: 'initiatorHead', firstAbove: 'true' };
    case 'field':
      return { rule, field: value };
    case 'performer':
      return { rule, step: value };
    case 'leastLoaded':
      return { rule, group: value };
    case 'table':
      return { rule, decision: value };
    default:
      return { rule: 'person', person: text };
  }
}
