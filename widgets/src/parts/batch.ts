import type { TaskView } from '@requestry/model';
import { errorText, showToast } from '@requestry/ui';
import type { RqElement } from '@requestry/ui';

/** What was answered in the dialog. */
export interface BatchAnswer {
  readonly comment: string;
  readonly person: string;
  /** Id of the chosen option. */
  readonly choice: string;
  /** ISO instant, or ISO day where a day was asked for; `''` when none was given. */
  readonly moment: string;
}

/** One thing done to several tasks, one after another. */
export interface Batch {
  readonly heading: string;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** What is done, in a sentence, above the questions. */
  readonly help?: string;
  readonly comment: 'optional' | 'required';
  /** What the comment is called; "comment" when absent. */
  readonly commentLabel?: string;
  /** Asks for a person. */
  readonly person?: boolean;
  /** Asks for one of a few; the first is chosen at once. */
  readonly choice?: { readonly label: string; readonly options: readonly { readonly id: string; readonly title: string }[] };
  /** Asks for a day and time that is still ahead, which may be left empty; with `day` for a day, which may not. */
  readonly moment?: { readonly label: string; readonly help: string; readonly day?: true };
  readonly tasks: readonly TaskView[];
  run(task: TaskView, answer: BatchAnswer, key: string): Promise<unknown>;
}

/** The dialog is over; `done` tasks were dealt with. */
export class BatchEndEvent extends Event {
  readonly done: readonly TaskView[];
  constructor(done: readonly TaskView[]) {
    super('rq-batch-end');
    this.done = done;
  }
}

/** Fetches the dialog that asks, then opens it. When it cannot be fetched the person is told, and may press again. */
export async function openBatch(from: RqElement, open: () => unknown): Promise<void> {
  try {
    await import('./batch-dialog.js');
    await open();
  } catch (error) {
    showToast(from, { tone: 'danger', text: errorText(error, from.language) });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-batch-end': BatchEndEvent;
  }
}
