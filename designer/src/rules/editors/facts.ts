import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { FactTake, Guard, GuardFact, RequestState } from '@requestry/model';
import { requestStateText } from '@requestry/ui';
import { idOf } from '../../parts/localized.js';
import { renameInExpression } from '../../form-builder/rename.js';
import { conditionFields } from '../../route-tab/panel/condition-fields.js';
import { choose, line, tick } from '../../route-tab/panel/context.js';
import type { Choice } from '../../route-tab/panel/context.js';
import { titled } from '../../route-tab/panel/who-field.js';
import { filterableSorts } from '../../route-tab/fields.js';
import type { FormField } from '../../route-tab/fields.js';
import { chips, freshId, mappingRows, placed, placedChoice, problemsAt, ruleItem, sourceField } from '../context.js';
import type { RuleContext } from '../context.js';
import { propertiesOf } from '../names.js';
import { factText } from '../sentences.js';

type Write = (guard: Guard, coalesce?: string) => void;
type RecordsFact = Extract<GuardFact, { readonly from: 'records' }>;
type RequestsFact = Extract<GuardFact, { readonly from: 'requests' }>;
type ConnectorFact = Extract<GuardFact, { readonly from: 'connector' }>;

const nameLike = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const given: readonly string[] = ['today', 'now', 'request', 'initiator', 'data', 'payments', 'resources'];
const states: readonly RequestState[] = ['active', 'postponed', 'completed', 'rejected', 'refused', 'withdrawn', 'cancelled'];

/** What a condition reads besides the request, each with where it comes from. */
export function factFields(c: RuleContext, guard: Guard, path: string, write: Write): unknown {
  const { w } = c;
  const facts = guard.facts ?? {};
  const add = (from: string): void => {
    const fact = freshFact(c, from as GuardFact['from']);
    const taken = [...Object.keys(facts), ...given, ...c.g.fields.map(({ name }) => name)];
    const base = fact.from === 'records' ? idOf(fact.directory).replace(/-+(.)?/g, (_all, letter: string | undefined) => (letter ?? '').toUpperCase()) || 'records' : fact.from === 'requests' ? 'others' : 'answer';
    const name = freshId(/^[a-z]/.test(base) ? base : 'records', taken).replace('-', '');
    write({ ...guard, facts: { ...facts, [name]: fact } });
    c.turnTo(`${path}/facts/${name}`);
  };
  const kinds: readonly Choice[] = [...(c.n.directories.length > 0 ? [{ value: 'records', title: w.factRecords }] : []), { value: 'requests', title: w.factRequests }, { value: 'connector', title: w.factConnector }];
  return html`<div class="group" data-path="${path}/facts">
    <div class="group-head"><h4>${w.facts}</h4></div>
    ${Object.keys(facts).length === 0 ? html`<p class="help">${w.factsHelp}</p>` : nothing}
    ${Object.entries(facts).map(([name, fact]) => factItem(c, guard, path, name, fact, write))}
    ${choose({ label: w.facts, value: '', empty: w.addFact, choices: kinds, pick: (from) => from !== '' && add(from) })}
  </div>`;
}

function freshFact(c: RuleContext, from: GuardFact['from']): GuardFact {
  if (from === 'requests') return { from, same: 'initiator' };
  if (from === 'connector') return { from, connector: '' };
  const looked = c.g.fields.find(({ directory }) => directory !== undefined);
  const directory = c.n.directories.find(({ id }) => id === looked?.directory) ?? c.n.directories[0];
  const numbers = propertiesOf(directory, c.locale).filter(({ sort }) => sort === 'number');
  const property = (numbers[0] ?? propertiesOf(directory, c.locale)[0])?.name;
  return { from, directory: directory?.id ?? '', ...(looked && looked.directory === directory?.id ? { where: { id: `=${looked.name}` } } : {}), ...(property === undefined ? {} : { property }) };
}

function factItem(c: RuleContext, guard: Guard, path: string, name: string, fact: GuardFact, write: Write): unknown {
  const facts = guard.facts ?? {};
  const at = `${path}/facts/${name}`;
  const put = (next: GuardFact, coalesce?: string): void => write({ ...guard, facts: { ...facts, [name]: next } }, coalesce && `${name}-${coalesce}`);
  const remove = (): void => {
    const { [name]: _gone, ...rest } = facts;
    write({ ...guard, facts: Object.keys(rest).length > 0 ? rest : undefined });
  };
  return ruleItem(c, {
    path: at,
    title: factText(fact, c.n),
    sentence: `${name}: ${factText(fact, c.n)}`,
    remove,
    body: html`${fact.from === 'records' ? recordsFields(c, at, fact, put) : fact.from === 'requests' ? requestsFields(c, at, fact, put, (same) => sameField(c, guard, name, fact, same, write)) : connectorFields(c, at, fact, put)}
      ${nameField(c, guard, at, name, write)}`,
  });
}

