// The end of filling in: what is asked before it is given up, and what stands there when it is submitted. Fetched once something is typed.
import '../parts/shared.js';
import { html } from 'lit';
import type { Locale } from '@requestry/model';
import { confirmDialog } from '@requestry/ui';
import '@requestry/ui/dialog';
import './done.js';
import { endingWords } from './ending-words.js';

/** What the person can answer when they leave. */
export interface Leave {
  readonly stay: () => void;
  readonly keep: () => void;
  readonly drop: () => void;
}

/** Asks what becomes of the draft of a form that is left. */
export function renderLeaving(locale: Locale, { stay, keep, drop }: Leave): unknown {
  const t = endingWords[locale];
  return html`<rq-dialog open .heading=${t.leaveAsk} @rq-close=${stay}>
    <p>${t.leaveText}</p>
    <rq-button slot="actions" variant="danger" @click=${drop}>${t.leaveDelete}</rq-button>
    <rq-button slot="actions" @click=${stay}>${t.leaveStay}</rq-button>
    <rq-button slot="actions" variant="primary" autofocus @click=${keep}>${t.leaveKeep}</rq-button>
  </rq-dialog>`;
}

/** Asks whether everything filled in may go. */
export function askToStartOver(confirmLabel: string, locale: Locale, within: ShadowRoot): Promise<boolean> {
  const { startOverAsk, startOverText } = endingWords[locale];
  return confirmDialog({ heading: startOverAsk, text: startOverText, confirmLabel, danger: true, locale, within });
}
