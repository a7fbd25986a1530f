import type { Outcome, TaskView } from '@requestry/model';

type TaskOutcome = TaskView['outcomes'][number];

export const effectOf = (outcome: Outcome): 'forward' | 'return' | 'stop' => outcome.effect ?? 'forward';

/** The step lets fields be filled, which needs the card. */
export const hasFields = (task: TaskView): boolean => Object.values(task.access).some((level) => level === 'edit' || level === 'required');

/** The decision needs the card: it leads on and there is something to fill in, or something to be chosen. */
export const needsCard = (task: TaskView, outcome: Outcome): boolean => outcome.decisionDirectory !== undefined || (effectOf(outcome) === 'forward' && hasFields(task));

/** The decision asks for words: because it must have them, or because it says no. */
export const asksComment = (outcome: TaskOutcome): boolean => outcome.commentRequired || (effectOf(outcome) !== 'forward' && outcome.decisionDirectory === undefined);

/** The first decision that leads on. */
export const forwardOutcome = (task: TaskView): TaskOutcome | undefined => task.outcomes.find((outcome) => effectOf(outcome) === 'forward');

/** The first decision that does not. */
export const backwardOutcome = (task: TaskView): TaskOutcome | undefined => task.outcomes.find((outcome) => effectOf(outcome) !== 'forward');

/** Guards stand in the way of the decision. */
export const isBlocked = (outcome: TaskOutcome): boolean => outcome.complete?.allowed === false;

/** The button's look: the way on is the primary action, stopping is dangerous. */
export function outcomeVariant(outcome: Outcome, primary: boolean): 'primary' | 'secondary' | 'danger' {
  const effect = effectOf(outcome);
  if (effect === 'stop') return 'danger';
  return effect === 'forward' && primary ? 'primary' : 'secondary';
}

/** Decisions that every one of the tasks offers under the same name and that need no card. */
export function commonOutcomes(tasks: readonly TaskView[]): readonly TaskOutcome[] {
  const [first, ...rest] = tasks;
  if (!first) return [];
  const shared = (outcome: TaskOutcome, task: TaskView): boolean =>
    task.complete.allowed && !isBlocked(outcome) && !needsCard(task, outcome) && task.outcomes.some((other) => other.id === outcome.id && !isBlocked(other) && JSON.stringify(other.title) === JSON.stringify(outcome.title));
  return first.outcomes
    .filter((outcome) => [first, ...rest].every((task) => shared(outcome, task)))
    .map((outcome) => ({ ...outcome, commentRequired: tasks.some((task) => task.outcomes.some((other) => other.id === outcome.id && other.commentRequired)) }));
}
