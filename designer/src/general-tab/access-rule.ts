import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { AccessRule, Locale, Org } from '@requestry/model';
import { formatList } from '@requestry/ui';
import type { RqSelectEvent } from '@requestry/ui';
import { messages } from '../locales/index.js';

type Sort = 'roles' | 'units' | 'people';

const sorts: readonly Sort[] = ['roles', 'units', 'people'];

function nameOf(sort: Sort, id: string, org: Org | undefined, locale: Locale): string {
  const t = messages[locale];
  if (sort === 'people') return org?.people.find((person) => person.id === id)?.name ?? t.unknownRef({ id });
  const found = (sort === 'roles' ? org?.roles : org?.units)?.find((each) => each.id === id);
  return found ? localize(found.title, locale) : t.unknownRef({ id });
}

/** Who a rule means, in words; `''` when it names nobody. */
export function accessRuleText(rule: AccessRule | undefined, org: Org | undefined, locale: Locale): string {
  const t = messages[locale];
  const parts = [
    ...(rule?.roles ?? []).map((id) => t.whoRole({ title: nameOf('roles', id, org, locale) })),
    ...(rule?.units ?? []).map((id) => t.whoUnit({ title: nameOf('units', id, org, locale) })),
    ...(rule?.people ?? []).map((id) => nameOf('people', id, org, locale)),
  ];
  return parts.length === 0 ? '' : formatList(parts, locale);
}

/** Picks roles, units and people from what exists, and reads the rule back. */
export function renderAccessRule(options: {
  readonly id: string;
  readonly label: string;
  readonly rule: AccessRule | undefined;
  readonly org: Org | undefined;
  readonly language: Locale;
  readonly empty: string;
  readonly read: (who: string) => string;
  readonly onChange: (rule: AccessRule | undefined) => void;
}): unknown {
  const { rule = {}, org, language } = options;
  const t = messages[language];
  const put = (sort: Sort, ids: readonly string[]): void => {
    const next = Object.fromEntries(sorts.flatMap((each) => { const list = each === sort ? ids : (rule[each] ?? []); return list.length > 0 ? [[each, list]] : []; }));
    options.onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  const menu = (sort: Sort, label: string, icon: string): unknown => {
    const all = sort === 'people' ? (org?.people ?? []).filter(({ archived }) => !archived).map(({ id, name }) => ({ id, label: name })) : ((sort === 'roles' ? org?.roles : org?.units) ?? []).map(({ id, title }) => ({ id, label: localize(title, language) }));
    const left = all.filter(({ id }) => !(rule[sort] ?? []).includes(id));
    const items = left.length > 0 ? left : [{ id: '', label: t.nothingToAdd, disabled: true }];
    return html`<rq-menu compact variant="secondary" align="start" .label=${label} .icon=${icon} .locale=${language} .items=${items} @rq-select=${(event: RqSelectEvent) => put(sort, [...(rule[sort] ?? []), event.item])}></rq-menu>`;
  };
  const icons: Readonly<Record<Sort, string>> = { roles: 'users', units: 'unit', people: 'user' };
  const who = accessRuleText(rule, org, language);
  return html`<div class="field" role="group" aria-label=${options.label}>
    <span class="label">${options.label}</span>
    <div class="row">
      ${sorts.flatMap((sort) => (rule[sort] ?? []).map((id) => {
        const title = nameOf(sort, id, org, language);
        return html`<span class="chip"><rq-icon .name=${icons[sort]}></rq-icon>${title}<button type="button" aria-label=${t.removeOf({ title })} @click=${() => put(sort, (rule[sort] ?? []).filter((each) => each !== id))}><rq-icon name="close"></rq-icon></button></span>`;
      }))}
      ${menu('roles', t.addRole, 'users')}${menu('units', t.addUnit, 'unit')}${menu('people', t.addPerson, 'user')}
    </div>
    <p class="readback">${who === '' ? options.empty : options.read(who)}</p>
    ${nothing}
  </div>`;
}
