import type { Locale } from '@requestry/model';

interface Words {
  readonly notConnected: string;
  available(params: { readonly count: number }): string;
  substitute(params: { readonly name: string }): string;
}

/** What is said of people and records that are looked up. */
export const words: Readonly<Record<Locale, Words>> = {
  en: { notConnected: 'The directory is not connected.', available: ({ count }) => `free: ${count}`, substitute: ({ name }) => `away, ${name} stands in` },
  ru: { notConnected: 'Справочник не подключён.', available: ({ count }) => `свободно: ${count}`, substitute: ({ name }) => `отсутствует, замещает ${name}` },
};
