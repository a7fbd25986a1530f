import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { Locale } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';
import { messages } from '../locales/index.js';
import { fieldGroups, paletteFields, paletteLayouts } from './field-types.js';

/** What the palette shows and tells. */
export interface Palette {
  readonly words: DesignerMessages;
  readonly language: Locale;
  readonly search: string;
  /** A place was chosen where the next element goes. */
  readonly inserting: boolean;
  readonly onSearch: (text: string) => void;
  readonly onSearchKey: (event: KeyboardEvent) => void;
  readonly onAdd: (id: string) => void;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly group: string;
}

function entries(search: string, language: Locale): readonly Entry[] {
  const t = messages[language];
  const wanted = search.trim().toLocaleLowerCase(language);
  const fields = paletteFields().map((field): Entry & { readonly words: string } => ({ id: field.type, title: localize(field.title, language), icon: field.icon, group: field.group, words: `${localize(field.title, 'ru')} ${localize(field.title, 'en')} ${field.type}` }));
  const layouts = paletteLayouts.map((layout) => ({ id: layout.id, title: layout.title(t), icon: layout.icon, group: 'layout', words: `${layout.title(messages.ru)} ${layout.title(messages.en)}` }));
  return [...fields, ...layouts].filter(({ words }) => words.toLocaleLowerCase(language).includes(wanted));
}

/** The element that a search means: the one of this very name, else the first that is found; nothing while nothing is sought. */
export function firstMatch(search: string, language: Locale): string | undefined {
  const wanted = search.trim().toLocaleLowerCase(language);
  if (wanted === '') return undefined;
  const found = entries(search, language);
  return (found.find(({ title }) => title.toLocaleLowerCase(language) === wanted) ?? found[0])?.id;
}

/** The palette: every type of field by group, and what orders them. */
export function renderPalette(palette: Palette): unknown {
  const { words: t, language, search } = palette;
  const titles: Readonly<Record<string, string>> = { text: t.groupText, number: t.groupNumber, date: t.groupDate, choice: t.groupChoice, people: t.groupPeople, data: t.groupData, other: t.groupOther, layout: t.groupLayout };
  const found = entries(search, language);
  const groups = [...new Set([...fieldGroups.slice(0, -1), ...found.map(({ group }) => group).filter((group) => group !== 'layout' && group !== 'other'), 'other', 'layout'])];
  return html`<div class="field">
      <label class=${palette.inserting ? 'label' : 'visually-hidden'} for="palette-search">${palette.inserting ? t.insertHere : t.searchFields}</label>
      <input class="input" id="palette-search" type="search" autocomplete="off" placeholder=${t.searchFields} .value=${search} @input=${(event: Event) => palette.onSearch((event.target as HTMLInputElement).value)} @keydown=${palette.onSearchKey} />
    </div>
    ${found.length === 0 ? html`<p class="muted">${t.nothingFound}</p>` : nothing}
    <div class="palette-groups" role="group" aria-label=${t.palette}>
      ${groups.map((group) => {
        const own = found.filter((entry) => entry.group === group);
        if (own.length === 0) return nothing;
        return html`<div>
          <h3 class="group-title">${titles[group] ?? group}</h3>
          ${own.map((entry) => html`<button type="button" class="palette-item" data-drag-new=${entry.id} @click=${() => palette.onAdd(entry.id)}><rq-icon .name=${entry.icon}></rq-icon>${entry.title}</button>`)}
        </div>`;
      })}
    </div>`;
}
