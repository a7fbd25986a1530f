import { checkForm, controls, createValidator } from '@requestry/forms/core';
import { escalatesTo, type AccessRule, type Issue, type Kind, type Org, type System } from '@requestry/model';
import { readBpmn, type Route } from '@requestry/route';
import type { FindCallable } from '../called-routes.js';
import { issuesOf } from '../design/kinds.js';
import { followUpPlaces } from '../follow-ups/check-follow-ups.js';
import { calendarIssues } from './check-calendars.js';
import { checkSource } from '../intake/check-source.js';
import { accessIssues } from '../design/check-access.js';
import { directoryIssues } from '../design/check-directory.js';
import { nativeCore, type ExecutionCore } from '../process/index.js';

/** One thing wrong with a system: where in it (`kinds/repair`, `org`, `records/materials/m-1`) and what. */
export interface SystemProblem {
  readonly place: string;
  readonly issue: Issue;
}

/** Everything wrong with a system before it is installed or imported: each kind as at publishing, records against their directories, and names of what is not there. */
export async function checkSystem(system: System, core: ExecutionCore = nativeCore): Promise<readonly SystemProblem[]> {
  const kinds = await Promise.all(system.kinds.map((entry) => checkKind(entry, system, core)));
  return [...checkOrg(system), ...checkDirectories(system), ...checkSources(system), ...twice(system.kinds.map(({ kind }) => kind.id), 'kinds'), ...kinds.flat()];
}

const at = (place: string, code: string, params: Issue['params']): SystemProblem => ({ place, issue: { code, params } });

function twice(ids: readonly string[], place: string): readonly SystemProblem[] {
  const seen = new Set<string>();
  return ids.flatMap((id) => (seen.has(id) ? [at(`${place}/${id}`, 'system.id-twice', { id })] : (seen.add(id), [])));
}

/** Names that must lead somewhere: `what` is said in the problem. */
function missing(place: string, what: string, known: ReadonlySet<string>, ids: readonly (string | undefined)[]): readonly SystemProblem[] {
  return [...new Set(ids)].flatMap((id) => (id === undefined || known.has(id) ? [] : [at(place, 'system.unknown', { what, id })]));
}

