import { localize, recordKey, type Guard, type Json, type JsonObject, type Locale, type Trace } from '@requestry/model';
import type { Context } from '../context.js';
import { shownIn } from '../queries/hidden-values.js';
import { titlesOf } from '../queries/records.js';
import { controlOf, placedRecords } from '../world.js';
import { factValues, type Found } from './facts.js';
import type { GuardSubject } from './subject.js';

/** A sentence in both languages. */
export interface Words {
  readonly ru: string;
  readonly en: string;
  /** JSON all the same. */
  readonly [language: string]: string;
}

/** What stands for a value that the reader may not know. */
const unknown = '…';


const words = {
  /** No sentence of the administrator can be filled when its facts are missing. */
  unavailable: (title: string): Readonly<Record<Locale, string>> => ({ ru: `Не удалось проверить условие «${title}». Попробуйте позже`, en: `The condition “${title}” could not be checked. Try again later` }),
  warned: (title: string): Readonly<Record<Locale, string>> => ({ ru: `Условие «${title}» не проверено: сведений нет`, en: `The condition “${title}” was not checked: nothing is known` }),
};

/** That a guard could not be asked. */
export const unavailableWords = (guard: Guard, how: keyof typeof words): Words => both((locale) => words[how](localize(guard.title ?? guard.id, locale))[locale]);

const both = (make: (locale: Locale) => string): Words => ({ ru: make('ru'), en: make('en') });

/** The explanation of a guard, filled with what the actor may see. */
export async function explained(context: Context, guard: Guard, facts: Readonly<Record<string, Found>>, subject: GuardSubject): Promise<Words> {
  const titleAt = await titlesIn(context, subject);
  const shown = shownIn(subject.access);
  const values = factValues(facts);
  const valueAt = (path: string): Json | undefined => {
    const [root = '', ...rest] = path.split('.');
    const found = Object.hasOwn(facts, root) ? facts[root] : undefined;
    if (found && 'value' in found) {
      if (found.secret) return unknown;
      if (rest.length === 1 && rest[0] === 'on') return (found.on ?? []).slice(0, 10).map(({ number }) => number);
      return inside(values[root], rest);
    }
    if (!Object.hasOwn(subject.kind.form.schema.properties ?? {}, root)) return undefined;
    return shown(root) ? inside(subject.data[root], rest) : unknown;
  };
  const fill = (locale: Locale): string => localize(guard.explanation, locale).replace(/\{([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_-]+)*)\}/gu, (_whole, path: string) => textOf(valueAt(path), locale, titleAt(path))).slice(0, 1_000);
  return both(fill);
}

const inside = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, name) => (typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined), value);

type TitleOf = (id: string) => string | undefined;

/** Titles of the records that stand in a field, and names of people. */
async function titlesIn(context: Context, { kind, data }: GuardSubject): Promise<(path: string) => TitleOf> {
  const people = new Map(context.org.people.map(({ id, name }) => [id, name]));
  const titles = await titlesOf(context, placedRecords(kind.form, data));
  return (path) => {
    const directory = controlOf(kind.form, path.replaceAll('.', '/properties/'))?.options?.rq?.lookup?.directory;
    return (id) => (directory === undefined ? undefined : titles[recordKey(directory, id)]) ?? people.get(id);
  };
}

function textOf(value: Json | undefined, locale: Locale, titleOf: TitleOf): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value);
  if (typeof value === 'boolean') return value ? { ru: 'да', en: 'yes' }[locale] : { ru: 'нет', en: 'no' }[locale];
  if (typeof value === 'string') return titleOf(value) ?? dateText(value, locale);
  if (Array.isArray(value)) return value.slice(0, 10).map((each: Json) => textOf(each, locale, titleOf)).join(', ');
  const { amount, currency, name } = value as JsonObject;
  if (amount !== undefined) return `${textOf(Number.isFinite(Number(amount)) ? Number(amount) : amount, locale, titleOf)} ${String(currency ?? '')}`.trim();
  return textOf(name ?? null, locale, titleOf);
}

function dateText(text: string, locale: Locale): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) return text;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text));
}

/** Facts that the actor may know, by name. */
export const toldFacts = (facts: Readonly<Record<string, Found>>): JsonObject =>
  Object.fromEntries(Object.entries(facts).flatMap(([name, found]) => ('value' in found && !found.secret && JSON.stringify(found.value).length <= 500 ? [[name, found.value]] : [])));

export const factTraces = (facts: Readonly<Record<string, Found>>): readonly Trace[] => Object.entries(toldFacts(facts)).map(([name, value]) => ({ code: 'guard.fact', params: { name, value } }));

