import { html, nothing } from 'lit';
import type { FormDefinition } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';
import { messages } from '../locales/index.js';
import { inSection, insertPart, partAt, readPart, topmost, withoutPart, writePart } from './form-part.js';
import { samePath } from './tree.js';
import type { Path, Place } from './tree.js';

/** What the builder lets be done to several elements at once. */
export interface GroupHost {
  readonly form: FormDefinition;
  readonly chosen: readonly Path[];
  readonly words: DesignerMessages;
  /** Where something pasted goes. */
  readonly here: Place;
  emit(label: string, form: FormDefinition): void;
  choose(paths: readonly Path[]): void;
}

let clipboard = '';

/** Paths with one more or one less. */
export const toggled = (paths: readonly Path[], path: Path): readonly Path[] => (paths.some((each) => samePath(each, path)) ? paths.filter((each) => !samePath(each, path)) : [...paths, path]);

/** Everything from one element to another of the same container; the other alone when they stand in different ones. */
export function ranged(from: Path | undefined, to: Path): readonly Path[] {
  if (!from || from.length !== to.length || !samePath(from.slice(0, -1), to.slice(0, -1))) return [to];
  const [first = 0, last = 0] = [from.at(-1) ?? 0, to.at(-1) ?? 0].toSorted((one, other) => one - other);
  return Array.from({ length: last - first + 1 }, (_, index) => [...to.slice(0, -1), first + index]);
}

/** Puts what is chosen into the clipboard of the page and of the system. Answers false when nothing is chosen. */
export function copyChosen(host: GroupHost, event?: ClipboardEvent): boolean {
  const part = partAt(host.form, host.chosen.filter((path) => path.length > 0));
  if (part.elements.length === 0) return false;
  clipboard = writePart(part);
  if (event) event.clipboardData?.setData('text/plain', clipboard);
  else void navigator.clipboard?.writeText(clipboard).catch(() => undefined);
  return true;
}

export function removeChosen(host: GroupHost): void {
  const count = topmost(host.chosen).length;
  host.emit(host.words.removedSeveral({ number: count }), withoutPart(host.form, host.chosen));
  host.choose([]);
}

/** Puts in what was copied here, in another kind or in another page. Answers false when the clipboard holds no part of a form. */
export function paste(host: GroupHost, text: string = clipboard): boolean {
  const part = readPart(text);
  if (!part) return false;
  const place = host.here;
  host.emit(host.words.pasted({ number: part.elements.length }), insertPart(host.form, place, part));
  host.choose(part.elements.map((_, index) => [...place.parent, place.index + index]));
  return true;
}

export function gatherChosen(host: GroupHost): void {
  const [first] = topmost(host.chosen);
  host.emit(host.words.section, inSection(host.form, host.chosen, { ru: messages.ru.section, en: messages.en.section }));
  host.choose(first ? [first] : []);
}

/** The bar over the canvas while several elements are chosen, or there is something to paste. */
export function renderGroupBar(host: GroupHost): unknown {
  const t = host.words;
  const several = topmost(host.chosen).length > 1;
  const button = (label: string, icon: string, run: () => unknown): unknown => html`<button type="button" class="button compact" @click=${(event: Event) => { event.stopPropagation(); run(); }}><rq-icon .name=${icon}></rq-icon>${label}</button>`;
  if (!several && (clipboard === '' || host.chosen.length > 1)) return nothing;
  return html`<div class="group-bar" role="toolbar" aria-label=${t.chosenSeveral({ number: host.chosen.length })} @click=${(event: Event) => event.stopPropagation()}>
    ${several
      ? html`<strong role="status">${t.chosenSeveral({ number: topmost(host.chosen).length })}</strong>
          ${button(t.copyChosen, 'copy', () => copyChosen(host))}${button(t.gatherChosen, 'form', () => gatherChosen(host))}${button(t.delete, 'trash', () => removeChosen(host))}${button(t.clearChosen, 'close', () => host.choose([]))}`
      : button(t.paste, 'download', () => paste(host))}
  </div>`;
}
