import { html } from 'lit';
import type { FieldAccess, StepSettings } from '@requestry/model';
import type { PanelContext } from './context.js';

const levels: readonly FieldAccess[] = ['hidden', 'read', 'edit', 'required'];

/** What the performer may do with each field: a small matrix; `as on the form` where nothing is said. */
export function accessMatrix(c: PanelContext, settings: StepSettings, change: (patch: Partial<StepSettings>) => void): unknown {
  const { t } = c;
  const access = settings.access ?? {};
  const fields = c.g.fields;
  if (fields.length === 0) return html`<p class="help">${t.accessNone}</p>`;
  const names: Readonly<Record<FieldAccess, string>> = { hidden: t.accessHidden, read: t.accessRead, edit: t.accessEdit, required: t.accessRequired };
  const set = (name: string, level: FieldAccess | undefined): void => {
    const { [name]: _old, ...rest } = access;
    const next = level === undefined ? rest : { ...rest, [name]: level };
    change({ access: Object.keys(next).length > 0 ? next : undefined });
  };
  const rest = access['*'] ?? 'read';
  const row = (name: string, title: string): unknown => html`<tr>
    <th scope="row">${title}</th>
    ${levels.map((level) => {
      const chosen = access[name] === level || (access[name] === undefined && name === '*' && level === 'read');
      const inherited = access[name] === undefined && name !== '*' && level === rest;
      const label = `${title}: ${names[level]}${inherited ? ` (${t.accessDefault})` : ''}`;
      return html`<td><button
        type="button"
        class="dot ${level} ${chosen ? 'chosen' : ''} ${inherited ? 'inherited' : ''}"
        aria-pressed=${String(chosen)}
        aria-label=${label}
        title=${label}
        @click=${() => set(name, access[name] === level || (name === '*' && level === 'read') ? undefined : level)}
      ></button></td>`;
    })}
  </tr>`;
  return html`<table class="access">
    <thead><tr><td></td>${levels.map((level) => html`<th scope="col"><span>${names[level]}</span></th>`)}</tr></thead>
    <tbody>${row('*', t.accessRest)}${fields.map(({ name, title }) => row(name, title))}</tbody>
  </table>`;
}

/** "12 fields · 3 changed". */
export function accessSummary(c: PanelContext, settings: StepSettings): string {
  return c.t.accessSummary({ total: c.g.fields.length, changed: Object.keys(settings.access ?? {}).length });
}
