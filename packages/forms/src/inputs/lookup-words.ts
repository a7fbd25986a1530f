import { plural } from '@requestry/model';
import type { Locale } from '@requestry/model';

/** What is said only where people, units and records are looked up. */
export interface LookupWords {
  readonly notConnected: string;
  readonly refused: string;
  available(params: { readonly count: number }): string;
  inside(params: { readonly title: string }): string;
  load(params: { readonly count: number }): string;
  substitute(params: { readonly name: string }): string;
}

export const lookupWords: Readonly<Record<Locale, LookupWords>> = {
  en: {
    notConnected: 'The directory is not connected.',
    refused: 'This directory is not open to you.',
    available: ({ count }) => `free: ${count}`,
    inside: ({ title }) => `Look inside “${title}”`,
    load: ({ count }) => `${count} open ${plural(count, { one: 'task', other: 'tasks' }, 'en')}`,
    substitute: ({ name }) => `away, ${name} stands in`,
  },
  ru: {
    notConnected: 'Справочник не подключён.',
    refused: 'Этот справочник вам не открыт.',
    available: ({ count }) => `свободно: ${count}`,
    inside: ({ title }) => `Посмотреть внутри «${title}»`,
    load: ({ count }) => `${count} ${plural(count, { one: 'открытое задание', few: 'открытых задания', many: 'открытых заданий', other: 'открытых задания' }, 'ru')}`,
    substitute: ({ name }) => `отсутствует, замещает ${name}`,
  },
};
