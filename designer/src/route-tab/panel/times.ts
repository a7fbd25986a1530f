import { html, nothing } from 'lit';
import { escalatesTo, localize, outcomesOf } from '@requestry/model';
import type { Escalation, StepSettings } from '@requestry/model';
import type { DocTask, DocTimer } from '@requestry/route';
import { idMaker, idsOf, removeTimer, setTimer } from '../doc-edits.js';
import { entryName, timerText } from '../entry-text.js';
import { about, adder, choose, field, remover, tick } from './context.js';
import type { PanelContext } from './context.js';
import { durationField } from './durations.js';
import { targetField } from './targets.js';
import { whoPicker } from './who-field.js';

type Change = (patch: Partial<StepSettings>, coalesce?: string) => void;

const some = <T>(items: readonly T[]): readonly T[] | undefined => (items.length > 0 ? items : undefined);

/** When a step is due, who is reminded, and what happens when it is late. */
export function dueFields(c: PanelContext, settings: StepSettings, change: Change): unknown {
  const { t } = c;
  const reminders = settings.reminders ?? [];
  const escalations = settings.escalations ?? [];
  return html`${field('due', t.due, () => durationField(c, 'due', { label: t.due, value: settings.due, working: true, formula: true, empty: t.dueNone, write: (due) => change({ due, ...(due === undefined ? { reminders: undefined, escalations: undefined } : {}) }, 'due') }), about(c, 'Step.due'))}
  ${settings.due === undefined
    ? nothing
    : html`<div class="group">
          <div class="group-head"><h4>${t.reminders}</h4><span class="grow"></span>${adder(t.addReminder, () => change({ reminders: [...reminders, { before: 'PT4H' }] }))}</div>
          ${about(c, 'Step.reminders')}
          ${reminders.map((reminder, index) => html`<div class="row">
            ${durationField(c, `reminder-${index}`, { label: t.reminders, value: reminder.before, working: true, write: (before) => before !== undefined && change({ reminders: reminders.map((each, at) => (at === index ? { before } : each)) }, `reminder-${index}`) })}
            <span class="help">${t.reminderBefore}</span>${remover(t.remove, () => change({ reminders: some(reminders.filter((_, at) => at !== index)) }))}</div>`)}
        </div>
        <div class="group">
          <div class="group-head"><h4>${t.escalations}</h4><span class="grow"></span>${adder(t.addEscalation, () => change({ escalations: [...escalations, { action: 'notify', to: { rule: 'initiatorHead' } }] }))}</div>
          ${about(c, 'Step.escalations')}
          ${escalations.map((_, index) => escalationField(c, settings, index, (next) => change({ escalations: next ? escalations.map((each, at) => (at === index ? next : each)) : some(escalations.filter((_each, at) => at !== index)) }, next ? `escalation-${index}` : undefined)))}
        </div>`}`;
}

function escalationField(c: PanelContext, settings: StepSettings, index: number, write: (next: Escalation | undefined) => void): unknown {
  const { t } = c;
  const escalation = settings.escalations?.[index];
  if (!escalation) return nothing;
  const { after } = escalation;
  const late = after === undefined ? {} : { after };
  const actions = [{ value: 'notify', title: t.escalationNotify }, { value: 'add', title: t.escalationAdd }, { value: 'handOver', title: t.escalationHandOver }, { value: 'decide', title: t.escalationDecide }];
  const outcomes = outcomesOf(settings).map(({ id, title }) => ({ value: id, title: localize(title, c.locale) || id }));
  const pick = (action: string): void => {
    if (action === 'decide') return write({ ...late, action, outcome: outcomes[0]?.value ?? '' });
    if (action === 'notify' || action === 'add' || action === 'handOver') write({ ...late, action, to: escalatesTo(escalation) ?? { rule: 'initiatorHead' } });
  };
  return html`<div class="boxed">
    <div class="row">${choose({ label: t.escalations, value: escalation.action, choices: actions, pick })}${remover(t.remove, () => write(undefined))}</div>
    ${durationField(c, `escalation-${index}`, { label: t.escalationAfter, value: after, working: true, empty: t.escalationAtOnce, write: (next) => {
      const { after: _old, ...rest } = escalation;
      write(next === undefined ? rest : { ...rest, after: next });
    } })}
    ${escalation.action === 'decide'
      ? choose({ label: t.escalationOutcome, value: escalation.outcome, choices: outcomes, pick: (outcome) => write({ ...late, action: 'decide', outcome }) })
      : whoPicker(c, `escalation-who-${index}`, { rule: escalation.to, label: t.who, write: (to) => to && write({ ...escalation, to }) })}
  </div>`;
}

/** Timers on the border of a step: after how long, whether the step goes on, where they lead. */
export function timerFields(c: PanelContext, task: DocTask): unknown {
  const { t } = c;
  const label = t.editStep({ name: entryName(task, c.locale) });
  const write = (timer: DocTimer, coalesce?: string): void => c.apply(setTimer(c.doc, task.id, timer), label, coalesce);
  const add = (): void => write({ id: idMaker(idsOf(c.doc))(`${task.id}_timer`), event: { type: 'timer', kind: 'duration', value: 'P3D', working: true }, interrupting: true, target: { to: 'next' } });
  return html`<div class="group">
    <div class="group-head"><h4>${t.timers}</h4><span class="grow"></span>${adder(t.addTimer, add)}</div>
    ${task.timers.map((timer) => html`<details class="item" data-timer=${timer.id}>
      <summary><span class="grow">${timerText(timer, c.locale)}</span></summary>
      <div class="inside">
        ${timer.event.kind === 'duration'
          ? field(`timer-${timer.id}`, t.timerTime, () => durationField(c, `timer-${timer.id}`, { label: t.timerTime, value: timer.event.value, working: timer.event.working ?? false, minutes: true, formula: true, write: (value) => value !== undefined && write({ ...timer, event: { ...timer.event, value } }, `timer-${timer.id}`) }))
          : nothing}
        ${tick(t.workingTime, timer.event.working ?? false, (working) => write({ ...timer, event: { ...timer.event, working } }))}
        ${tick(t.timerKeeps, !timer.interrupting, (keeps) => write({ ...timer, interrupting: !keeps }))}
        <div class="field"><span class="label">${t.outcomeLeads}</span>
          ${targetField(c, `timer-${timer.id}`, task, timer.target.to === 'next' ? undefined : timer.target, t.outcomeLeads, (target) => write({ ...timer, target: target ?? { to: 'next' } }))}</div>
        <div class="row"><span class="grow"></span>${remover(t.remove, () => c.apply(removeTimer(c.doc, task.id, timer.id), label))}</div>
      </div>
    </details>`)}
  </div>`;
}
