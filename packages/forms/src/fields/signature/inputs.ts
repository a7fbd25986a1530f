import '../../form/index.js';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '@requestry/ui/base';
import { renderTextInput } from '../../inputs/text-input.js';
import type { FieldView } from '../../registry.js';
import { written } from '../optional.js';
import { renderStrokes } from './drawing.js';
import { signatureStyles } from './signature.styles.js';
import { mostCharacters, nameOf, readStrokes, sheet, signatureOf, withPoint, writeStrokes } from './strokes.js';
import type { Point } from './strokes.js';
import { words } from './words.js';

export { renderSignatureRead } from './drawing.js';
export const styles = [signatureStyles];

/** A sheet to draw on with pen, finger or mouse; a name can be typed instead. */
export class RqFormSignature extends LitElement {
  @property({ attribute: false }) field!: FieldView;
  @state() private points: readonly Point[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #strokes(): readonly (readonly Point[])[] {
    return readStrokes(this.field.current());
  }

  #pointAt(event: PointerEvent, box: DOMRect): Point {
    const within = (value: number, most: number): number => Math.round(Math.min(most, Math.max(0, value)));
    return [within(((event.clientX - box.left) / box.width) * sheet.width, sheet.width), within(((event.clientY - box.top) / box.height) * sheet.height, sheet.height)];
  }

  #onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    const target = event.currentTarget as Element;
    target.setPointerCapture(event.pointerId);
    this.points = [this.#pointAt(event, target.getBoundingClientRect())];
  };

  #onMove = (event: PointerEvent): void => {
    if (this.points.length === 0) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const passed = event.getCoalescedEvents();
    this.points = (passed.length > 0 ? passed : [event]).reduce((points, each) => withPoint(points, this.#pointAt(each, box)), this.points);
  };

  #onUp = (): void => {
    const { points } = this;
    this.points = [];
    if (points.length > 0) this.#put([...this.#strokes, points]);
  };

  /** What no longer fits is not drawn. */
  #put(strokes: readonly (readonly Point[])[]): void {
    if (writeStrokes(strokes).length <= mostCharacters) this.field.set(signatureOf(strokes, nameOf(this.field.current())));
  }

  override render(): unknown {
    const { field } = this;
    const t = words[field.locale];
    const strokes = readStrokes(field.value);
    const nameId = `${field.id}-name`;
    return html`<div class="signing">
      <svg
        class="signature sheet"
        viewBox="0 0 ${sheet.width} ${sheet.height}"
        role="img"
        aria-label=${strokes.length > 0 ? field.words.signed : t.sheet}
        @pointerdown=${this.#onDown}
        @pointermove=${this.#onMove}
        @pointerup=${this.#onUp}
        @pointercancel=${this.#onUp}
      >
        <line class="baseline" x1="30" y1="160" x2="570" y2="160"></line>
        ${renderStrokes(this.points.length > 0 ? [...strokes, this.points] : strokes)}
      </svg>
      ${strokes.length > 0
        ? html`<span class="tools"
            ><button type="button" class="button compact" @click=${() => this.#put(strokes.slice(0, -1))}>${t.undo}</button><button type="button" class="button compact" @click=${() => this.#put([])}>${t.clear}</button></span
          >`
        : nothing}
      <span class="small muted" id=${nameId}>${t.orName}</span>
      ${renderTextInput<string>(field, {
        labelledBy: `${field.labelledBy ?? `${field.id}-label`} ${nameId}`,
        autocomplete: 'name',
        value: written(nameOf(field.value)),
        show: (name) => name ?? '',
        read: written,
        set: (name) => field.set(signatureOf(this.#strokes, name ?? '')),
      })}
    </div>`;
  }
}

define('rq-form-signature', RqFormSignature);

/** The input of a signature. */
export const renderSignature = (field: FieldView): unknown => html`<rq-form-signature .field=${field}></rq-form-signature>`;
