import { css, html } from 'lit';
import type { Locale } from '@requestry/model';
import { messages } from '../locales/index.js';
import type { Difference } from './difference.js';

/** The look of a list of differences. */
export const differenceStyles = css`
  .differences {
    display: grid;
    gap: var(--rq-space-3);
  }
  .differences h4 {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    font-weight: 500;
  }
  .differences ul {
    display: grid;
    gap: var(--rq-space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .differences li {
    display: flex;
    align-items: flex-start;
    gap: var(--rq-space-2);
    padding: 0.125rem var(--rq-space-2);
    border-radius: var(--rq-radius);
    overflow-wrap: anywhere;
  }
  .differences li rq-icon {
    flex: none;
    margin-block-start: 0.2em;
  }
  .differences .added {
    background: var(--success-soft);
  }
  .differences .added rq-icon {
    color: var(--rq-success);
  }
  .differences .removed {
    background: var(--danger-soft);
  }
  .differences .removed rq-icon {
    color: var(--rq-danger);
  }
  .differences .changed rq-icon {
    color: var(--rq-warning);
  }
`;

const icons = { added: 'plus', removed: 'minus', changed: 'edit' } as const;

/** Differences by area, each with its sign. */
export function renderDifferences(differences: readonly Difference[], locale: Locale): unknown {
  const t = messages[locale];
  const areas = { general: t.areaGeneral, form: t.areaForm, route: t.areaRoute, access: t.areaAccess } as const;
  return html`<div class="differences">
    ${(['general', 'form', 'route', 'access'] as const)
      .map((area) => [area, differences.filter((each) => each.area === area)] as const)
      .filter(([, own]) => own.length > 0)
      .map(([area, own]) => html`<div><h4>${areas[area]}</h4><ul>${own.map((each) => html`<li class=${each.change}><rq-icon name=${icons[each.change]}></rq-icon><span>${each.text}</span></li>`)}</ul></div>`)}
  </div>`;
}
