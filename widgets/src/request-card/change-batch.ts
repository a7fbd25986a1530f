import { localize } from '@requestry/model';
import type { RequestService, RequestView, TaskChange, TaskView } from '@requestry/model';
import type { Batch } from '../parts/batch.js';
import type { CardWords } from './card-parts.js';
import { changeWords, removable } from './task-changes.js';

/** What the dialog asks and does. */
export function changeBatch(action: TaskChange | 'estimate', { view, task, port, words: { t, locale } }: { readonly view: RequestView; readonly task: TaskView; readonly port: RequestService; readonly words: CardWords }): Batch {
  const heading = action === 'estimate' ? t.estimate : changeWords(t)[action];
  const base = { heading, confirmLabel: heading, comment: 'optional' as const, tasks: [task] };
  const said = (each: TaskView, comment: string, key: string) => ({ task: each.id, ...(comment ? { comment } : {}), expectedVersion: each.version, idempotencyKey: key });
  switch (action) {
    case 'delegate':
      return { ...base, help: t.delegateHelp, person: true, run: (each, { comment, person }, key) => port.delegateTask({ ...said(each, comment, key), to: person }) };
    case 'addApprover':
      return { ...base, help: t.addApproverHelp, person: true, run: (each, { comment, person }, key) => port.addApprover({ ...said(each, comment, key), person }) };
    case 'removeApprover': {
      const options = removable(view, task).map((each) => ({ id: each.id, title: each.assigneeName ?? localize(each.title, locale) }));
      const chosen = (id: string): TaskView => view.tasks.find((each) => each.id === id) ?? task;
      return { ...base, choice: { label: t.whoToRemove, options }, run: (_each, { comment, choice }, key) => port.removeApprover(said(chosen(choice), comment, key)) };
    }
    case 'ask':
      return { ...base, help: t.askHelp, person: true, comment: 'required', commentLabel: t.question, run: (each, { comment, person }, key) => port.askQuestion({ task: each.id, of: person, question: comment, expectedVersion: each.version, idempotencyKey: key }) };
    case 'return': {
      const options = view.returnSteps.map(({ id, title }) => ({ id, title: localize(title, locale) }));
      return { ...base, help: t.returnHelp, comment: 'required', choice: { label: t.returnToStep, options }, run: (each, { comment, choice }, key) => port.returnRequest({ ...said(each, comment, key), comment, to: choice }) };
    }
    case 'escalate':
      return {
        ...base, help: t.escalateHelp, comment: 'required', commentLabel: t.claims, choice: { label: t.conflictOfInterests, options: [{ id: '', title: t.conflictNo }, { id: 'yes', title: t.conflictYes }] },
        run: (each, { comment, choice }, key) => port.escalateTask({ task: each.id, claims: comment, ...(choice === 'yes' ? { conflictOfInterests: true } : {}), expectedVersion: each.version, idempotencyKey: key }),
      };
    case 'estimate':
      return {
        ...base, help: t.estimateHelp, comment: 'required', moment: { label: t.estimatedDate, help: t.estimatedDateHelp, day: true },
        run: (_each, { comment, moment }, key) => port.estimateRequest({ request: view.id, date: moment, comment, expectedVersion: view.version, idempotencyKey: key }),
      };
    case 'postpone':
      return { ...base, moment: { label: t.postponeUntil, help: t.postponeHelp }, run: (each, { comment, moment }, key) => port.postponeTask({ ...said(each, comment, key), ...(moment ? { until: moment } : {}) }) };
    case 'resume':
      return { ...base, run: (each, { comment }, key) => port.resumeTask(said(each, comment, key)) };
  }
}
