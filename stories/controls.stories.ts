import { html } from 'lit';
import { RequestryError } from '@requestry/model';
import { confirmDialog, promptDialog, requestStateLook, requestStateText, showToast } from '@requestry/ui';
import { iconPaths } from '@requestry/ui/icons';
import type { MenuItem } from '@requestry/ui';
import '@requestry/ui/dialog';
import '@requestry/ui/kept-file';
import '@requestry/ui/person';
import '@requestry/ui/badge';
import '@requestry/ui/tooltip';
import '@requestry/ui/why';

export default { title: 'Controls', tags: ['autodocs'] };

const from = (event: Event): Element => event.currentTarget as Element;

export const buttons = (): unknown => html`<rq-button variant="primary">Согласовать</rq-button>
  <rq-button>Вернуть на доработку</rq-button>
  <rq-button variant="danger">Отказать</rq-button>
  <rq-button variant="quiet" icon="undo">Отменить</rq-button>
  <rq-button compact>Плотная</rq-button>
  <rq-button icon="star" label="В избранное"></rq-button>`;

/** Reachable by the keyboard; the reason shows on focus and hover. */
export const disabledWithReason = (): unknown => html`<rq-button disabled reason="Отозвать заявку может только инициатор">Отозвать</rq-button>`;

export const busy = (): unknown => html`<rq-button busy variant="primary">Отправить</rq-button>`;

const items: MenuItem[] = [
  { id: 'copy', label: 'Копировать', icon: 'copy' },
  { id: 'withdraw', label: 'Отозвать', icon: 'undo', disabled: true, reason: 'Заявка завершена' },
  { id: 'delete', label: 'Удалить', icon: 'trash', danger: true, separated: true },
];
export const menu = (): unknown => html`<rq-menu label="Действия" align="start" .items=${items}></rq-menu>`;

export const tabs = (): unknown => html`<rq-tabs
  .tabs=${[
    { id: 'mine', label: 'Мои', count: 12 },
    { id: 'group', label: 'Группа', count: 4 },
    { id: 'others', label: 'За других', disabled: true, reason: 'Вы никого не замещаете' },
  ]}
>
  <p slot="mine">Мои задания</p>
  <p slot="group">Задания группы</p>
</rq-tabs>`;

export const confirmation = (): unknown =>
  html`<rq-button @click=${() => void confirmDialog({ heading: 'Удалить черновик?', text: 'Вернуть его будет нельзя.', confirmLabel: 'Удалить', danger: true, locale: 'ru' })}>Удалить черновик</rq-button>`;

export const prompt = (): unknown =>
  html`<rq-button @click=${() => void promptDialog({ heading: 'Вернуть на доработку', label: 'Что исправить', required: true, confirmLabel: 'Вернуть', locale: 'ru' })}>Вернуть</rq-button>`;

export const toastWithUndo = (): unknown =>
  html`<rq-button @click=${(event: Event) => showToast(from(event), { text: 'Согласовано', tone: 'success', action: { label: 'Отменить', run: () => undefined } })}>Согласовать</rq-button><rq-toasts></rq-toasts>`;

export const nothingHere = (): unknown =>
  html`<rq-empty heading="Заданий нет" icon="inbox">Когда заявка дойдёт до вас, она появится здесь.<rq-button slot="action" variant="primary">Создать заявку</rq-button></rq-empty>`;

export const failure = (): unknown =>
  html`<rq-error locale="ru" .error=${new RequestryError('CONFLICT', 'tasks/1 is at version 4, expected 3', { params: { by: 'Орлова И.', at: new Date(Date.now() - 300_000).toISOString() } })}></rq-error>`;

export const loading = (): unknown => html`<rq-skeleton lines="5"></rq-skeleton>`;

export const states = (): unknown =>
  html`${(Object.keys(requestStateLook) as (keyof typeof requestStateLook)[]).map((state) => html`<rq-badge .tone=${requestStateLook[state].tone} .icon=${requestStateLook[state].icon}>${requestStateText(state, 'ru')}</rq-badge> `)}`;

export const people = (): unknown => html`<rq-person locale="ru" name="Андрей Соколов" behalf-of="М. Белова" note="ИТ"></rq-person> <rq-person name="Irina Orlova"></rq-person>`;

/** Saved at a press, a picture looked at; a long name keeps its ending; one that cannot be read any more; one of which only the name is known. */
export const keptFiles = (): unknown => {
  const drawing = { name: 'Снимок экрана.png', type: 'image/png', size: 68, sha256: 'a' };
  const read = (): Promise<Blob> => fetch('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==').then((answer) => answer.blob());
  return html`<div style="display: grid; gap: 8px; max-width: 320px">
    <rq-kept-file locale="ru" .file=${drawing} .read=${read}></rq-kept-file>
    <rq-kept-file locale="ru" .file=${{ ...drawing, name: `${'Очень длинное имя файла '.repeat(4)}.pdf`, type: 'application/pdf', size: 12_345_678 }} .read=${read}></rq-kept-file>
    <rq-kept-file locale="ru" .file=${drawing} .read=${() => Promise.reject(new RequestryError('NOT_FOUND', 'gone'))}></rq-kept-file>
    <rq-kept-file locale="ru" .file=${{ name: 'только имя.txt', type: 'text/plain', size: 10 }}></rq-kept-file>
  </div>`;
};

/** A reason with the reasons below it. */
export const why = (): unknown => html`<rq-why
  locale="ru"
  .names=${{ it: 'Руководитель ИТ', sokolov: 'А. Соколов', belova: 'М. Белова' }}
  .trace=${{ code: 'who.role', params: { role: 'it', person: 'sokolov' }, because: [{ code: 'who.substituted', params: { absent: 'belova', substitute: 'sokolov', until: '2026-03-14' } }] }}
></rq-why>`;

export const icons = (): unknown => html`${Object.keys(iconPaths).map((name) => html`<rq-tooltip .text=${name}><button aria-label=${name}><rq-icon .name=${name}></rq-icon></button></rq-tooltip>`)}`;
