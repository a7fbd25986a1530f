import type { Json } from '@requestry/model';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';

/** Names of people, units, roles, groups, steps and flows whose ids stand anywhere in the values. */
export function namesFor(context: Context, kind: PublishedKind, values: readonly (Json | undefined)[]): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const visit = (value: Json | undefined, depth: number): void => {
    if (depth > 12) return;
    if (typeof value === 'string') {
      const name = nameOfId(context, kind, value);
      if (name !== undefined) names[value] = name;
    } else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visit(item as Json, depth + 1);
  };
  for (const value of values) visit(value, 0);
  return names;
}

function nameOfId(context: Context, kind: PublishedKind, id: string): string | undefined {
  const { people, units, roles, groups } = context.org;
  const title = units.find((unit) => unit.id === id)?.title ?? roles.find((role) => role.id === id)?.title ?? groups.find((group) => group.id === id)?.title;
  const node = kind.compiled?.nodes.get(id);
  const flow = kind.compiled?.flows.get(id);
  const text = people.find((person) => person.id === id)?.name ?? title ?? node?.step?.title ?? node?.name ?? flow?.title ?? flow?.name;
  return text === undefined || typeof text === 'string' ? text : (text.ru ?? text.en);
}
