import { html, nothing } from 'lit';
import type { ActorView, Locale, RequestView, TaskView } from '@requestry/model';
import { localize, recordKey } from '@requestry/model';
import { formatList, formatWhen, renderWhen, requestStateLook, requestStateText, stepTypeText, traceText } from '@requestry/ui';
import type { MenuItem } from '@requestry/ui';
import { isBlocked } from '../parts/decision.js';
import { guardText } from '../parts/guard-text.js';
import type { HistoryLine } from './history-lines.js';
import { changeItems } from './task-changes.js';
import type { CardMessages } from '../locales/card.js';

export interface CardWords {
  readonly t: CardMessages;
  readonly locale: Locale;
  readonly zone?: string;
}

/** Number, kind, title and state. */
export function renderTitle(view: RequestView, { t, locale, zone }: CardWords): unknown {
  const look = requestStateLook[view.state] ?? requestStateLook.active;
  return html`<div>
    <div class="over">
      ${view.number ? html`<span class="numbers">${view.number}</span>` : nothing}
      <span>${localize(view.kindTitle, locale)}</span>
      <rq-badge .tone=${look.tone} .icon=${view.state === 'active' ? undefined : look.icon}>${view.state === 'active' && view.stage ? localize(view.stage, locale) : requestStateText(view.state, locale)}</rq-badge>
    </div>
    <h2 tabindex="-1">${view.title}</h2>
    <div class="over">
      <span
        >${[view.initiatorName, localize(view.unitTitle, locale)].filter(Boolean).join(', ')}&nbsp;· ${t.submittedAt} ${renderWhen(view.submittedAt, locale, zone)}${view.closedAt
          ? html`&nbsp;· ${t.closedAt} ${renderWhen(view.closedAt, locale, zone)}`
          : nothing}</span
      >
    </div>
    ${view.source === undefined ? nothing : renderOrigin(view, { t, locale })}
  </div>`;
}

/** Where it came from and who asked. */
function renderOrigin({ source, sourceTitle, manual, firstTime, contact, counterparty, titles }: RequestView, { t, locale }: Pick<CardWords, 't' | 'locale'>): unknown {
  const titleOf = (id: string): string | undefined => titles[recordKey(counterparty?.directory ?? '', id)];
  const card = counterparty?.id === undefined ? undefined : titleOf(counterparty.id);
  const who = [...new Set([card, contact?.company, contact?.name, contact?.phone, contact?.email])].filter((text) => text !== undefined);
  return html`<div class="over">
    <span>${localize(sourceTitle, locale) || source}${who.length > 0 ? html`&nbsp;· ${who.join(', ')}` : nothing}</span>
    ${firstTime ? html`<rq-badge tone="info">${t.firstTime}</rq-badge>` : nothing} ${manual ? html`<rq-badge>${t.enteredByHand}</rq-badge>` : nothing}
    ${counterparty?.candidates ? html`<rq-badge tone="warning" icon="warning">${t.severalCards({ list: counterparty.candidates.map((id) => titleOf(id) ?? id).join(', ') })}</rq-badge>` : nothing}
  </div>`;
}

/** Which step it is at, with whom, since when, until when. */
export function renderNow(view: RequestView, { t, locale, zone }: CardWords): unknown {
  const steps = view.tasks.filter((task) => task.state === 'open');
  const told = new Set(steps.map((task) => localize(task.title, locale)));
  const others = view.waitingFor.filter((each) => !told.has(localize(each.step, locale)));
  if (steps.length === 0 && others.length === 0 && !view.due) return nothing;
  const byTitle = new Map<string, TaskView[]>();
  for (const task of steps) byTitle.set(localize(task.title, locale), [...(byTitle.get(localize(task.title, locale)) ?? []), task]);
  return html`<div class="now">
    ${[...byTitle].map(([title, tasks]) => {
      const [first] = tasks as [TaskView, ...TaskView[]];
      const waiting = view.waitingFor.find((each) => localize(each.step, locale) === title)?.people ?? [];
      const who = waiting.length > 0 ? waiting : tasks.map((task) => task.assigneeName ?? '').filter(Boolean);
      return html`<span class="type ${first.type}"><rq-icon .name=${first.type}></rq-icon><span><strong>${title}</strong>${who.length > 0 ? html`&nbsp;· ${peopleText(who, locale, t)}` : nothing}&nbsp;· ${t.since} ${renderWhen(first.createdAt, locale, zone)}</span></span>`;
    })}
    ${others.map((each) => html`<span><strong>${localize(each.step, locale)}</strong>${each.people.length > 0 ? ` · ${peopleText(each.people, locale, t)}` : ''}</span>`)}
    ${renderDeadlines(view, { t, locale, zone })}
    ${view.due && !view.deadlines?.some(({ deadline }) => deadline === 'execution') ? html`<span class=${view.overdue ? 'late' : 'muted'}><rq-icon name="clock"></rq-icon> ${t.due({ when: formatWhen(view.due, locale, zone).text })}</span>` : nothing}
  </div>`;
}

