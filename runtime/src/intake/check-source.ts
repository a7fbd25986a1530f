import { createValidator } from '@requestry/forms/core';
import { channels, contactFields, counterpartiesOf, type Directory, type Issue, type Kind, type Org, type Source } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import { emailKey } from './contact.js';

/** What a source is held against. */
export interface SourceSurroundings {
  readonly kind?: Kind | undefined;
  readonly org: Org;
  readonly directories: readonly Directory[];
  /** All sources, the one at hand too or not. */
  readonly sources: readonly Source[];
}

/** Names that rules of a source may use. */
const names: ReadonlySet<string> = new Set(['payload', 'today', 'now']);

/** Everything wrong with a source. Warnings do not stop anything. */
export function checkSource(source: Source, around: SourceSurroundings): readonly Issue[] {
  return [...checkItself(source), ...checkRules(source), ...checkNames(source, around), ...(around.kind ? checkFields(source, around.kind) : [])];
}

function checkItself({ id, channel, duplicateMinutes = 10, askUnknown = [], mailboxes = [] }: Source): readonly Issue[] {
  return [
    ...(/^[a-z0-9][a-z0-9-]{0,63}$/.test(id) && id !== 'status' ? [] : [{ code: 'source.id', path: '/id', params: { found: String(id).slice(0, 80) } }]),
    ...(channels.includes(channel) ? [] : [{ code: 'source.channel', path: '/channel', params: { found: String(channel).slice(0, 80) } }]),
    ...(duplicateMinutes >= 0 && duplicateMinutes <= 10_080 ? [] : [{ code: 'source.duplicate-minutes', path: '/duplicateMinutes', params: { limit: 10_080 } }]),
    ...askUnknown.flatMap((field, index) => (contactFields.includes(field) ? [] : [{ code: 'source.contact-field', path: `/askUnknown/${index}`, params: { found: String(field).slice(0, 80) } }])),
    ...mailboxes.flatMap((address, index) => (emailKey(address) === undefined ? [{ code: 'source.mailbox', path: `/mailboxes/${index}`, params: { found: String(address).slice(0, 80) } }] : [])),
  ];
}

/** FEEL that is not understood, or reads what no payload has. */
function checkRules({ mapping = {}, contact = {} }: Source): readonly Issue[] {
  const rules = [...Object.entries(mapping).map(([field, text]) => [`/mapping/${field}`, text] as const), ...Object.entries(contact).map(([field, text]) => [`/contact/${field}`, text] as const)];
  return rules.flatMap(([path, text]): readonly Issue[] => {
    if (typeof text !== 'string' || !text.startsWith('=')) return [{ code: 'source.no-formula', path }];
    const compiled = compileExpression(text);
    if (compiled.issues.length > 0) return compiled.issues.map((issue) => ({ ...issue, path }));
    const unknown = new Set(compiled.names.map((name) => name.split('.')[0] ?? '').filter((root) => !names.has(root)));
    return [...unknown].map((name) => ({ code: 'expression.unknown-name', path, params: { name, expression: text } }));
  });
}

const unknown = (what: string, id: string, path: string, severity?: 'warning'): Issue => ({ code: 'system.unknown', path, params: { what, id }, ...(severity ? { severity } : {}) });

function checkNames(source: Source, { kind, org, directories, sources }: SourceSurroundings): readonly Issue[] {
  const { responsible, initiator, enter } = source;
  const person = (id: string, path: string): readonly Issue[] => (org.people.some((each) => each.id === id && !each.archived) ? [] : [unknown('person', id, path)]);
  const role = (id: string, path: string): readonly Issue[] => (org.roles.some((each) => each.id === id) ? [] : [unknown('role', id, path)]);
  const unit = (id: string, path: string): readonly Issue[] => (org.units.some((each) => each.id === id) ? [] : [unknown('unit', id, path)]);
  const directory = counterpartiesOf(source);
  const taken = new Map(sources.filter(({ id }) => id !== source.id).flatMap((other) => (other.mailboxes ?? []).map((address) => [emailKey(address), other.id] as const)));
  return [
    ...(kind ? [] : [unknown('kind', source.kind, '/kind')]),
    ...(responsible && 'person' in responsible ? person(responsible.person, '/responsible/person') : []),
    ...(responsible && 'role' in responsible ? [...role(responsible.role, '/responsible/role'), ...(responsible.unit === undefined ? [] : unit(responsible.unit, '/responsible/unit'))] : []),
    ...(initiator === undefined ? [] : person(initiator, '/initiator')),
    ...(enter?.people ?? []).flatMap((id, index) => person(id, `/enter/people/${index}`)),
    ...(enter?.roles ?? []).flatMap((id, index) => role(id, `/enter/roles/${index}`)),
    ...(enter?.units ?? []).flatMap((id, index) => unit(id, `/enter/units/${index}`)),
    ...(directories.some(({ id }) => id === directory) ? [] : [unknown('directory', directory, '/counterparties', source.counterparties === undefined ? 'warning' : undefined)]),
    ...(source.mailboxes ?? []).flatMap((address, index) => {
      const other = taken.get(emailKey(address));
      return other === undefined ? [] : [{ code: 'source.mailbox-twice', path: `/mailboxes/${index}`, params: { mailbox: address, source: other } }];
    }),
  ];
}

/** Fields that the kind does not have, defaults that it does not take, and mandatory fields that nothing fills. */
function checkFields(source: Source, { form }: Kind): readonly Issue[] {
  const { properties = {}, required = [], $defs } = form.schema;
  const places = [
    ...Object.keys(source.mapping ?? {}).map((field) => [`/mapping/${field}`, field] as const),
    ...Object.keys(source.defaults ?? {}).map((field) => [`/defaults/${field}`, field] as const),
    ...(source.required ?? []).map((field, index) => [`/required/${index}`, field] as const),
    ...(source.extraFields ?? []).map((field, index) => [`/extraFields/${index}`, field] as const),
  ];
  const strange = places.filter(([, field]) => !Object.hasOwn(properties, field)).map(([path, field]) => ({ code: 'source.unknown-field', path, params: { field } }));
  const validate = createValidator({ type: 'object', properties, ...($defs === undefined ? {} : { $defs }) }, { engine: 'ajv' });
  const defaults = validate(source.defaults ?? {}).map((issue) => ({ ...issue, path: `/defaults${issue.path ?? ''}` }));
  const filled = (field: string): boolean => [source.mapping, source.defaults].some((values) => Object.hasOwn(values ?? {}, field)) || properties[field]?.default !== undefined;
  const empty = source.mapping ? [...new Set([...required, ...(source.required ?? [])])].filter((field) => Object.hasOwn(properties, field) && !filled(field)) : [];
  return [...strange, ...defaults, ...empty.map((field): Issue => ({ code: 'source.unfilled', path: '/mapping', severity: 'warning', params: { field } }))];
}
