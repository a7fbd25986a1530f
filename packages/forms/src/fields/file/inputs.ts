import { html, nothing } from 'lit';
import { fileSorts } from '@requestry/model';
import { formatList, formatSize } from '@requestry/ui/base';
import { chipStyles } from '../../inputs/chip.styles.js';
import type { FieldView } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { fileStyles } from './file.styles.js';
import { fileText, renderFile } from './index.js';
import { limitsOf, takesPictures } from './limits.js';
import type { Limits } from './limits.js';
import { dismiss, sendAgain, sendingOf, take } from './sending.js';
import type { Sending } from './sending.js';

export const styles = [chipStyles, fileStyles];

/** The files kept, those on their way, and the ways to add more: choose, photograph, drop, paste. */
export function renderFiles(field: FieldView): unknown {
  const files = listOf(field.value);
  const limits = limitsOf(field);
  const onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') take(field, event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    take(field, event.clipboardData.files);
  };
  return html`<div class="files" @dragover=${onDrop} @drop=${onDrop} @paste=${onPaste}>
    ${files.map((file, index) => {
      const title = fileText(objectOf(file), field);
      const remove = (): void => field.set(files.length > 1 ? files.filter((_, each) => each !== index) : undefined);
      return html`<span class="chip">${field.files?.read ? nothing : html`<rq-icon name="file"></rq-icon>`}<span class="ellipsis">${renderFile(objectOf(file), field)}</span>${renderClose(field, field.words.remove({ title }), remove)}</span>`;
    })}
    ${sendingOf(field).map((sending) => renderSending(sending, field, limits))} ${renderInput(field, limits)} ${takesPictures(limits) ? renderCamera(field) : nothing} ${renderLimits(field, limits)}
  </div>`;
}

const taken = (field: FieldView) => (event: Event): void => {
  const input = event.target as HTMLInputElement;
  take(field, [...(input.files ?? [])]);
  input.value = '';
};

function renderInput(field: FieldView, limits: Limits): unknown {
  return html`<input
      id=${field.id}
      class="visually-hidden"
      type="file"
      ?multiple=${limits.count > 1}
      accept=${limits.accept.length > 0 ? limits.accept.join(',') : nothing}
      aria-labelledby="${field.id}-label"
      aria-describedby=${[field.describedBy, `${field.id}-limits`].filter(Boolean).join(' ')}
      aria-invalid=${field.invalid ? 'true' : nothing}
      aria-required=${field.required ? 'true' : nothing}
      @change=${taken(field)}
      @blur=${field.leave}
    /><label class="button compact" for=${field.id}><rq-icon name="attach"></rq-icon>${field.words.files}</label>`;
}

/** Only where fingers point: elsewhere the list of files is all there is. */
const renderCamera = (field: FieldView): unknown => html`<label class="button compact camera"><input class="visually-hidden" type="file" accept="image/*" capture="environment" aria-label=${field.words.takePhoto} @change=${taken(field)} /><rq-icon name="plus"></rq-icon>${field.words.takePhoto}</label>`;

function renderLimits(field: FieldView, { accept, size }: Limits): unknown {
  const told = field.words.filesHelp({ types: fileSorts(accept, field.locale).join(', '), size: Number.isFinite(size) ? formatSize(size, field.locale) : '' });
  return html`<span class="help" id="${field.id}-limits">${told}</span>`;
}

/** A button that takes a file away. The focus stays among the files: on the next one, or where more are chosen. */
function renderClose(field: FieldView, label: string, act: () => void): unknown {
  const onClick = (event: Event): void => {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    act();
    requestAnimationFrame(() => root.activeElement ?? root.getElementById(field.id)?.focus());
  };
  return html`<button type="button" aria-label=${label} @click=${onClick}><rq-icon name="close"></rq-icon></button>`;
}

function renderSending(sending: Sending, field: FieldView, limits: Limits): unknown {
  const { words } = field;
  const { file, sent, problem } = sending;
  const title = fileText({ name: file.name, size: file.size }, field);
  const percent = file.size > 0 ? Math.min(100, Math.round((sent / file.size) * 100)) : 0;
  if (problem === undefined) {
    return html`<span class="chip"><rq-icon name="file"></rq-icon><span class="ellipsis">${title}</span><progress max="100" .value=${percent} aria-label=${words.fileSending({ title: file.name, percent })}></progress>${renderClose(field, words.stopSending({ title: file.name }), () => dismiss(field, sending))}</span>`;
  }
  const why = problem === 'failed' ? field.files?.why?.(sending.error, field.locale) : undefined;
  const told = {
    failed: () => why?.text ?? words.fileFailed,
    'too-large': () => words.fileTooLarge({ size: formatSize(limits.size, field.locale) }),
    'wrong-type': () => words.fileWrongType({ types: formatList(fileSorts(limits.accept, field.locale), field.locale) }),
    'too-many': () => words.fileTooMany({ count: limits.count }),
  }[problem]();
  return html`<span class="chip problem" role="alert"><rq-icon name="error"></rq-icon><span class="ellipsis">${title}</span><span class="why">${told}</span>${problem === 'failed' && (why?.again ?? true)
      ? html`<button type="button" class="link" aria-label=${words.sendAgain({ title: file.name })} @click=${() => sendAgain(field, sending)}>${words.retry}</button>`
      : nothing}${renderClose(field, words.remove({ title: file.name }), () => dismiss(field, sending))}</span>`;
}
