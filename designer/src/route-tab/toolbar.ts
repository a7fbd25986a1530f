import { html, nothing } from 'lit';
import type { Locale } from '@requestry/model';
import type { RqSelectEvent } from '@requestry/ui';
import type { RouteView } from './intents.js';
import type { RouteWords } from './locales/index.js';

/** What the toolbar shows and calls. */
export interface ToolbarOptions {
  readonly t: RouteWords;
  readonly locale: Locale;
  readonly view: RouteView;
  /** Only the list has room. */
  readonly narrow: boolean;
  readonly setView: (view: RouteView) => void;
  readonly onMenu: (event: RqSelectEvent) => void;
}

const views: readonly RouteView[] = ['list', 'split', 'diagram'];

/** Views, keys, and what is done with the route as a file. */
export function routeToolbar({ t, locale, view, narrow, setView, onMenu }: ToolbarOptions): unknown {
  const names: Readonly<Record<RouteView, string>> = { list: t.viewList, split: t.viewSplit, diagram: t.viewDiagram };
  const items = [
    { id: 'import', label: t.importFile, icon: 'publish' },
    { id: 'export', label: t.exportFile, icon: 'download' },
    { id: 'tidy', label: t.tidy, icon: 'route', separated: true },
  ];
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : views[(views.indexOf(view) + step + views.length) % views.length];
    if (next === undefined || narrow) return;
    event.preventDefault();
    setView(next);
    (event.currentTarget as HTMLElement).querySelectorAll('button')[views.indexOf(next)]?.focus();
  };
  return html`<div class="views" role="radiogroup" aria-label=${t.views} @keydown=${onKey}>
      ${views.map((each) => {
        const off = narrow && each !== 'list';
        return html`<button
          type="button"
          role="radio"
          tabindex=${each === view ? '0' : '-1'}
          aria-checked=${String(each === view)}
          aria-disabled=${off ? 'true' : nothing}
          title=${off ? t.narrow : nothing}
          @click=${() => (off ? undefined : setView(each))}
        >${names[each]}</button>`;
      })}
    </div>
    <span class="grow hint" title=${t.shortcuts}>${t.shortcuts}</span>
    <rq-menu compact icon-only .label=${t.routeMenu} .locale=${locale} .items=${items} @rq-select=${onMenu}></rq-menu>`;
}
