import { html } from 'lit';
import type { Issue, Locale } from '@requestry/model';
import type { RouteWords } from './locales/index.js';
import { issueText } from './verify.js';

/** Why a file is no route, and the two ways on. */
export const unreadableRoute = (t: RouteWords, locale: Locale, issues: readonly Issue[], openAnother: () => void, startBlank: () => void): unknown =>
  html`<div class="unreadable" role="alert">
    <h3>${t.unreadable}</h3>
    <ul>${issues.slice(0, 20).map((issue) => html`<li>${issueText(issue, locale)}</li>`)}</ul>
    <p class="muted">${t.unreadableHelp}</p>
    <div class="actions">
      <rq-button @click=${openAnother}>${t.openAnother}</rq-button>
      <rq-button variant="primary" @click=${startBlank}>${t.startBlank}</rq-button>
    </div>
  </div>`;
