import type { TaskView } from '@requestry/model';

/** The person wants to work on a task in its card. */
export class TaskOpenEvent extends Event {
  readonly task: TaskView;
  /** The decision they were about to take, when its fields have to be filled first. */
  readonly outcome?: string;
  constructor(task: TaskView, outcome?: string) {
    super('rq-task-open', { bubbles: true, composed: true });
    this.task = task;
    this.outcome = outcome;
  }
}

/** A decision was taken and stored. */
export class TaskCompleteEvent extends Event {
  readonly task: TaskView;
  readonly outcome: string;
  constructor(task: TaskView, outcome: string) {
    super('rq-task-complete', { bubbles: true, composed: true });
    this.task = task;
    this.outcome = outcome;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-task-open': TaskOpenEvent;
    'rq-task-complete': TaskCompleteEvent;
  }
}
