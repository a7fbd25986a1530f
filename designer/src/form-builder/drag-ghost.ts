import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { Locale } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';
import type { DragController } from './drag.js';
import { paletteFields } from './field-types.js';
import type { Path } from './tree.js';

/** What hangs on the pointer while something is dragged. */
export function renderGhost({ dragged, at }: DragController, { words, language, titleAt }: { readonly words: DesignerMessages; readonly language: Locale; readonly titleAt: (path: Path) => string }): unknown {
  if (!dragged) return nothing;
  const type = 'new' in dragged ? paletteFields().find((field) => field.type === dragged.new) : undefined;
  const title = 'path' in dragged ? titleAt(dragged.path) : type ? localize(type.title, language) : words.insertHere;
  return html`<div class="ghost" aria-hidden="true" .style=${`transform: translate(${at.x + 12}px, ${at.y + 8}px)`}><rq-icon .name=${type?.icon ?? 'drag'}></rq-icon>${title}</div>`;
}
