import { html, nothing } from 'lit';
import type { Locale, TaskView } from '@requestry/model';
import { localize } from '@requestry/model';
import { errorText, formatWhen, stepTypeText } from '@requestry/ui';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import type { WidgetMessages } from '../locales/en.js';
import { effectOf, isBlocked, needsCard } from '../parts/decision.js';
import { guardText } from '../parts/guard-text.js';
import type { TaskRow } from './task-list.js';

/** What a row can ask of the list. */
export interface RowActions {
  open(task: TaskView): void;
  decide(task: TaskView, outcome: string): void;
  reassign(task: TaskView): void;
  comment(task: TaskView): void;
  select(task: TaskView, selected: boolean, range: boolean): void;
  focus(task: TaskView): void;
  dismiss(task: TaskView): void;
}

/** How a row is shown. */
export interface RowLook {
  readonly t: WidgetMessages;
  readonly locale: Locale;
  readonly zone?: string;
  readonly active: boolean;
  readonly selected: boolean;
  readonly selectable: boolean;
  /** Shows what was decided instead of buttons. */
  readonly done: boolean;
}

/** Buttons beside a row; all but the first are in its menu too, because a narrow list shows one. */
const buttonsShown = 2;

/** One task of the inbox as a row of a grid. */
export function renderRow(row: TaskRow, look: RowLook, actions: RowActions): unknown {
  const { task } = row;
  const { t, locale, active, selected } = look;
  const name = [task.requestNumber, task.requestTitle].filter(Boolean).join(' · ');
  return html`<div
    class="row ${active ? 'active' : ''} ${row.gone ? 'gone' : ''} ${task.overdue ? 'overdue' : ''}"
    role="row"
    tabindex=${active ? 0 : -1}
    data-task=${task.id}
    aria-selected=${look.selectable ? String(selected) : nothing}
    aria-label=${name}
    @focusin=${() => actions.focus(task)}
    @dblclick=${() => actions.open(task)}
  >
    <div class="check" role="gridcell">
      ${look.selectable
        ? html`<input type="checkbox" tabindex=${active ? 0 : -1} aria-label=${t.selectTask({ title: name })} .checked=${selected} ?disabled=${row.gone || !task.complete.allowed} @click=${(event: MouseEvent) => actions.select(task, (event.target as HTMLInputElement).checked, event.shiftKey)} />`
        : nothing}
    </div>
    <div class="type ${task.type}" role="gridcell" title=${localize(task.title, locale)}><rq-icon .name=${task.type}></rq-icon><span class="ellipsis">${stepTypeText(task.type, locale)}</span></div>
    <div class="number numbers" role="gridcell">${task.requestNumber ?? ''}</div>
    <div class="subject" role="gridcell">
      <button type="button" class="link" tabindex=${active ? 0 : -1} title=${task.requestTitle} @click=${() => actions.open(task)}>${task.requestTitle || localize(task.kindTitle, locale)}</button>
      ${renderHighlights(task, look)}
    </div>
    <div class="from" role="gridcell">
      ${task.requestNumber ? html`<span class="ref numbers">${task.requestNumber}</span>` : nothing}
      <span class="ellipsis" title=${t.initiatorIs({ name: task.initiatorName })}>${task.initiatorName}</span>
      ${task.unitTitle ? html`<span class="unit ellipsis" title=${localize(task.unitTitle, locale)}>${localize(task.unitTitle, locale)}</span>` : nothing}
    </div>
    <div class="due" role="gridcell">${renderDue(task, look)}</div>
    <div class="buttons" role="gridcell">${row.gone ? renderGone(row, look, actions) : look.done ? renderDone(task, look) : renderActions(row, look, actions)}</div>
    ${row.error ? html`<div class="problem" role="gridcell"><rq-icon name="warning"></rq-icon><span role="alert">${errorText(row.error, locale, look.zone)}</span></div>` : nothing}
  </div>`;
}

