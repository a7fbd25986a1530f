import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Files } from '@requestry/forms';
import type { FileRef, Locale } from '@requestry/model';
import { errorText } from '@requestry/ui';
import '@requestry/ui/kept-file';
import type { attachmentWords } from './attachment-words.js';

type Words = (typeof attachmentWords)['en'];

/** Files of one comment. */
export const mostFiles = 20;

interface Attachment {
  readonly id: number;
  readonly file: File;
  readonly sent: number;
  readonly stop: AbortController;
  /** It is kept. */
  readonly ref?: FileRef;
  readonly error?: unknown;
}

/** What a pasted picture is called by every browser. */
const pasted = /^image\.(?:png|jpe?g)$/;

/** Files that go with a comment: sent at once, so that they are there when the comment is. */
export class Attachments implements ReactiveController {
  /** Some were left out: there is no room for them. */
  tooMany = false;
  #all: readonly Attachment[] = [];
  #count = 0;
  readonly #host: ReactiveControllerHost;
  readonly #files: () => Files | undefined;

  constructor(host: ReactiveControllerHost, files: () => Files | undefined) {
    this.#host = host;
    this.#files = files;
    host.addController(this);
  }

  /** What is being sent is given up when nobody can see it any more. Moving the box elsewhere in the page is not that. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!(this.#host as unknown as HTMLElement).isConnected) for (const { stop, ref } of this.#all) if (!ref) stop.abort();
    });
  }

  get refs(): readonly FileRef[] {
    return this.#all.flatMap(({ ref }) => ref ?? []);
  }

  get empty(): boolean {
    return this.#all.length === 0;
  }

  /** Something is on its way, or did not come through: the comment waits for it. */
  get pending(): boolean {
    return this.#all.some(({ ref }) => !ref);
  }

  /** Takes chosen, pasted or dropped files. */
  take(files: Iterable<File>, words: Words, locale: Locale): void {
    this.tooMany = false;
    for (const file of files) {
      if (this.#all.length >= mostFiles) this.tooMany = true;
      else this.#send(named(file, words, locale));
    }
    this.#host.requestUpdate();
  }

  /** Forgets all: they are part of a comment now. */
  clear(): void {
    this.#all = [];
    this.tooMany = false;
    this.#host.requestUpdate();
  }

  #send(file: File): void {
    const files = this.#files();
    if (!files) return;
    this.#count += 1;
    const id = this.#count;
    const stop = new AbortController();
    this.#all = [...this.#all, { id, file, sent: 0, stop }];
    files.keep(file, { signal: stop.signal, progress: (sent) => this.#change(id, { sent }) }).then(
      (ref) => this.#change(id, { ref }),
      (error: unknown) => stop.signal.aborted || this.#change(id, { error: error ?? new Error('unknown') }),
    );
  }

  #change(id: number, changes: Partial<Attachment>): void {
    this.#all = this.#all.map((each) => (each.id === id ? { ...each, ...changes } : each));
    this.#host.requestUpdate();
  }

  #drop({ id, stop }: Attachment): void {
    stop.abort();
    this.#all = this.#all.filter((each) => each.id !== id);
    this.tooMany = false;
    this.#host.requestUpdate();
  }

  #again(attachment: Attachment): void {
    this.#drop(attachment);
    this.#send(attachment.file);
  }

  render(w: Words, locale: Locale): unknown {
    if (this.empty) return nothing;
    return html`<ul class="attachments" role="list" aria-label=${w.attached}>
        ${this.#all.map((each) => html`<li class=${each.error === undefined ? '' : 'problem'}>${this.#renderOne(each, w, locale)}</li>`)}
      </ul>
      ${this.tooMany ? html`<span class="problem small" role="alert">${w.tooMany({ count: mostFiles })}</span>` : nothing}`;
  }

  #renderOne(attachment: Attachment, w: Words, locale: Locale): unknown {
    const { file, sent, ref, error } = attachment;
    const why = error === undefined ? undefined : (this.#files()?.why?.(error, locale) ?? { text: errorText(error, locale), again: true });
    const percent = file.size > 0 ? Math.min(100, Math.round((sent / file.size) * 100)) : 0;
    return html`${error === undefined ? nothing : html`<rq-icon name="error"></rq-icon>`}<rq-kept-file .file=${ref ?? { name: file.name, size: file.size, type: file.type }}></rq-kept-file>
      ${ref || why ? nothing : html`<progress max="100" .value=${percent} aria-label=${w.sending({ name: file.name, percent })}></progress>`}
      <button type="button" aria-label=${w.takeOff({ name: file.name })} title=${w.takeOff({ name: file.name })} @click=${() => this.#drop(attachment)}><rq-icon name="close"></rq-icon></button>
      ${why ? html`<span class="why small" role="alert">${why.text} ${why.again ? html`<button type="button" class="again" aria-label=${w.sendAgain({ name: file.name })} @click=${() => this.#again(attachment)}>${w.again}</button>` : nothing}</span>` : nothing}`;
  }
}

/** A pasted picture is told from the next one by when it was pasted. */
function named(file: File, words: Words, locale: Locale): File {
  if (!pasted.test(file.name)) return file;
  const when = new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', { dateStyle: 'short', timeStyle: 'medium' }).format(new Date()).replace(/[:/]/g, '.').replace(',', '');
  return new File([file], `${words.screenshot} ${when}${file.name.slice(file.name.lastIndexOf('.'))}`, { type: file.type });
}
