import type { AssignmentRule, EndSettings, Escalation, LocalizedText, StepSettings } from '@requestry/model';
import { defined } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import type { Mapping } from './route.js';

/** Attributes for a localized text, read back by `readTitle`. */
export function titleAttributes(title: LocalizedText | undefined): Record<string, string> {
  if (title === undefined) return {};
  if (typeof title === 'string') return { title };
  return defined({ titleRu: title.ru, titleEn: title.en }) as Record<string, string>;
}

/** The `rq:step` of a step. */
export function makeStep(moddle: Moddle, step: StepSettings): ModdleElement {
  const many = <T>(items: readonly T[] | undefined, make: (item: T) => ModdleElement): ModdleElement[] | undefined =>
    items && items.length > 0 ? items.map(make) : undefined;
  return moddle.create('rq:Step', {
    type: step.type,
    ...titleAttributes(step.title),
    ...defined({
      due: step.due,
      estimate: step.estimate,
      stage: step.stage,
      who: step.who && makeWho(moddle, step.who),
      mode: step.mode && moddle.create('rq:Mode', defined({ ...step.mode })),
      skip: many(step.skip, (when) => moddle.create('rq:Skip', { when })),
      separations: many(step.notPerformerOf, (other) => moddle.create('rq:Separation', { step: other })),
      outcomes: many(step.outcomes, ({ title, ...outcome }) => moddle.create('rq:Outcome', { ...defined(outcome), ...titleAttributes(title) })),
      access: many(Object.entries(step.access ?? {}), ([field, level]) => moddle.create('rq:Access', { field, level })),
      reminders: many(step.reminders, ({ before }) => moddle.create('rq:Reminder', { before })),
      escalations: many(step.escalations, (escalation) => makeEscalation(moddle, escalation)),
      guidance: step.guidance === undefined ? undefined : moddle.create('rq:Guidance', titleAttributes(step.guidance)),
      checklist: many(step.checklist, (check) => moddle.create('rq:Check', titleAttributes(check))),
      assignments: many(Object.entries(step.set ?? {}), ([field, value]) => moddle.create('rq:Set', { field, value })),
    }),
  });
}

const makeWho = (moddle: Moddle, who: AssignmentRule): ModdleElement => moddle.create('rq:Who', defined({ ...who }));

function makeEscalation(moddle: Moddle, escalation: Escalation): ModdleElement {
  const { action, after } = escalation;
  const target = escalation.action === 'decide' ? { outcome: escalation.outcome } : { to: makeWho(moddle, escalation.to) };
  return moddle.create('rq:Escalation', defined({ action, after, ...target }));
}

/** The `rq:end` of an end event. */
export const makeEnd = (moddle: Moddle, end: EndSettings): ModdleElement => moddle.create('rq:End', { state: end.state, ...titleAttributes(end.title) });

/** The `rq:flow` of a flow with a name per language. */
export const makeFlow = (moddle: Moddle, title: LocalizedText): ModdleElement => moddle.create('rq:Flow', titleAttributes(title));

/** The `rq:input` or `rq:output` elements of a call. */
export const makeMapping = (moddle: Moddle, type: 'rq:Input' | 'rq:Output', mapping: Mapping | undefined): ModdleElement[] =>
  Object.entries(mapping ?? {}).map(([name, value]) => moddle.create(type, { name, value }));
