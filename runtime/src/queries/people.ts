import type { Person, PersonView } from '@requestry/model';
import { splitWords } from '../collections.js';
import type { Context } from '../context.js';
import { isCurrent } from '../process/index.js';
import { openTaskCount } from '../world.js';

export interface FindPeople {
  readonly text?: string;
  readonly ids?: readonly string[];
  readonly unit?: string;
  readonly role?: string;
  readonly withLoad?: boolean;
  readonly limit?: number;
}

/** People by id, or by the beginnings of words of name, login, position, unit and e-mail address. Those who left are found by id only. */
export async function findPeople(context: Context, query: FindPeople): Promise<readonly PersonView[]> {
  const limit = Math.min(Math.max(query.limit ?? 20, 1), 200);
  const found = query.ids ? context.org.people.filter((person) => query.ids?.includes(person.id)) : context.org.people.filter((person) => suits(context, person, query));
  return Promise.all(found.slice(0, query.ids ? 500 : limit).map((person) => personView(context, person, query.withLoad ?? false)));
}

function suits(context: Context, person: Person, query: FindPeople): boolean {
  if (person.archived) return false;
  if (query.unit !== undefined && person.unit !== query.unit) return false;
  if (query.role !== undefined && !person.roles?.includes(query.role)) return false;
  const wanted = splitWords(query.text ?? '');
  if (wanted.length === 0) return true;
  const unit = context.org.units.find((candidate) => candidate.id === person.unit);
  const words = splitWords([person.name, person.id, ...texts(person.position), ...texts(unit?.title), person.email ?? ''].join(' '));
  return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
}

const texts = (text: Person['position']): readonly string[] => (text === undefined ? [] : typeof text === 'string' ? [text] : Object.values(text));

export async function personView(context: Context, person: Person, withLoad: boolean): Promise<PersonView> {
  const unit = context.org.units.find((candidate) => candidate.id === person.unit);
  const away = context.org.substitutions.find((one) => one.forWhom === person.id && isCurrent(one, context));
  return {
    ...person,
    ...(unit ? { unitTitle: unit.title } : {}),
    ...(withLoad ? { load: await openTaskCount(context, person.id) } : {}),
    ...(away ? { substitute: away.who } : {}),
  };
}

export function findUnits(context: Context, query: { readonly text?: string; readonly ids?: readonly string[] }) {
  const wanted = splitWords(query.text ?? '');
  return context.org.units
    .filter((unit) => (query.ids ? query.ids.includes(unit.id) : wanted.every((word) => splitWords(texts(unit.title).join(' ')).some((candidate) => candidate.startsWith(word)))))
    .map(({ id, title, parent }) => ({ id, title, ...(parent !== undefined ? { parent } : {}) }));
}
