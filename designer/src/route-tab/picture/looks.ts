import type { StepSettings } from '@requestry/model';
import { localize } from '@requestry/model';
import { nodeTitle } from '@requestry/route';
import type { Route, RouteFlow, RouteNode } from '@requestry/route';
import { stepTypeText } from '@requestry/ui';
import { dueText, endText, whoText } from '../entry-text.js';
import type { Glossary } from '../entry-text.js';
import type { StepLook } from './renderer.js';

const guessed: Readonly<Record<string, StepSettings['type']>> = { serviceTask: 'action', scriptTask: 'action', businessRuleTask: 'action', sendTask: 'notification', receiveTask: 'wait', callActivity: 'subroute' };

/** How a step of the route is drawn: hue, name, who, and marks for a term and several performers. */
export function stepLook(settings: StepSettings, name: string, g: Glossary): StepLook {
  const several = settings.mode !== undefined && settings.mode.kind !== 'one';
  const who = whoText(settings.who, g);
  return { type: settings.type, label: stepTypeText(settings.type, g.locale), name, ...(who ? { who } : {}), ...(several ? { several } : {}), ...(settings.due === undefined ? {} : { due: shortDue(settings.due, g) }) };
}

function shortDue(due: string, g: Glossary): string {
  const found = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(due);
  if (!found) return dueText(due, g.locale) === '' ? '' : '=';
  const days = found[1] === undefined ? '' : `${found[1]}${g.locale === 'ru' ? 'д' : 'd'}`;
  return `${days}${found[2] === undefined ? '' : `${found[2]}${g.locale === 'ru' ? 'ч' : 'h'}`}`;
}

/** Looks of all steps by id. */
export function looksOf(route: Route, g: Glossary): ReadonlyMap<string, StepLook> {
  const looks = new Map<string, StepLook>();
  for (const node of route.nodes) {
    if (!/[tT]ask$|^callActivity$/.test(node.type)) continue;
    const settings = node.step ?? { type: guessed[node.type] ?? ('execution' as const) };
    looks.set(node.id, stepLook(settings, nodeName(node, g), g));
  }
  return looks;
}

/** Name of a node in the language of the page. */
export function nodeName(node: RouteNode, g: Glossary): string {
  if (node.step?.title) return localize(node.step.title, g.locale);
  if (node.end) return endText(node.end, g.locale);
  return localize(nodeTitle(node), g.locale);
}

/** Name of a flow in the language of the page. */
export const flowName = (flow: RouteFlow, g: Glossary): string => localize(flow.title, g.locale) || (flow.name ?? '');
