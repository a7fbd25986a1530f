import type { Kind } from '@requestry/model';

/** What is being designed: the kind and the BPMN XML of its route. */
export interface Draft {
  readonly kind: Kind;
  /** Absent while the kind has no route. */
  readonly route?: string;
}

/** One change of a draft. What is absent stays as it was. */
export interface DraftEdit {
  /** What was done, in the person's language; undo names it. */
  readonly label: string;
  readonly kind?: Kind;
  readonly route?: string;
  /** Edits in a row with the same key are one step of undo: `title` while somebody types the title. */
  readonly coalesce?: string;
}

/** The person changed the draft. The editor around takes the change over, keeps it for undo and saves it. */
export class RqDraftEditEvent extends Event implements DraftEdit {
  readonly label: string;
  readonly kind?: Kind;
  readonly route?: string;
  readonly coalesce?: string;

  constructor(edit: DraftEdit) {
    super('rq-draft-edit', { bubbles: true, composed: true });
    this.label = edit.label;
    if (edit.kind !== undefined) this.kind = edit.kind;
    if (edit.route !== undefined) this.route = edit.route;
    if (edit.coalesce !== undefined) this.coalesce = edit.coalesce;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rq-draft-edit': RqDraftEditEvent;
  }
}