/** The clocks that are not over, each with why it ends then, and when it will probably be done. */
function renderDeadlines({ deadlines = [], estimate, names }: RequestView, { t, locale, zone }: CardWords): unknown {
  const when = (at: string): string => formatWhen(at, locale, zone).text;
  return html`${deadlines.filter(({ state }) => state !== 'stopped').map(
      (clock) => html`<span class=${clock.missed ? 'late' : 'muted'} title=${traceText(clock.why, locale, names)}
        ><rq-icon name="clock"></rq-icon> ${(clock.deadline === 'answer' ? t.answerBy : t.due)({ when: when(clock.due) })}${clock.state === 'paused' ? `, ${t.clockRests}` : nothing}</span
      >`,
    )}${estimate ? html`<span class="muted" title=${estimate.comment ?? nothing}><rq-icon name="clock"></rq-icon> ${t.estimatedFor({ when: when(estimate.date) })}</span>` : nothing}`;
}

export function peopleText(people: readonly string[], locale: Locale, t: CardMessages, most = 3): string {
  const more = people.length - most;
  return formatList(more > 0 ? [...people.slice(0, most), t.andMore({ count: more })] : people, locale);
}

/** Stages in order with where the request stands. */
export function renderProgress(view: RequestView, { t, locale }: CardWords): unknown {
  if (view.progress.length < 2) return nothing;
  const word = { done: t.stepPassed, current: t.stepCurrent, stopped: t.stepStopped, ahead: t.stepAhead, skipped: t.stepSkipped };
  return html`<ol class="progress" role="list" aria-label=${t.progressOf}>
    ${view.progress.map(
      (stage) =>
        html`<li class=${stage.state} aria-current=${stage.state === 'current' ? 'step' : nothing}>
          ${stage.state === 'done' ? html`<rq-icon name="check"></rq-icon>` : stage.state === 'stopped' ? html`<rq-icon name="close"></rq-icon>` : html`<i class="dot"></i>`}<span>${localize(stage.title, locale)}</span><span class="visually-hidden">${word[stage.state]}</span>
        </li>`,
    )}
  </ol>`;
}

/** The request has stopped on its route, or did not do by itself what it should have: what about it an administrator reads, and what others do. */
export function renderIncident(view: RequestView, actor: ActorView | undefined, { t, locale, zone }: CardWords): unknown {
  const { incident } = view;
  if (!incident) return nothing;
  const title = localize(view.picture?.nodes.find((node) => node.id === incident.element)?.title, locale) || incident.element;
  const administrator = actor?.rights.includes('administer') ?? false;
  const { held } = incident;
  const told = held === undefined ? t.incident : held === 'alarm' ? t.incidentUndecided : t.incidentHeld;
  return html`<div class="banner ${held === undefined ? 'danger' : 'warning'}" role=${held === undefined ? 'alert' : 'status'}>
    <rq-icon name=${held === undefined ? 'error' : 'warning'}></rq-icon>
    <span class="grow">
      <strong>${told({ step: title, when: formatWhen(incident.at, locale, zone).text })}</strong><br />
      ${incident.why ? html`${traceText(incident.why, locale)}<br />` : nothing}
      ${administrator ? html`${held === undefined ? t.incidentAdmin : t.incidentHeldAdmin} <code>${incident.code}</code> · <code>${incident.element}</code>` : held === 'alarm' ? t.incidentUndecidedOthers : t.incidentOthers}
    </span>
  </div>`;
}

/** What was said with the decision that led to a task, as of a return for rework; nothing while the history is read. */
export function renderRemark(told: readonly HistoryLine[] = [], { createdAt, step }: TaskView): unknown {
  const then = told.filter(({ entry }) => entry.at === createdAt);
  const opened = then.findIndex(({ entry }) => entry.type === 'step-opened' && entry.facts.node === step);
  const line = opened < 0 ? undefined : then.slice(opened).find(({ entry }) => entry.type === 'task-completed' || entry.type === 'request-returned');
  return line?.quote !== undefined ? html`<div class="banner remark"><rq-icon name="comment"></rq-icon><span class="grow">${line.text}<br /><q>${line.quote}</q></span></div>` : nothing;
}

