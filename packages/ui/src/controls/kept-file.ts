import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FileRef } from '@requestry/model';
import { handOver } from '../download-text.js';
import { errorText } from '../error-text.js';
import { formatSize } from '../format.js';
import { RqElement } from '../rq-element.js';
import { keptFileWords } from './kept-file-words.js';

/** Gives the bytes of a kept file to whoever may read it. Rejects with why not; ends when the signal says so. */
export type ReadFile = (file: FileRef, signal: AbortSignal) => Promise<Blob>;

/** Pictures that a browser draws and that can do nothing else; a drawing in SVG can. */
const pictures: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];
/** Bytes of a picture that is looked at in the page. */
const largestPicture = 30_000_000;

/**
 * A kept file: its name and size, saved at a press, a picture looked at. Its bytes are asked for then and not before, so that rights count that hold then;
 * the address by which the page has them is forgotten at once.
 * @csspart name
 */
export class RqKeptFile extends RqElement {
  static override styles = css`
    :host {
      display: inline-grid;
      grid-template-columns: minmax(0, 1fr);
      min-inline-size: 0;
      max-inline-size: 100%;
      vertical-align: middle;
    }
    .line {
      display: flex;
      align-items: center;
      gap: var(--rq-space-2);
      min-inline-size: 0;
    }
    button,
    .name {
      display: inline-flex;
      align-items: center;
      gap: var(--rq-space-1);
      min-inline-size: 0;
      max-inline-size: 100%;
    }
    button {
      min-block-size: calc(1.75 * var(--rem));
      padding: 0;
      border: 0;
      border-radius: var(--rq-radius);
      background: none;
      color: var(--rq-accent);
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    button:hover bdi {
      text-decoration: underline;
    }
    button:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 1px;
    }
    rq-icon,
    .view {
      flex: none;
    }
    bdi {
      display: flex;
      min-inline-size: 0;
      white-space: pre;
    }
    .stem {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .size {
      flex: none;
      color: var(--rq-text-muted);
      font-size: var(--rq-font-s);
    }
    .why {
      color: var(--rq-danger);
      font-size: var(--rq-font-s);
    }
    [aria-busy='true'] {
      opacity: 0.6;
    }
    img {
      display: block;
      max-inline-size: 100%;
      max-block-size: calc(100dvh - calc(10 * var(--rem)));
      margin-inline: auto;
    }
    @media (pointer: coarse) {
      button {
        min-block-size: var(--rq-control-touch);
      }
    }
    @media print {
      .view,
      .why,
      rq-icon {
        display: none;
      }
      button {
        color: inherit;
      }
      bdi {
        display: inline;
        white-space: normal;
        overflow-wrap: anywhere;
      }
    }
  `;

  @property({ attribute: false }) file: FileRef = { name: '', type: '', size: 0 };
  /** Without it, and for files of which only the name is known, name and size are all there is. */
  @property({ attribute: false }) read?: ReadFile;

  @state() private busy = false;
  @state() private failure?: unknown;
  /** Address of the picture that is looked at. */
  @state() private shown?: string;
  #stop?: AbortController;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    this.#hide();
  }

  async #bytes(): Promise<Blob | undefined> {
    const { read, file } = this;
    if (!read) return undefined;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.busy = true;
    this.failure = undefined;
    try {
      const blob = await read(file, signal);
      return signal.aborted ? undefined : blob;
    } catch (error) {
      if (!signal.aborted) this.failure = error ?? new Error('unknown');
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** A second press stops what the first one began. */
  #save = async (): Promise<void> => {
    if (this.busy) return this.#stop?.abort();
    const blob = await this.#bytes();
    if (blob) handOver(this.file.name, blob);
  };

  #look = async (): Promise<void> => {
    if (this.busy) return this.#stop?.abort();
    const [blob] = await Promise.all([this.#bytes(), import('./define-dialog.js')]);
    if (blob && this.isConnected) this.shown = URL.createObjectURL(blob);
  };

  #onClose = (event: Event): void => {
    event.stopPropagation();
    this.#hide();
  };

  #hide = (): void => {
    if (this.shown !== undefined) URL.revokeObjectURL(this.shown);
    this.shown = undefined;
  };

  override render(): unknown {
    const w = this.words(keptFileWords);
    const { name, size, type, sha256 } = this.file;
    const [ending = ''] = /\.[^.]{1,10}$/u.exec(name) ?? [];
    const told = html`<rq-icon name="file"></rq-icon><bdi part="name"><span class="stem">${name.slice(0, name.length - ending.length)}</span>${ending}</bdi>`;
    const sized = html`<span class="size">${formatSize(size, this.language)}</span>`;
    if (!this.read || sha256 === undefined) return html`<span class="line"><span class="name" title=${name}>${told}</span>${sized}</span>`;
    const title = this.busy ? w.stop({ name }) : w.save({ name });
    return html`<span class="line"><button type="button" class="save" title=${title} aria-label="${title}, ${formatSize(size, this.language)}" aria-busy=${String(this.busy)} @click=${this.#save}>${told}</button>${sized}
      ${pictures.includes(type) && size <= largestPicture ? html`<button type="button" class="view" aria-label=${w.look({ name })} title=${w.look({ name })} @click=${this.#look}><rq-icon name="eye"></rq-icon></button>` : nothing}</span>
      ${this.failure === undefined ? nothing : html`<span class="why" role="alert">${errorText(this.failure, this.language)}</span>`}
      ${this.shown === undefined ? nothing : html`<rq-dialog open size="wide" .heading=${name} @rq-close=${this.#onClose}><img src=${this.shown} alt=${name} /></rq-dialog>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-kept-file': RqKeptFile;
  }
}
