import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localize, relationTypes } from '@requestry/model';
import type { RelationRule, RelationSum, RelationType, RequestState } from '@requestry/model';
import { requestStateText } from '@requestry/ui';
import { renderAccessRule } from '../../general-tab/access-rule.js';
import { compact } from '../../route-tab/doc-edits.js';
import { adder, bilingual, choose, line, remover, tick } from '../../route-tab/panel/context.js';
import { titled } from '../../route-tab/panel/who-field.js';
import type { FormField } from '../../route-tab/fields.js';
import { chips, fieldChoices, freshId, listOf, mappingRows, placed, placedChoice, ruleItem, section, sourceField } from '../context.js';
import type { RuleContext } from '../context.js';
import { relationSentence, relationTypeText } from '../sentences.js';

const states: readonly RequestState[] = ['active', 'postponed', 'completed', 'rejected', 'refused', 'withdrawn', 'cancelled'];

/** What may be made of requests of the kind. */
export function relationsSection(c: RuleContext): unknown {
  const { w } = c;
  const list = listOf(c, 'relations', w.relations);
  const [first] = list.all;
  const state = first === undefined ? '' : list.all.length === 1 ? relationSentence(first, c.n) : w.relationsCount({ number: list.all.length });
  const target = c.kinds[0] ?? c.kind;
  const fresh = (): RelationRule => ({ id: freshId('relation', list.all.map(({ id }) => id)), type: 'based-on', title: target.title, kind: target.id });
  return section(c, {
    path: '/relations',
    title: w.relations,
    state,
    help: w.relationsHelp,
    body: html`${repeat(list.all, ({ id }) => id, (rule, index) => relationItem(c, rule, index))}<div>${adder(w.addRelation, () => list.add(fresh()))}</div>`,
  });
}

/** Settings of another sort of relation are left out. */
function retyped(rule: RelationRule, type: RelationType): RelationRule {
  const { fields, waits, adopts, sums, ...rest } = rule;
  return { ...rest, type, ...(type === 'amendment' ? { fields: fields ?? {} } : {}), ...(type === 'child' ? compact({ waits, adopts, sums }) : {}) };
}

function relationItem(c: RuleContext, rule: RelationRule, index: number): unknown {
  const { w } = c;
  const list = listOf(c, 'relations', w.relations);
  const path = `/relations/${index}`;
  const write = (next: RelationRule, coalesce?: string): void => list.write(index, next, coalesce);
  const target = c.fieldsOf(rule.kind);
  const helps: Readonly<Record<RelationType, string>> = { 'based-on': w.typeBasedOnHelp, annex: w.typeAnnexHelp, amendment: w.typeAmendmentHelp, child: w.typeChildHelp, chain: w.typeChainHelp, subject: w.typeSubjectHelp };
  const kinds = [...titled(c.kinds, c), { value: c.kind.id, title: w.thisKind({ title: localize(c.kind.title, c.locale) }) }];
  return ruleItem(c, {
    path,
    title: localize(rule.title, c.locale) || rule.id,
    sentence: relationSentence(rule, c.n),
    remove: () => list.remove(index),
    body: html`${bilingual(c, `${path}/title`, w.relationTitle, rule.title, (title) => write({ ...rule, title }, 'title'))}
      <div class="pair">
        ${placedChoice(`${path}/type`, w.relationType, { value: rule.type, choices: relationTypes.map((type) => ({ value: type, title: relationTypeText(type, w) })), pick: (type) => write(retyped(rule, type as RelationType)) }, html`<span class="help">${helps[rule.type]}</span>`)}
        ${placedChoice(`${path}/kind`, w.relationKind, { value: rule.kind, choices: kinds, pick: (kind) => write({ ...rule, kind, map: undefined, ...(rule.fields ? { fields: {} } : {}), sums: undefined }) })}
      </div>
      ${target ? nothing : html`<p class="help">${w.kindUnknown}</p>`}
      ${rule.type === 'amendment' ? changedFields(c, path, rule, target ?? [], write) : nothing}
      ${rule.type === 'child' ? childFields(c, path, rule, target ?? [], write) : nothing}
      ${mappingRows(c, {
        path: `${path}/map`, label: w.relationMap, add: w.addMap, empty: w.relationMapUsual, rows: rule.map ?? {},
        keys: fieldChoices(target ?? []),
        fresh: (key) => `=${c.g.fields.find(({ name }) => name === key)?.name ?? c.g.fields[0]?.name ?? 'null'}`,
        control: (key, value, set) => sourceField(c, `${path}/map/${key}`, w.from, value, (next) => set(next, `map-${key}`), { given: [], fixed: false }),
        put: (map, coalesce) => write({ ...rule, map: Object.keys(map).length > 0 ? (map as Record<string, string>) : undefined }, coalesce),
      })}
      <div data-path="${path}/who">${renderAccessRule({ id: `${path}/who`, label: w.relationWho, rule: rule.who, org: c.org, language: c.locale, empty: w.relationAnybody, read: (who) => w.roleRead({ who }), onChange: (who) => write({ ...rule, who }) })}</div>
      ${chips({ path: `${path}/states`, label: w.relationStates, values: rule.states ?? [], choices: states.map((state) => ({ value: state, title: requestStateText(state, c.locale) })), empty: rule.type === 'child' ? w.relationStatesChild : w.relationStatesUsual, w, put: (next) => write({ ...rule, states: next.length > 0 ? (next as RequestState[]) : undefined }) })}
      ${placed(`${path}/most`, w.relationMost, (id) => line({ id, type: 'number', value: rule.most === undefined ? '' : String(rule.most), placeholder: w.relationNoLimit, write: (most) => write({ ...rule, most: most === '' ? undefined : Number(most) }, 'most') }))}`,
  });
}

