import type { TaskView } from '@requestry/model';
import { errorText, showToast } from '@requestry/ui';
import type { RqElement } from '@requestry/ui';

/** What was answered in the dialog. */
export interface BatchAnswer {
  readonly comment: string;
  readonly person: string;
}

/** One thing done to several tasks, one after another. */
export interface Batch {
  readonly heading: string;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  readonly comment: 'optional' | 'required';
  /** Asks for a person. */
  readonly person?: boolean;
  readonly tasks: readonly TaskView[];
  run(task: TaskView, answer: BatchAnswer, key: string): Promise<unknown>;
}

/** Fetches the dialog that asks, then opens it. When it cannot be fetched the person is told, and may press again. */
export async function openBatch(from: RqElement, open: () => void): Promise<void> {
  try {
    await import('./batch-dialog.js');
    open();
  } catch (error) {
    showToast(from, { tone: 'danger', text: errorText(error, from.language) });
  }
}