const idsOf = (items: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(items.map(({ id }) => id));

function checkOrg({ org, calendars, kinds }: System): readonly SystemProblem[] {
  const [units, people, roles] = [idsOf(org.units), idsOf(org.people), idsOf(org.roles)];
  const place = 'org';
  return [
    ...[org.units, org.people, org.roles, org.groups, org.substitutions].flatMap((list) => twice(list.map(({ id }) => id), place)),
    ...missing(place, 'unit', units, [...org.units.map(({ parent }) => parent), ...org.people.map(({ unit }) => unit)]),
    ...missing(place, 'person', people, [...org.units.map(({ head }) => head), ...org.people.map(({ manager }) => manager), ...org.groups.flatMap((group) => group.people), ...org.substitutions.flatMap(({ who, forWhom }) => [who, forWhom])]),
    ...missing(place, 'role', roles, org.people.flatMap((person) => person.roles ?? [])),
    ...twice(calendars.map(({ id }) => id), 'calendars'),
    ...calendars.flatMap((calendar) => calendarIssues(calendar).map((issue): SystemProblem => ({ place: 'org', issue }))),
    ...missing(place, 'calendar', idsOf(calendars), org.units.map(({ calendar }) => calendar)),
    ...missing(place, 'kind', idsOf(kinds.map(({ kind }) => kind)), [...org.units.flatMap((unit) => unit.kinds ?? []), ...org.substitutions.flatMap((one) => one.kinds ?? [])]),
  ];
}

/** Roles, units and people that rules name. */
function checkRules(place: string, org: Org, rules: readonly (AccessRule | undefined)[]): readonly SystemProblem[] {
  const named = (part: keyof AccessRule): readonly string[] => rules.flatMap((rule) => rule?.[part] ?? []);
  return [
    ...missing(place, 'role', idsOf(org.roles), named('roles')),
    ...missing(place, 'unit', idsOf(org.units), named('units')),
    ...missing(place, 'person', idsOf(org.people), named('people')),
  ];
}

function checkDirectories({ directories, records, org }: System): readonly SystemProblem[] {
  const known = idsOf(directories);
  const validators = new Map(directories.map((directory) => [directory.id, createValidator(directory.schema, { engine: 'ajv' })]));
  return [
    ...twice(directories.map(({ id }) => id), 'directories'),
    ...directories.flatMap((directory): readonly SystemProblem[] => {
      const place = `directories/${directory.id}`;
      const issues = directoryIssues(directory, new Set(known));
      return [...issues.map((issue) => ({ place, issue })), ...(accessIssues(directory.access).length > 0 ? [] : checkRules(place, org, [directory.access]))];
    }),
    ...twice(records.map(({ directory, id }) => `${directory}/${id}`), 'records'),
    ...records.flatMap((record): readonly SystemProblem[] => {
      const place = `records/${record.directory}/${record.id}`;
      const validate = validators.get(record.directory);
      if (!validate) return missing(place, 'directory', known, [record.directory]);
      const parent = record.parent === undefined || records.some((other) => other.directory === record.directory && other.id === record.parent) ? [] : [at(place, 'system.unknown', { what: 'record', id: record.parent })];
      return [...validate(record.data).map((issue) => ({ place, issue })), ...parent];
    }),
  ];
}

function checkSources({ sources = [], kinds, org, directories }: System): readonly SystemProblem[] {
  return [
    ...twice(sources.map(({ id }) => id), 'sources'),
    ...sources.flatMap((source) => {
      const kind = kinds.find((entry) => entry.kind.id === source.kind)?.kind;
      return checkSource(source, { kind, org, directories, sources }).map((issue): SystemProblem => ({ place: `sources/${source.id}`, issue }));
    }),
  ];
}

/** Calls among the kinds of a system. */
export const findIn = ({ kinds }: System, versionOf: (kind: string) => number = () => 1): FindCallable => (id) => {
  const entry = kinds.find(({ kind }) => kind.id === id);
  return Promise.resolve(entry && { ...entry, version: versionOf(id) });
};

async function checkKind(entry: System['kinds'][number], system: System, core: ExecutionCore): Promise<readonly SystemProblem[]> {
  const { kind } = entry;
  const place = `kinds/${kind.id}`;
  const { org, directories } = system;
  const layout = checkForm(kind.form).filter(({ path = '' }) => path.startsWith('/ui'));
  const issues = [...layout, ...(await issuesOf({ core, org }, entry, { find: findIn(system), directories }))];
  const lookups = controls(kind.form.ui).flatMap(({ options }) => [options?.rq?.lookup, ...(options?.rq?.columns ?? []).map((column) => column.options?.rq?.lookup)]);
  const rules = [kind.submit, kind.see, ...Object.values(kind.participation ?? {}).map(({ who }) => who), ...(kind.relations ?? []).map(({ who }) => who)];
  const { route } = entry.route === undefined ? {} : await readBpmn(entry.route);
  return [
    ...distinct(issues).map((issue) => ({ place, issue })),
    ...missing(place, 'directory', idsOf(directories), [...lookups.map((lookup) => lookup?.directory), ...directoriesOf(kind), ...(route?.nodes ?? []).flatMap(({ step }) => (step?.outcomes ?? []).map(({ decisionDirectory }) => decisionDirectory))]),
    ...checkRules(place, org, rules),
    ...followUpPlaces(kind, { kinds: system.kinds.map((each) => each.kind), hasRecord: (directory, id) => system.records.some((record) => record.directory === directory && record.id === id) }).map((issue): SystemProblem => ({ place, issue })),
    ...(route ? checkAssignments(place, route, org) : []),
  ];
}

/** Directories that the settings of a kind read. */
const directoriesOf = ({ guards = [], followUps = [], resources }: Kind): readonly (string | undefined)[] => [resources?.materials, ...followUps.map(({ directory }) => directory), ...guards.flatMap(({ facts = {} }) => Object.values(facts).flatMap((fact) => (fact.from === 'records' ? [fact.directory] : [])))];

/** People, roles, groups and units that the steps of a route name. */
function checkAssignments(place: string, route: Route, org: Org): readonly SystemProblem[] {
  const rules = route.nodes.flatMap(({ step }) => [step?.who, ...(step?.escalations ?? []).map(escalatesTo)]).filter((rule) => rule !== undefined);
  const named = (name: 'person' | 'role' | 'group' | 'unit'): readonly (string | undefined)[] => rules.map((rule) => (name in rule ? (rule as Readonly<Record<string, unknown>>)[name] : undefined)).map((id) => (typeof id === 'string' ? id : undefined));
  return [
    ...missing(place, 'person', idsOf(org.people), named('person')),
    ...missing(place, 'role', idsOf(org.roles), named('role')),
    ...missing(place, 'group', idsOf(org.groups), named('group')),
    ...missing(place, 'unit', idsOf(org.units), named('unit').filter((unit) => unit !== 'initiator' && unit !== 'kind')),
  ];
}

const distinct = (issues: readonly Issue[]): readonly Issue[] => [...new Map(issues.map((issue) => [JSON.stringify([issue.code, issue.element, issue.path, issue.params]), issue])).values()];