/** The request rests, or its step is put off: who said so, until when. */
export function renderRest(view: RequestView, { t, locale, zone }: CardWords): unknown {
  const { suspended } = view;
  const postponed = view.tasks.find((task) => task.postponed)?.postponed;
  const when = (at: string): string => formatWhen(at, locale, zone).text;
  if (suspended) {
    return html`<div class="banner warning" role="status">
      <rq-icon name="clock"></rq-icon><span class="grow">${t.suspendedBy({ who: view.names[suspended.by] ?? suspended.by, when: when(suspended.at) })}${suspended.comment ? html`<br />${suspended.comment}` : nothing}</span>
    </div>`;
  }
  if (view.erased) {
    return html`<div class="banner" role="status">
      <rq-icon name="info"></rq-icon><span class="grow">${t.erasedBy({ who: view.names[view.erased.by] ?? view.erased.by, when: when(view.erased.at) })}</span>
    </div>`;
  }
  if (!postponed) return nothing;
  const until = postponed.until !== undefined ? when(postponed.until) : (postponed.condition ?? '');
  return html`<div class="banner" role="status">
    <rq-icon name="clock"></rq-icon><span class="grow">${t.postponedBy({ who: view.names[postponed.by] ?? postponed.by, until })}</span>
  </div>`;
}

/** The menu of everything else. What is denied stays in it and says why. */
export function menuItems(view: RequestView, task: TaskView | undefined, { t, locale }: CardWords): readonly MenuItem[] {
  const words: Readonly<Record<string, { readonly label: string; readonly icon: string; readonly danger?: boolean }>> = {
    reassign: { label: t.reassign, icon: 'users' },
    withdraw: { label: t.withdraw, icon: 'undo', danger: true },
    cancel: { label: t.cancelRequest, icon: 'close', danger: true },
    estimate: { label: t.estimate, icon: 'clock' },
    suspend: { label: t.suspend, icon: 'clock' },
    continue: { label: t.continueRequest, icon: 'play' },
    retry: { label: t.retryRequest, icon: 'repair' },
    copy: { label: t.copyRequest, icon: 'copy' },
    erase: { label: t.eraseRequest, icon: 'close', danger: true },
  };
  const comments: readonly MenuItem[] = (task?.outcomes ?? [])
    .filter((outcome) => (outcome.effect ?? 'forward') === 'forward' && !outcome.commentRequired && !isBlocked(outcome))
    .map((outcome) => ({ id: `outcome:${outcome.id}`, label: t.withComment({ outcome: localize(outcome.title, locale) }), icon: 'comment' }));
  const fitting: Readonly<Record<string, boolean>> = { suspend: !view.suspended, continue: view.suspended !== undefined, retry: view.incident !== undefined };
  const own = ['reassign', 'copy', 'estimate', 'suspend', 'continue', 'retry', 'withdraw', 'cancel', 'erase'].filter((action) => fitting[action] ?? true).flatMap((action): readonly MenuItem[] => {
    const found = view.actions.find((each) => each.action === action);
    const word = words[action];
    if (!found || !word) return [];
    return [{ id: action, ...word, disabled: !found.allowed, reason: found.reason ? traceText(found.reason, locale) : undefined, separated: action === 'withdraw' }];
  });
  return [...comments, ...own.slice(0, 1), ...changeItems(view, task ?? view.tasks.find((each) => each.askedBy === undefined), { t, locale }), { id: 'link', separated: true, label: t.copyLink, icon: 'link' }, ...own.slice(1)];
}

/** What stands in the way of decisions, or has to be minded: each sentence once, whichever decisions it is about. */
export function renderGuards(task: TaskView, { locale }: CardWords): unknown {
  const told = new Map<string, boolean>();
  for (const outcome of task.outcomes) {
    const text = guardText(outcome, locale);
    if (text !== '') told.set(text, told.get(text) === true || isBlocked(outcome));
  }
  return [...told].map(([text, blocked]) => html`<div class="banner warning" role="status"><rq-icon .name=${blocked ? 'error' : 'warning'}></rq-icon><span class="grow">${text}</span></div>`);
}

/** What the person's task is, why it is theirs, and what to mind. */
export function renderTaskHead(task: TaskView, why: unknown, { t, locale, zone }: CardWords): unknown {
  return html`<div class="type ${task.type}">
      <span class="type"><rq-icon .name=${task.type}></rq-icon><strong>${t.yourTask({ step: localize(task.title, locale) || stepTypeText(task.type, locale) })}</strong></span>
      ${task.onBehalfOfName ? html`<span class="muted">${t.forName({ name: task.onBehalfOfName })}</span>` : nothing}
      ${task.due ? html`<span class=${task.overdue ? 'late' : 'muted'}>${t.due({ when: formatWhen(task.due, locale, zone).text })}</span>` : nothing}
      ${why}
    </div>
    ${task.guidance ? html`<div class="guidance">${localize(task.guidance, locale)}</div>` : nothing}`;
}
