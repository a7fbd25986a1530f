import { html, nothing } from 'lit';
import type { StepSettings, StepType } from '@requestry/model';
import { localize } from '@requestry/model';
import type { DocTask, DocWait } from '@requestry/route';
import { stepTypeText } from '@requestry/ui';
import { changeType, compact, renameStep, setStep, setWait } from '../doc-edits.js';
import { changeEntry } from '../edits/walk.js';
import { entryName } from '../entry-text.js';
import { accessMatrix, accessSummary } from './access.js';
import { about, adder, bilingual, choose, field, line, remover } from './context.js';
import type { PanelContext } from './context.js';
import { durationField } from './durations.js';
import { guideFields, stepRules } from './guide-fields.js';
import { outcomeFields } from './outcomes.js';
import { dueFields, timerFields } from './times.js';
import { formulaField, modeFields, titled, whoPicker, whoReadback } from './who-field.js';

const types: readonly StepType[] = ['approval', 'execution', 'acceptance', 'acknowledgement', 'clarification', 'decision', 'registration', 'rework', 'notification', 'action', 'subroute', 'wait'];
const forPeople = (type: StepType): boolean => type !== 'action' && type !== 'subroute' && type !== 'wait';
const withTask = (type: StepType): boolean => forPeople(type) && type !== 'notification';

/** Everything a step carries. */
export function stepFields(c: PanelContext, task: DocTask): unknown {
  const { t } = c;
  const { settings } = task;
  const label = t.editStep({ name: entryName(task, c.locale) });
  const change = (patch: Partial<StepSettings>, coalesce?: string): void => c.apply(setStep(c.doc, task.id, patch), label, coalesce && `${coalesce}-${task.id}`);
  const rename = (title: StepSettings['title']): void => {
    const named = localize(title, 'ru');
    c.apply(changeEntry(setStep(c.doc, task.id, { title }), task.id, (entry) => (entry.kind === 'step' ? { ...entry, name: named } : entry)), t.editRename({ name: entryName(task, c.locale) }), `name-${task.id}`);
  };
  return html`${bilingual(c, 'name', t.name, settings.title ?? (task.name || undefined), rename)}
    ${field('type', t.stepType, (id) => choose({ id, value: settings.type, choices: types.map((type) => ({ value: type, title: stepTypeText(type, c.locale) })), pick: (type) => c.apply(changeType(c.doc, task.id, type as StepType), label) }), about(c, 'Step.type'))}
    ${forPeople(settings.type)
      ? html`<section class="block">
          ${whoPicker(c, 'who', { rule: settings.who, self: task.id, label: t.who, write: (who) => change({ who }, 'who') })}
          ${whoReadback(c, settings)}
          ${withTask(settings.type) ? modeFields(c, settings, task.id, (patch) => change(patch)) : nothing}
        </section>`
      : nothing}
    ${settings.type === 'action' ? setFields(c, settings, change) : nothing}
    ${settings.type === 'subroute' ? calledField(c, task, label) : nothing}
    ${withTask(settings.type)
      ? html`${outcomeFields(c, task, change)}
          <section class="block">${dueFields(c, settings, change)}</section>
          <details class="item fold"><summary><span class="grow">${t.access}</span><span class="help">${accessSummary(c, settings)}</span></summary>
            <div class="inside">${about(c, 'Step.access')}${accessMatrix(c, settings, (patch) => change(patch))}</div></details>
          ${guideFields(c, task, change)}
          ${stepRules(c, task)}`
      : nothing}
    <details class="item fold"><summary><span class="grow">${t.more}</span><span class="help">${moreSummary(c, task)}</span></summary>
      <div class="inside">
        ${stageField(c, settings, change)}
        ${withTask(settings.type) ? estimateField(c, settings, change) : nothing}
        ${timerFields(c, task)}
      </div>
    </details>`;
}

function moreSummary({ t }: PanelContext, { settings, timers }: DocTask): string {
  const parts = [settings.stage ? t.stage : '', settings.estimate ? t.estimate : '', timers.length > 0 ? `${t.timers}: ${timers.length}` : ''];
  return parts.filter((part) => part !== '').join(' · ');
}

function stageField(c: PanelContext, settings: StepSettings, change: (patch: Partial<StepSettings>) => void): unknown {
  const stages = c.kind?.stages ?? [];
  if (stages.length === 0 && settings.stage === undefined) return nothing;
  return field('stage', c.t.stage, (id) => choose({ id, value: settings.stage ?? '', empty: c.t.stageNone, choices: stages.map((stage) => ({ value: stage.id, title: localize(stage.title, c.locale) })), pick: (stage) => change({ stage: stage || undefined }) }), about(c, 'Step.stage'));
}

