import '../../form/index.js';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '@requestry/ui/base';
import { renderMarkdown } from '../../inputs/markdown.js';
import { markdownStyles } from '../../inputs/markdown.styles.js';
import type { FieldView } from '../../registry.js';
import { renderTextArea } from '../long-text/index.js';
import { plainText } from '../optional.js';
import { richTextStyles } from './rich-text.styles.js';
import { words } from './words.js';

export const styles = [markdownStyles, richTextStyles];

/** A text area with buttons that put the marks, and a look at what comes of them. */
export class RqFormRichText extends LitElement {
  @property({ attribute: false }) field!: FieldView;
  @state() private preview = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Puts marks around the selection; the browser's undo takes them back. */
  #surround(before: string, after: string, instead: string): void {
    const area = this.querySelector('textarea');
    if (!area) return;
    const { selectionStart: start, selectionEnd: end, value } = area;
    const inside = value.slice(start, end) || instead;
    this.#put(area, `${before}${inside}${after}`, start, end);
    area.setSelectionRange(start + before.length, start + before.length + inside.length);
  }

  #list(): void {
    const area = this.querySelector('textarea');
    if (!area) return;
    const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
    const lines = area.value.slice(start, area.selectionEnd).split('\n');
    const listed = lines.every((line) => line.startsWith('- '));
    this.#put(area, lines.map((line) => (listed ? line.slice(2) : `- ${line}`)).join('\n'), start, area.selectionEnd);
  }

  #put(area: HTMLTextAreaElement, text: string, start: number, end: number): void {
    area.focus();
    area.setSelectionRange(start, end);
    if (document.execCommand('insertText', false, text)) return;
    area.setRangeText(text, start, end, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.code === 'KeyB') this.#surround('**', '**', '');
    else if (event.code === 'KeyI') this.#surround('*', '*', '');
    else return;
    event.preventDefault();
  };

  override render(): unknown {
    const { field, preview } = this;
    const t = words[field.locale];
    const tool = (label: string, mark: unknown, run: () => void): unknown =>
      html`<button type="button" class="button quiet icon compact" aria-label=${label} title=${label} aria-controls=${field.id} ?disabled=${preview} @click=${run}>${mark}</button>`;
    return html`<div class="rich-text">
      <div class="tools" role="toolbar" aria-label="${t.tools}: ${field.label}">
        ${tool(t.bold, html`<strong>${t.boldMark}</strong>`, () => this.#surround('**', '**', t.linkText))} ${tool(t.italic, html`<em>${t.italicMark}</em>`, () => this.#surround('*', '*', t.linkText))}
        ${tool(t.list, html`<rq-icon name="list"></rq-icon>`, () => this.#list())} ${tool(t.link, html`<rq-icon name="link"></rq-icon>`, () => this.#surround('[', '](https://)', t.linkText))}
        <button type="button" class="button quiet compact" aria-pressed=${String(preview)} @click=${() => (this.preview = !preview)}>${preview ? t.write : t.preview}</button>
      </div>
      <div class="source" ?hidden=${preview} @keydown=${this.#onKey}>${renderTextArea(field, 6)}</div>
      ${preview ? html`<div class="seen" tabindex="0" role="group" aria-label="${t.preview}: ${field.label}">${plainText(field.value) === '' ? html`<p class="muted">${t.empty}</p>` : renderMarkdown(plainText(field.value), 4)}</div>` : nothing}
    </div>`;
  }
}

define('rq-form-rich-text', RqFormRichText);

/** The input of a formatted text. */
export const renderRichText = (field: FieldView): unknown => html`<rq-form-rich-text .field=${field}></rq-form-rich-text>`;
