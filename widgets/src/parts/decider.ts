import type { DecisionChoice, JsonObject, Locale, RequestService, RequestView, TaskView } from '@requestry/model';
import { localize } from '@requestry/model';
import { promptDialog } from '@requestry/ui';
import type { WidgetMessages } from '../locales/en.js';
import { Attempt } from './attempt.js';
import { effectOf } from './decision.js';

type TaskOutcome = TaskView['outcomes'][number];

/** In which words and where a decision is asked about. */
export interface DeciderWords {
  readonly t: WidgetMessages;
  readonly locale: Locale;
  readonly within: ShadowRoot;
}

/** Takes decisions: asks for words, sends once, and keeps what was written until it has gone through. */
export class Decider {
  readonly #attempts = new Map<string, Attempt>();
  readonly #written = new Map<string, string>();

  /** The comment to go with a decision; null when the person gave up. */
  async ask(task: TaskView, outcome: TaskOutcome, { t, locale, within }: DeciderWords): Promise<string | null> {
    const title = localize(outcome.title, locale);
    const answer = await promptDialog({
      heading: title,
      text: [task.requestNumber, task.requestTitle].filter(Boolean).join(' · '),
      label: outcome.commentRequired ? t.commentNeeded : t.commentOptional,
      value: this.#written.get(task.id) ?? '',
      required: outcome.commentRequired,
      confirmLabel: title,
      danger: effectOf(outcome) === 'stop',
      locale,
      within,
    });
    if (answer !== null && answer !== '') this.#written.set(task.id, answer);
    return answer;
  }

  /** Sends a decision. The same decision sent again after a failure happens once. */
  async send(service: RequestService, task: TaskView, outcome: string, { comment = '', data, decision }: { readonly comment?: string; readonly data?: JsonObject; readonly decision?: DecisionChoice } = {}): Promise<RequestView> {
    const attempt = this.#attempts.get(task.id) ?? new Attempt();
    this.#attempts.set(task.id, attempt);
    const command = { task: task.id, outcome, ...(comment ? { comment } : {}), ...(data && Object.keys(data).length > 0 ? { data } : {}), ...(decision ? { decision } : {}), expectedVersion: task.version };
    const view = await service.completeTask({ ...command, idempotencyKey: attempt.keyFor(command) });
    this.#attempts.delete(task.id);
    this.#written.delete(task.id);
    return view;
  }
}
