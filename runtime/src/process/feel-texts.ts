import { escalatesTo } from '@requestry/model';
import type { RouteNode } from '@requestry/route';

/** FEEL with its leading `=`, also where it may be left out. */
export const feelText = (text: string): string => `=${text.replace(/^=/, '')}`;

/** The FEEL that a node evaluates itself. */
export function feelTextsOf(node: RouteNode): readonly string[] {
  const { step, event, script, loop } = node;
  const texts = [
    step?.due,
    ...(step?.skip ?? []),
    ...Object.values(step?.set ?? {}),
    ...[step?.who, ...(step?.escalations ?? []).map(escalatesTo)].map((who) => (who?.rule === 'feel' ? feelText(who.expression) : undefined)),
    event?.type === 'timer' ? event.value : undefined,
    event?.type === 'message' ? event.key : undefined,
    event?.type === 'condition' ? event.expression : undefined,
    script && node.type !== 'businessRuleTask' ? feelText(script.expression) : undefined,
    loop?.condition,
    loop?.over,
    loop?.collection,
    ...Object.values(node.input ?? {}),
    ...Object.values(node.output ?? {}),
  ];
  return texts.filter((text): text is string => text?.startsWith('=') ?? false);
}