function renderHighlights(task: TaskView, { locale, t }: RowLook): unknown {
  const behalf = task.onBehalfOfName ? html`<span class="chip" title=${t.substitutedTask({ name: task.onBehalfOfName })}><rq-icon name="users"></rq-icon>${t.forName({ name: task.onBehalfOfName })}</span>` : nothing;
  if (task.highlights.length === 0 && behalf === nothing) return nothing;
  return html`<span class="highlights">${task.highlights.slice(0, 3).map((each) => html`<span class="highlight" title="${localize(each.label, locale)}: ${localize(each.text, locale)}">${localize(each.text, locale)}</span>`)}${behalf}</span>`;
}

function renderDue(task: TaskView, { t, locale, zone, done }: RowLook): unknown {
  const at = done ? task.completedAt : task.due;
  if (at === undefined) return html`<span class="muted">${done ? '' : t.noDue}</span>`;
  const { text, exact } = formatWhen(at, locale, zone);
  if (done) return html`<time datetime=${at} title=${exact}>${text}</time>`;
  return html`<time class=${task.overdue ? 'late' : ''} datetime=${at} title=${exact}>${task.overdue ? html`<rq-icon name="warning" .label=${t.overdue}></rq-icon>` : nothing}${t.due({ when: text })}</time>`;
}

function renderDone(task: TaskView, { locale }: RowLook): unknown {
  const outcome = task.outcomes.find((each) => each.id === task.outcome);
  return outcome ? html`<rq-badge>${localize(outcome.title, locale)}</rq-badge>` : nothing;
}

function renderGone(row: TaskRow, { t }: RowLook, actions: RowActions): unknown {
  return html`<span class="muted">${t.taskGone}</span><rq-button compact variant="quiet" icon="close" .label=${t.removeRow} @click=${() => actions.dismiss(row.task)}></rq-button>`;
}

/** The decisions of a task as buttons, the rest and other actions in a menu. */
function renderActions(row: TaskRow, look: RowLook, actions: RowActions): unknown {
  const { task } = row;
  const { t, locale, active } = look;
  const shown = task.outcomes.slice(0, task.outcomes.length > buttonsShown ? 1 : buttonsShown);
  const rest = task.outcomes.slice(1);
  const items: MenuItem[] = [
    ...rest.map((outcome) => ({ id: `outcome:${outcome.id}`, label: localize(outcome.title, locale), danger: outcome.effect === 'stop', ...(isBlocked(outcome) ? { disabled: true, reason: guardText(outcome, locale) } : {}) })),
    { id: 'open', label: t.openCard, icon: 'arrow-right', separated: rest.length > 0 },
    { id: 'comment', label: t.writeComment, icon: 'comment' },
    { id: 'reassign', label: t.reassign, icon: 'users' },
  ];
  const run = (event: RqSelectEvent): void => {
    if (event.item.startsWith('outcome:')) actions.decide(task, event.item.slice(8));
    else if (event.item === 'open') actions.open(task);
    else if (event.item === 'comment') actions.comment(task);
    else actions.reassign(task);
  };
  return html`${shown.map(
      (outcome, index) =>
        html`<rq-button
          class=${index === 0 ? 'first' : 'second'}
          compact
          .variant=${active && effectOf(outcome) === 'forward' ? 'primary' : 'secondary'}
          .busy=${row.busy ?? false}
          .disabled=${!task.complete.allowed || isBlocked(outcome)}
          .reason=${task.complete.allowed ? (isBlocked(outcome) ? guardText(outcome, locale) : undefined) : look.t.notYours}
          @click=${() => actions.decide(task, outcome.id)}
          >${localize(outcome.title, locale)}${needsCard(task, outcome) ? '…' : ''}</rq-button
        >`,
    )}<rq-menu compact icon-only .label=${t.moreActions} .items=${items} @rq-select=${run}></rq-menu>`;
}