/** A new name is written wherever the condition and its explanation say the old one. */
function nameField(c: RuleContext, guard: Guard, path: string, name: string, write: Write): unknown {
  const taken = (to: string): boolean => to !== name && (given.includes(to) || c.g.fields.some((each) => each.name === to) || Object.hasOwn(guard.facts ?? {}, to));
  const rename = (to: string): void => {
    if (to === name || !nameLike.test(to) || taken(to)) return;
    const facts = Object.fromEntries(Object.entries(guard.facts ?? {}).map(([each, fact]) => [each === name ? to : each, fact]));
    const inText = (text: string | undefined): string | undefined => text?.replaceAll(`{${name}}`, `{${to}}`).replaceAll(`{${name}.`, `{${to}.`);
    const told = guard.explanation;
    write({ ...guard, facts, when: renameInExpression(guard.when, name, to), explanation: typeof told === 'string' ? (inText(told) ?? '') : { ...told, ...(told.ru === undefined ? {} : { ru: inText(told.ru) }), ...(told.en === undefined ? {} : { en: inText(told.en) }) } });
    c.turnTo(`${path.slice(0, path.lastIndexOf('/'))}/${to}`);
  };
  return placed(path, c.w.factName, (id) => html`<input class="input" id=${id} .value=${name} @change=${(event: Event) => rename((event.currentTarget as HTMLInputElement).value.trim())} />`, problemsAt(c, path).some(({ code }) => code === 'guard.fact-name') ? html`<span class="field-error">${c.w.factNameBad}</span>` : nothing);
}

function takeField(c: RuleContext, path: string, value: FactTake, pick: (take: FactTake) => void): unknown {
  const { w } = c;
  const titles: Readonly<Record<FactTake, string>> = { first: w.takeFirst, count: w.takeCount, sum: w.takeSum, min: w.takeMin, max: w.takeMax, list: w.takeList };
  return placedChoice(`${path}/take`, w.factTake, { value, choices: Object.entries(titles).map(([take, title]) => ({ value: take, title })), pick: (take) => pick(take as FactTake) });
}

function recordsFields(c: RuleContext, path: string, fact: RecordsFact, put: (fact: GuardFact, coalesce?: string) => void): unknown {
  const { w } = c;
  const properties = propertiesOf(c.n.directories.find(({ id }) => id === fact.directory), c.locale);
  const choices: readonly Choice[] = properties.map(({ name, title }) => ({ value: name, title }));
  const take = fact.take ?? 'first';
  const fitting = take === 'sum' || take === 'min' || take === 'max' ? properties.filter(({ sort }) => sort === 'number' || (take !== 'sum' && sort === 'date')) : properties;
  return html`<div class="pair">
      ${placedChoice(`${path}/directory`, w.factDirectory, { value: fact.directory, choices: titled(c.n.directories, c), pick: (directory) => put({ from: 'records', directory, ...(fact.take ? { take: fact.take } : {}) }) })}
      ${takeField(c, path, take, (next) => put({ ...fact, take: next === 'first' ? undefined : next, ...(next === 'count' ? { property: undefined } : {}) }))}
      ${take === 'count' ? nothing : placedChoice(`${path}/property`, w.factProperty, { value: fact.property ?? '', empty: w.factRecordItself, choices: fitting.map(({ name, title }) => ({ value: name, title })), pick: (property) => put({ ...fact, property: property || undefined }) })}
    </div>
    ${mappingRows(c, {
      path: `${path}/where`, label: w.factWhere, add: w.addWhere, rows: fact.where ?? {}, keys: [{ value: 'id', title: w.factRecordItself }, ...choices],
      fresh: (key) => { const field = key === 'id' ? c.g.fields.find(({ directory }) => directory === fact.directory) : c.g.fields[0]; return field ? `=${field.name}` : ''; },
      control: (key, value, set) => sourceField(c, `${path}/where/${key}`, w.factIs, value, (next) => set(next, `where-${key}`)),
      put: (where, coalesce) => put({ ...fact, where: Object.keys(where).length > 0 ? (where as RecordsFact['where']) : undefined }, coalesce),
    })}`;
}

/** Requests are found by a field only when it is filterable: choosing one makes it so. */
function sameField(c: RuleContext, guard: Guard, name: string, fact: RequestsFact, same: string, write: Write): void {
  const field = /^field:(.*)$/.exec(same)?.[1];
  const next: RequestsFact = { ...fact, same: field === undefined ? (same as 'initiator') : { field } };
  const filterable = c.kind.filterable ?? [];
  if (field === undefined || filterable.includes(field)) return write({ ...guard, facts: { ...guard.facts, [name]: next } });
  const guards = (c.kind.guards ?? []).map((each) => (each.id === guard.id ? { ...guard, facts: { ...guard.facts, [name]: next } } : each));
  c.change(c.w.guards, { guards, filterable: [...filterable, field] });
}

