import type { RequestView, TaskChange, TaskView } from '@requestry/model';
import type { MenuItem } from '@requestry/ui';
import { traceText } from '@requestry/ui';
import type { CardWords } from './card-parts.js';

/** What may be done with the step of a task besides deciding, in the order of the menu. */
const changes = ['delegate', 'addApprover', 'removeApprover', 'ask', 'return', 'escalate', 'postpone', 'resume'] as const satisfies readonly TaskChange[];

const icons: Readonly<Record<TaskChange, string>> = { delegate: 'user', addApprover: 'plus', removeApprover: 'minus', ask: 'clarification', return: 'undo', escalate: 'warning', postpone: 'clock', resume: 'play' };

export const isTaskChange = (action: string): action is TaskChange => (changes as readonly string[]).includes(action);

/** Entries of the menu. What nobody could do now, such as resuming a step that is under way, is left out; what is denied says why. */
export function changeItems(view: RequestView, task: TaskView | undefined, { t, locale }: CardWords): readonly MenuItem[] {
  if (!task) return [];
  const fitting: Readonly<Record<TaskChange, boolean>> = {
    delegate: true,
    addApprover: true,
    removeApprover: removable(view, task).length > 1,
    ask: true,
    return: view.returnSteps.length > 0,
    escalate: true,
    postpone: !task.postponed,
    resume: task.postponed !== undefined,
  };
  const words = changeWords(t);
  return changes.flatMap((action, index): readonly MenuItem[] => {
    const found = view.actions.find((each) => each.action === action);
    if (!found || !fitting[action]) return [];
    return [{ id: action, label: words[action], icon: icons[action], disabled: !found.allowed, reason: found.reason ? traceText(found.reason, locale) : undefined, separated: index === 0 }];
  });
}

/** Open tasks of the same step: one of them can be taken back as long as there are others. */
export const removable = (view: RequestView, task: TaskView): readonly TaskView[] => view.tasks.filter((each) => each.step === task.step && each.askedBy === undefined);

/** What each change is called. */
export const changeWords = (t: CardWords['t']): Readonly<Record<TaskChange, string>> => ({
  delegate: t.delegate, addApprover: t.addApprover, removeApprover: t.removeApprover, ask: t.askQuestion, return: t.returnTo, escalate: t.escalate, postpone: t.postpone, resume: t.resume,
});
