import { accessOf, controls, isEditable, resolveScope, scopeToPath, topProperty } from '@requestry/forms/core';
import { isInside, localize, matches, may, type AccessMap, type AssignmentRule, type Directory, type FormDefinition, type Issue, type Kind, type LocalizedText, type Org, type Person, type UiControl } from '@requestry/model';
import type { Route, RouteNode } from '@requestry/route';
import { rightsOf } from '../context.js';
import { accessIssues } from './check-access.js';

type Said = { readonly ru: string; readonly en: string };

/** Where somebody chooses a record. */
interface Choice {
  readonly directory: string;
  readonly field: Said;
  readonly place: Pick<Issue, 'path' | 'element'>;
}

/** People named in one warning. */
const mostNamed = 3;

/** A warning for each place where somebody who submits, or performs a step, would have to choose out of a directory that they may not look up. Steps whose performers the route does not name are not told. */
export function lookUpWarnings(kind: Kind, route: Route | undefined, { directories, org }: { readonly directories: readonly Directory[]; readonly org: Org }): readonly Issue[] {
  const people = org.people.filter(({ archived }) => !archived);
  const submitters = people.filter((person) => matches(person, kind.submit, org));
  const warn = (code: string, { directory: id, field, place }: Choice, choosing: readonly Person[], who: Said): readonly Issue[] => {
    const directory = directories.find((each) => each.id === id && accessIssues(each.access).length === 0);
    const closed = directory?.access ? choosing.filter((person) => !may({ person, rights: rightsOf(person, org), substitutesFor: [] }, { action: 'look-up', directory }, org).allowed) : [];
    if (!directory || closed.length === 0) return [];
    const names = closed.slice(0, mostNamed).map(({ name }) => name).join(', ');
    const more = closed.length - Math.min(closed.length, mostNamed);
    const title = both(directory.title);
    return [{ code, severity: 'warning', ...place, params: { directory: id, people: closed.length, message: {
      ru: `${field.ru}: справочник «${title.ru}» открыт не всем, кто ${who.ru}. Не смогут выбрать: ${names}${more > 0 ? ` и ещё ${more}` : ''}`,
      en: `${field.en}: directory “${title.en}” is not open to everybody who ${who.en}. Cannot choose: ${names}${more > 0 ? ` and ${more} more` : ''}`,
    } } }];
  };
  return [
    ...fieldChoices(kind.form, kind.submitAccess).map((choice) => ({ ...choice, field: { ru: `Поле «${choice.field.ru}»`, en: `Field “${choice.field.en}”` } })).flatMap((choice) => warn('form.closed-directory', choice, submitters, { ru: 'подаёт заявку', en: 'submits' })),
    ...(route?.nodes ?? []).flatMap((node) => {
      const performers = performersOf(node.step?.who, { people, submitters, org });
      return performers.length === 0 ? [] : stepChoices(kind, node).flatMap((choice) => warn('route.closed-directory', choice, performers, { ru: 'выполняет этап', en: 'performs the step' }));
    }),
  ];
}

const both = (text: LocalizedText | undefined, other = ''): Said => ({ ru: localize(text, 'ru') || other, en: localize(text, 'en') || other });

/** Lookups that may be filled in. */
function fieldChoices(form: FormDefinition, access: AccessMap | undefined): readonly Choice[] {
  return controls(form.ui).flatMap((control) => {
    const top = topProperty(scopeToPath(control.scope));
    const { lookup, columns = [], computed } = control.options?.rq ?? {};
    const schema = resolveScope(form.schema, control.scope);
    if (computed !== undefined || control.options?.readonly === true || schema?.readOnly === true || !isEditable(accessOf(access, top))) return [];
    const looks = [lookup, ...columns.map(({ options }) => (options?.rq?.computed === undefined ? options?.rq?.lookup : undefined))];
    return looks.flatMap((look) => (look ? [{ directory: look.directory, field: titleOf(control, schema, top), place: { path: `/properties/${top}` } }] : []));
  });
}

function titleOf({ label }: UiControl, schema: ReturnType<typeof resolveScope>, name: string): Said {
  return both((typeof label === 'boolean' ? undefined : label) ?? (schema?.title as LocalizedText | undefined), name);
}

/** What is chosen at a step: fields, the decision, materials. */
function stepChoices(kind: Kind, { id, name = id, step }: RouteNode): readonly Choice[] {
  if (!step) return [];
  const title = both(step.title, name);
  const choice = (directory: string, what: Said): Choice => ({ directory, field: { ru: `Этап «${title.ru}», ${what.ru}`, en: `Step “${title.en}”, ${what.en}` }, place: { element: id } });
  const materials = step.type === 'execution' ? kind.resources?.materials : undefined;
  return [
    ...fieldChoices(kind.form, { '*': 'read', ...step.access }).map(({ directory, field }) => choice(directory, { ru: `поле «${field.ru}»`, en: `field “${field.en}”` })),
    ...[...new Set((step.outcomes ?? []).flatMap(({ decisionDirectory }) => decisionDirectory ?? []))].map((directory) => choice(directory, { ru: 'решение', en: 'the decision' })),
    ...(materials === undefined ? [] : [choice(materials, { ru: 'материалы', en: 'materials' })]),
  ];
}

/** Who performs a step, as far as its rule names them. */
function performersOf(who: AssignmentRule | undefined, { people, submitters, org }: { readonly people: readonly Person[]; readonly submitters: readonly Person[]; readonly org: Org }): readonly Person[] {
  const withIds = (ids: readonly (string | undefined)[]): readonly Person[] => people.filter(({ id }) => ids.includes(id));
  const inRole = (role: string | undefined): readonly Person[] => people.filter(({ roles = [] }) => role !== undefined && roles.includes(role));
  const inGroup = (group: string | undefined): readonly Person[] => withIds(org.groups.find(({ id }) => id === group)?.people ?? []);
  switch (who?.rule) {
    case 'person':
      return withIds([who.person]);
    case 'role':
      if (who.unit === 'initiator' || who.unit === 'kind') return [];
      return inRole(who.role).filter(({ unit }) => who.unit === undefined || isInside(unit, who.unit, org));
    case 'group':
      return inGroup(who.group);
    case 'unitHead':
      return withIds([org.units.find(({ id }) => id === who.unit)?.head]);
    case 'initiator':
      return submitters;
    case 'leastLoaded':
      return [...new Set([...inGroup(who.group), ...inRole(who.role)])];
    default:
      return [];
  }
}