/** Which fields an amendment changes, and where it holds their new values. */
function changedFields(c: RuleContext, path: string, rule: RelationRule, target: readonly FormField[], write: (rule: RelationRule, coalesce?: string) => void): unknown {
  const { w } = c;
  return mappingRows(c, {
    path: `${path}/fields`, label: w.relationFields, add: w.addChange, rows: rule.fields ?? {},
    keys: fieldChoices(c.g.fields),
    fresh: (key) => (target.find(({ name }) => name === key) ?? target[0])?.name ?? '',
    control: (_key, value, set) => choose({ label: w.relationNewField, value: String(value), choices: fieldChoices(target), ...(value === '' ? { empty: w.choose } : {}), pick: (next) => set(next) }),
    put: (fields, coalesce) => write({ ...rule, fields: fields as Record<string, string> }, coalesce),
  });
}

function childFields(c: RuleContext, path: string, rule: RelationRule, target: readonly FormField[], write: (rule: RelationRule, coalesce?: string) => void): unknown {
  const { w } = c;
  const sums = rule.sums ?? [];
  const put = (next: readonly RelationSum[], coalesce?: string): void => write({ ...rule, sums: next.length > 0 ? next : undefined }, coalesce);
  const patch = (index: number, sum: RelationSum, coalesce?: string): void => put(sums.map((each, at) => (at === index ? compact(sum) : each)), coalesce);
  const numbers = target.filter(({ sort }) => sort === 'number' || sort === 'money');
  return html`${tick(w.relationWaits, rule.waits ?? false, (waits) => write({ ...rule, waits: waits || undefined }))}
    ${tick(w.relationAdopts, rule.adopts ?? false, (adopts) => write({ ...rule, adopts: adopts || undefined }))}
    <div class="group" data-path="${path}/sums">
      <div class="group-head"><h4>${w.relationSums}</h4><span class="grow"></span>${adder(w.addSum, () => put([...sums, { title: { ru: 'Частей', en: 'Parts' }, of: 'count' }]))}</div>
      ${sums.map((sum, index) => html`<div class="boxed">
        ${bilingual(c, `${path}/sums/${index}`, w.title, sum.title, (title) => patch(index, { ...sum, title }, `sum-${index}`))}
        <div class="row">
          ${choose({ label: w.relationSums, value: sum.of, choices: [{ value: 'count', title: w.sumCount }, { value: 'open', title: w.sumOpen }, { value: 'sum', title: w.sumSum }], pick: (of) => patch(index, { ...sum, of: of as RelationSum['of'], field: of === 'sum' ? numbers[0]?.name : undefined }) })}
          ${sum.of === 'sum' ? choose({ label: w.field, value: sum.field ?? '', empty: w.choose, choices: fieldChoices(numbers), pick: (field) => patch(index, { ...sum, field: field || undefined }) }) : nothing}
          ${remover(w.removeOf({ what: localize(sum.title, c.locale) }), () => put(sums.filter((_, at) => at !== index)))}
        </div>
      </div>`)}
    </div>`;
}
