import type { TraceParams, TraceWords } from '../trace-text.js';
import { workingTimeText } from '../trace-text.js';

const within = (p: TraceParams): string => (p.has('unit') ? ` in ${p.text('unit')}` : '');
const found = (p: TraceParams): string => (p.has('person') ? ` — ${p.text('person')}` : '');

/** Sentences for reasons and permissions. */
export const traceEn = {
  'may.kind-archived': () => 'this kind of request is archived',
  'may.submit-not-yours': () => 'requests of this kind are open to other units or roles',
  'may.not-participant': () => 'you do not take part in this request',
  'may.comments-off': () => 'comments are switched off for this kind of request',
  'may.request-ended': () => 'the request has ended',
  'may.withdraw-off': () => 'requests of this kind cannot be withdrawn',
  'may.initiator-only': () => 'only the initiator can do this',
  'may.administrator-only': () => 'only an administrator can do this',
  'may.task-closed': () => 'the task is closed already',
  'may.request-incident': () => 'the route has stopped at an error; an administrator is needed',
  'may.performer-only': () => 'only the performer of the task can do this',
  'may.designer-only': () => 'the right to design is needed',

  'who.person': (p) => `the step names ${p.text('person')}`,
  'who.role': (p) => `by role: ${p.text('role')}${within(p)}${found(p)}`,
  'who.group': (p) => `by group: ${p.text('group')}${found(p)}`,
  'who.unitHead': (p) => `head of the unit ${p.text('unit')}${found(p)}`,
  'who.initiator': (p) => `the initiator of the request${found(p)}`,
  'who.initiatorHead': (p) => `head of the initiator's unit${(p.count('level') ?? 1) > 1 ? `, level ${p.text('level')}` : ''}${p.has('unit') ? ` (${p.text('unit')})` : ''}${found(p)}`,
  'who.kindHead': (p) => `head of the unit that answers for this kind of request${p.has('unit') ? ` (${p.text('unit')})` : ''}${found(p)}`,
  'who.field': (p) => `named in the field “${p.text('field')}”${found(p)}`,
  'who.performer': (p) => `whoever did the step “${p.text('step')}”${found(p)}`,
  'who.leastLoaded': (p) => `has the fewest open tasks${p.has('count') ? ` (${p.text('count')})` : ''}${p.has('group') ? ` in ${p.text('group')}` : p.has('role') ? ` among ${p.text('role')}` : ''}${found(p)}`,
  'who.table': (p) => `by the table “${p.text('decision')}”${p.has('rule') ? `, rule ${p.text('rule')}` : ''}${p.has('conditions') ? `: ${p.text('conditions')}` : ''}${found(p)}`,
  'decision.value': (p) => `the table “${p.text('decision')}” gives ${p.text('value') || 'nothing'}`,
  'decision.rule': (p) => `rule ${p.text('rule')}${p.has('conditions') ? `: ${p.text('conditions')}` : ''}${p.has('note') ? ` (${p.text('note')})` : ''}`,
  'decision.input': (p) => `${p.text('input')} = ${p.text('value') || 'nothing'}`,
  'who.feel': (p) => `by the expression ${p.text('expression')}${found(p)}`,
  'who.substituted': (p) => `${p.text('absent')} is away${p.has('until') ? ` until ${p.date('until')}` : ''}; ${p.text('substitute')} stands in`,
  'who.nobody': (p) => `nobody was found${p.has('step') ? ` for the step “${p.text('step')}”` : ''}`,

  'branch.only': () => 'there is no other way',
  'due.elapsed': (p) => `due${p.has('due') ? ` ${p.date('due')}` : ''}`,
  'forecast.current': () => 'the step is open now',
  'incident.endless-loop': () => 'the route goes in circles without people',
  'mode.in-turn': () => 'performers decide one after another',
  'timer.no-date': (p) => `${p.text('expression')} gives no date`,
  'may.on-behalf': () => 'only their substitute or an administrator may submit for somebody else',
  'may.unknown-person': () => 'the organisation does not know this person',
  'feel.value': (p) => `${p.text('expression')} gives ${p.text('value')}`,
  'feel.name': (p) => `${p.text('name')} = ${p.text('value')}`,

  'skip.initiator': () => 'skipped: the performer is the initiator',
  'skip.alreadyApproved': (p) => `skipped: ${p.has('person') ? p.text('person') : 'the same person'} approved before`,
  'skip.condition': (p) => `skipped by the condition ${p.text('expression')}`,

  'branch.condition': (p) => `branch${p.has('flow') ? ` “${p.text('flow')}”` : ''}${p.has('gateway') ? ` at “${p.text('gateway')}”` : ''}: the condition ${p.text('expression')} holds${p.has('values') ? ` (${p.text('values')})` : ''}`,
  'branch.default': (p) => `branch${p.has('flow') ? ` “${p.text('flow')}”` : ''}${p.has('gateway') ? ` at “${p.text('gateway')}”` : ''}: no other condition holds${p.has('values') ? ` (${p.text('values')})` : ''}`,

  'due.working': (p) => `due ${p.date('due')}: ${workingTimeText(p.text('duration'), 'en')}${p.has('from') ? ` from ${p.date('from')}` : ''}`,
  'due.expression': (p) => `due${p.has('due') ? ` ${p.date('due')}` : ''} by the expression ${p.text('expression')}`,
  'timer.fired': (p) => `the time came${p.has('at') ? `: ${p.date('at')}` : ''}`,

  'task.cancelled-by-outcome': (p) => `the task is no longer needed: ${p.has('person') ? `${p.text('person')} decided` : 'another decision was enough'}`,
  'task.cancelled-request-ended': () => 'the task is no longer needed: the request has ended',
  'task.reassigned': (p) => `reassigned${p.has('from') ? ` from ${p.text('from')}` : ''}${p.has('to') ? ` to ${p.text('to')}` : ''}${p.has('by') ? ` by ${p.text('by')}` : ''}`,

  'mode.first-wins': () => 'the first decision counts',
  'mode.all-needed': (p) => `everyone has to decide${p.has('count') ? ` (${p.text('count')})` : ''}`,
  'turning-point': (p) => `the route would be different if ${p.text('expression')}${p.has('values') ? ` (now ${p.text('values')})` : ''}`,
} satisfies TraceWords;
