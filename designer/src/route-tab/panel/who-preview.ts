import type { AssignmentRule, Kind, Org, PersonId, StepSettings, Trace } from '@requestry/model';
import { standardCalendar } from '@requestry/model';
import { compileRoute, start } from '@requestry/runtime/process';
import type { World } from '@requestry/runtime/process';
import type { Route } from '@requestry/route';

/** Who would do a step when somebody submitted a request now. */
export type WhoPreview =
  | { readonly result: 'people'; readonly people: readonly { readonly person: PersonId; readonly onBehalfOf?: PersonId }[] }
  | { readonly result: 'skipped'; readonly why: Trace }
  | { readonly result: 'nobody'; readonly why?: Trace }
  /** It depends on what people fill in or do. */
  | { readonly result: 'unknown' };

/** Plays the step alone, with the engine itself, for a request of `initiator`. */
export function previewWho(settings: StepSettings, org: Org, kind: Kind | undefined, initiator: PersonId): WhoPreview {
  const rule = settings.who;
  if (!rule || !dependsOnPeopleOnly(rule)) return { result: 'unknown' };
  const { compiled } = compileRoute(alone(settings, rule));
  if (!compiled) return { result: 'nobody' };
  try {
    const { events } = start(compiled, worldOf(org, kind, initiator));
    for (const event of events) {
      if (event.type === 'step-skipped') return { result: 'skipped', why: event.trace };
      if (event.type === 'incident-raised') return { result: 'nobody', why: event.trace };
      if (event.type === 'notice-sent') return { result: 'people', people: event.to.map((person) => ({ person })) };
      if (event.type === 'step-opened') {
        const queued = (event.queue ?? []).map((person) => ({ person }));
        const open = event.tasks.flatMap((task) => (task.assignee === undefined ? (task.candidates ?? []).map((person) => ({ person })) : [{ person: task.assignee, ...(task.onBehalfOf === undefined ? {} : { onBehalfOf: task.onBehalfOf }) }]));
        return open.length + queued.length > 0 ? { result: 'people', people: [...open, ...queued] } : { result: 'nobody' };
      }
    }
  } catch {
    return { result: 'nobody' };
  }
  return { result: 'nobody' };
}

const dependsOnPeopleOnly = (rule: AssignmentRule): boolean => rule.rule !== 'source' && rule.rule !== 'field' && rule.rule !== 'performer' && rule.rule !== 'feel';

function alone(settings: StepSettings, who: AssignmentRule): Route {
  const { skip, ...rest } = settings;
  const step: StepSettings = { type: rest.type === 'notification' ? 'notification' : 'approval', who, ...(rest.mode ? { mode: rest.mode } : {}), ...(skip?.includes('initiator') ? { skip: ['initiator'] } : {}) };
  return {
    id: 'preview',
    nodes: [
      { id: 'start', type: 'startEvent' },
      { id: 'step', type: step.type === 'notification' ? 'sendTask' : 'userTask', step },
      { id: 'end', type: 'endEvent' },
    ],
    flows: [
      { id: 'in', from: 'start', to: 'step' },
      { id: 'out', from: 'step', to: 'end' },
    ],
    lanes: [],
    diagram: { shapes: {}, edges: {} },
  };
}

function worldOf(org: Org, kind: Kind | undefined, initiator: PersonId): World {
  const now = Date.now();
  const unit = org.people.find((person) => person.id === initiator)?.unit;
  return {
    now,
    org,
    calendar: standardCalendar('UTC'),
    subject: { id: 'preview', kind: kind?.id ?? '', initiator, submittedAt: new Date(now).toISOString(), ...(unit === undefined ? {} : { unit }) },
    data: {},
  };
}