function requestsFields(c: RuleContext, path: string, fact: RequestsFact, put: (fact: GuardFact, coalesce?: string) => void, setSame: (same: string) => void): unknown {
  const { w } = c;
  const kinds: readonly Choice[] = [{ value: c.kind.id, title: localize(c.kind.title, c.locale) }, ...titled(c.kinds, c)];
  const chosen = fact.kinds ?? (typeof fact.same === 'object' ? [c.kind.id] : []);
  const fields: readonly FormField[] = (chosen[0] === undefined ? undefined : c.fieldsOf(chosen[0])) ?? (chosen.length === 0 ? c.n.fields : []);
  const take = fact.take ?? 'count';
  const counted = take === 'first' || take === 'list' ? fields : fields.filter(({ sort }) => sort === 'number' || sort === 'money');
  const values = counted.map(({ name, title, sort }) => ({ value: sort === 'money' ? `=number(${name}.amount)` : `=${name}`, title }));
  const same = typeof fact.same === 'object' ? `field:${fact.same.field}` : fact.same;
  const sames: readonly Choice[] = [
    { value: 'counterparty', title: w.sameCounterparty }, { value: 'initiator', title: w.sameInitiator }, { value: 'unit', title: w.sameUnit },
    ...c.n.fields.filter(({ sort }) => filterableSorts.has(sort)).map(({ name, title }) => ({ value: `field:${name}`, title: w.sameField({ field: title }) })),
  ];
  const own: RuleContext = { ...c, g: { fields } };
  const key = `${path}/where`;
  return html`<div class="pair">
      ${placedChoice(`${path}/same`, w.factSame, { value: same, choices: sames, pick: setSame })}
      ${takeField(c, path, take, (next) => put({ ...fact, take: next === 'count' ? undefined : next, ...(next === 'count' ? { value: undefined } : {}) }))}
      ${take === 'count' ? nothing : placedChoice(`${path}/value`, w.factProperty, { value: fact.value ?? '', empty: w.choose, choices: values, pick: (value) => put({ ...fact, value: value || undefined }) })}
    </div>
    ${chips({ path: `${path}/kinds`, label: w.factKinds, values: fact.kinds ?? [], choices: kinds, empty: typeof fact.same === 'object' ? localize(c.kind.title, c.locale) : w.factAllKinds, w, put: (next) => put({ ...fact, kinds: next.length > 0 ? next : undefined }) })}
    ${chips({ path: `${path}/states`, label: w.factStates, values: fact.states ?? [], choices: states.map((state) => ({ value: state, title: requestStateText(state, c.locale) })), empty: w.factAllStates, w, put: (next) => put({ ...fact, states: next.length > 0 ? (next as RequestState[]) : undefined }) })}
    <div data-path=${key}>${conditionFields(own, key, fact.where ?? '=true', (where) => put({ ...fact, where: where === '=true' ? undefined : where }, 'where'), c.isFormula(key), (on) => c.setFormula(key, on), w.factFilter)}</div>
    ${tick(w.factTold, fact.told === 'always', (on) => put({ ...fact, told: on ? 'always' : undefined }))}`;
}

function connectorFields(c: RuleContext, path: string, fact: ConnectorFact, put: (fact: GuardFact, coalesce?: string) => void): unknown {
  const { w } = c;
  const known = c.connectors() ?? [];
  const pick = (connector: string): void => put({ ...fact, connector });
  const name = known.length > 0
    ? placedChoice(`${path}/connector`, w.factConnectorName, { value: fact.connector, choices: known.map((each) => ({ value: each, title: each })), ...(fact.connector === '' ? { empty: w.choose } : {}), pick })
    : placed(`${path}/connector`, w.factConnectorName, (id) => line({ id, value: fact.connector, write: (text) => put({ ...fact, connector: text.trim() }, 'connector') }), html`<span class="help">${w.factConnectorHelp}</span>`);
  return html`${name}
    ${mappingRows(c, {
      path: `${path}/query`, label: w.factQuery, add: w.addQuery, rows: fact.query ?? {},
      fresh: () => (c.g.fields[0] ? `=${c.g.fields[0].name}` : ''),
      control: (key, value, set) => sourceField(c, `${path}/query/${key}`, w.value, value, (next) => set(next, `query-${key}`)),
      put: (query, coalesce) => put({ ...fact, query: Object.keys(query).length > 0 ? (query as ConnectorFact['query']) : undefined }, coalesce),
    })}
    ${placed(`${path}/timeout`, w.factTimeout, (id) => line({ id, type: 'number', value: String((fact.timeout ?? 5_000) / 1_000), write: (seconds) => Number(seconds) > 0 && put({ ...fact, timeout: Number(seconds) === 5 ? undefined : Math.round(Number(seconds) * 1_000) }, 'timeout') }))}`;
}