const estimateField = (c: PanelContext, settings: StepSettings, change: (patch: Partial<StepSettings>, coalesce?: string) => void): unknown =>
  field('estimate', c.t.estimate, () => durationField(c, 'estimate', { label: c.t.estimate, value: settings.estimate, working: true, empty: c.t.none, write: (estimate) => change({ estimate }, 'estimate') }), about(c, 'Step.estimate'));

function setFields(c: PanelContext, settings: StepSettings, change: (patch: Partial<StepSettings>, coalesce?: string) => void): unknown {
  const { t } = c;
  const set = settings.set ?? {};
  const free = c.g.fields.find(({ name }) => !Object.hasOwn(set, name));
  const write = (next: Readonly<Record<string, string>>, coalesce?: string): void => change({ set: Object.keys(next).length > 0 ? next : undefined }, coalesce);
  return html`<div class="group">
    <div class="group-head"><h4>${t.setFields}</h4><span class="grow"></span>${free ? adder(t.addSet, () => write({ ...set, [free.name]: '=null' })) : nothing}</div>
    ${about(c, 'Step.assignments')}
    ${Object.entries(set).map(([name, formula]) => {
      const { [name]: _old, ...rest } = set;
      return html`<div class="boxed">
        <div class="row">${choose({ label: t.field, value: name, choices: c.g.fields.map((each) => ({ value: each.name, title: each.title })), pick: (chosen) => write({ ...rest, [chosen]: formula }) })}${remover(t.remove, () => write(rest))}</div>
        ${formulaField(c, `set-${name}`, t.setValue, formula, (text) => write({ ...set, [name]: text }, `set-${name}`))}
      </div>`;
    })}
  </div>`;
}

function calledField(c: PanelContext, task: DocTask, label: string): unknown {
  const write = (calledElement: string): void => c.apply(changeEntry(c.doc, task.id, (entry) => (entry.kind === 'step' ? compact({ ...entry, calledElement: calledElement || undefined }) : entry)), label, `called-${task.id}`);
  const value = task.calledElement ?? '';
  if (c.callable.length === 0) return field('called', c.t.calledRoute, (id) => line({ id, value, write }));
  return field('called', c.t.calledRoute, (id) => choose({ id, value, choices: titled(c.callable, c), ...(value === '' ? { empty: c.t.choose } : {}), pick: write }));
}

/** What a wait waits for. */
export function waitFields(c: PanelContext, wait: DocWait): unknown {
  const { t } = c;
  const label = t.editStep({ name: entryName(wait, c.locale) });
  const write = (event: DocWait['event'], coalesce?: string): void => c.apply(setWait(c.doc, wait.id, event), label, coalesce);
  const name = field('wait-name', t.name, (id) => line({ id, value: wait.name, write: (text) => c.apply(renameStep(c.doc, wait.id, c.locale, text), t.editRename({ name: wait.name }), `name-${wait.id}`) }));
  const event = wait.event;
  if (event.type !== 'timer') return html`${name}<p class="help">${event.type}</p>`;
  const kinds = [{ value: 'duration', title: t.waitDuration }, { value: 'date', title: t.waitUntil }];
  return html`${name}
    ${field('wait-kind', t.waitFor, (id) => choose({ id, value: event.kind === 'date' ? 'date' : 'duration', choices: kinds, pick: (kind) => write(kind === 'date' ? { type: 'timer', kind: 'date', value: '=today() + duration("P7D")' } : { type: 'timer', kind: 'duration', value: 'P1D', working: true }) }))}
    ${event.kind === 'date'
      ? event.value.startsWith('=')
        ? formulaField(c, 'wait-date', t.formula, event.value, (value) => write({ ...event, value }, `wait-${wait.id}`))
        : field('wait-date', t.waitUntil, (id) => line({ id, value: event.value, write: (value) => write({ ...event, value }, `wait-${wait.id}`) }))
      : html`${durationField(c, 'wait-time', { label: t.waitDuration, value: event.value, working: event.working ?? false, minutes: true, formula: true, write: (value) => value !== undefined && write({ ...event, value }, `wait-${wait.id}`) })}
          <label class="tick"><input type="checkbox" .checked=${event.working ?? false} @change=${(change: Event) => write({ ...event, working: (change.currentTarget as HTMLInputElement).checked })} />${t.workingTime}</label>${about(c, 'WorkingTimer.working')}`}`;
}
