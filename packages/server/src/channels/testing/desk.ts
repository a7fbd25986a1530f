import type { Channel } from '@requestry/runtime';
import { office, type Office } from '@requestry/runtime/testing';
import { system } from '@requestry/templates/internal';
import type { Message } from '@requestry/runtime';

/** An office that tells people through a channel, with links. */
export const desk = (channel: Channel): Promise<Office> =>
  office({ system, messages: { channels: [channel], link: (request) => `https://desk.example.org/#/request/${request}`, preferencesLink: 'https://desk.example.org/#/me' } });

export async function submit(place: Office, subject = 'Доступ к CRM'): Promise<string> {
  const data = { subject, workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };
  return (await place.as('smirnov').submitRequest({ kind: 'access', data, idempotencyKey: place.key() })).id;
}

/** A message as the runtime gives it. */
export const message = (more: Partial<Message> = {}): Message => ({
  key: 'mail:r1:0:0:anna',
  to: 'anna',
  name: 'Анна Петрова',
  address: 'anna@example.org',
  locale: 'ru',
  event: 'task-opened',
  group: 'tasks',
  request: 'r1',
  title: 'Стол',
  at: '2026-03-02T07:00:00.000Z',
  subject: 'Вам задание · Стол',
  brief: 'Вам задание · Стол',
  text: 'Вам задание',
  parts: [{ heading: 'Стол', lines: [{ text: 'Вам задание' }] }],
  foot: { text: 'Вы участвуете в заявке.' },
  ...more,
});

export const signal = (): AbortSignal => new AbortController().signal;
