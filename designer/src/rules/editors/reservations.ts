import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localize } from '@requestry/model';
import type { ReservationEnd, ReservationRule } from '@requestry/model';
import { requestStateText } from '@requestry/ui';
import { RqShowPlaceEvent } from '../../events.js';
import { adder } from '../../route-tab/panel/context.js';
import type { Choice } from '../../route-tab/panel/context.js';
import { durationField } from '../../route-tab/panel/durations.js';
import { freshId, listOf, placed, placedChoice, ruleItem, section } from '../context.js';
import type { RuleContext } from '../context.js';
import { columnsOf } from '../names.js';
import { reservationSentence } from '../sentences.js';

/** A field that chooses records, or a column of a table that does. */
interface Looked {
  readonly path: string;
  readonly title: string;
  readonly directory: string;
}

const endings = ['completed', 'rejected', 'refused', 'withdrawn', 'cancelled'] as const;

function lookedUp({ n, kind, locale }: RuleContext): readonly Looked[] {
  return n.fields.flatMap(({ name, title, directory, sort }): readonly Looked[] => {
    if (directory !== undefined) return [{ path: name, title, directory }];
    if (sort !== 'many') return [];
    return columnsOf(kind, name, locale).flatMap((column) => (column.directory === undefined ? [] : [{ path: `${name}.${column.name}`, title: `${title} → ${column.title}`, directory: column.directory }]));
  });
}

/** Numbers beside what is chosen: at the top of the form, or in the rows of the same table. */
function quantities({ n, kind, locale }: RuleContext, field: string): readonly Choice[] {
  const [table = '', column] = field.split('.');
  if (column === undefined) return n.fields.filter(({ sort }) => sort === 'number').map(({ name, title }) => ({ value: name, title }));
  return columnsOf(kind, table, locale).filter(({ sort }) => sort === 'number').map(({ name, title }) => ({ value: `${table}.${name}`, title }));
}

/** What requests of the kind keep. */
export function reservationsSection(c: RuleContext, dispatch: (event: Event) => void): unknown {
  const { w } = c;
  const list = listOf(c, 'reservations', w.reservations);
  const looked = lookedUp(c);
  const best = looked.find(({ directory }) => c.n.directories.find(({ id }) => id === directory)?.reservable) ?? looked[0];
  const [first] = list.all;
  const state = first === undefined ? '' : list.all.length === 1 ? reservationSentence(first, c.n) : w.reservationsCount({ number: list.all.length });
  return section(c, {
    path: '/reservations',
    title: w.reservations,
    state,
    help: w.reservationsHelp,
    body: html`${repeat(list.all, ({ id }) => id, (rule, index) => reservationItem(c, rule, index, looked, dispatch))}
      ${best ? html`<div>${adder(w.addReservation, () => list.add({ id: freshId('reservation', list.all.map(({ id }) => id)), field: best.path }))}</div>` : html`<p class="help">${w.reservationNoField}</p>`}`,
  });
}

function reservationItem(c: RuleContext, rule: ReservationRule, index: number, looked: readonly Looked[], dispatch: (event: Event) => void): unknown {
  const { w, n } = c;
  const list = listOf(c, 'reservations', w.reservations);
  const path = `/reservations/${index}`;
  const write = (next: ReservationRule, coalesce?: string): void => list.write(index, next, coalesce);
  const directory = n.directories.find(({ id }) => id === looked.find(({ path: at }) => at === rule.field)?.directory);
  const dates = n.fields.filter(({ sort }) => sort === 'date').map(({ name, title }) => ({ value: name, title }));
  const between = rule.from !== undefined || rule.to !== undefined;
  const period = (how: string): void => {
    const { from: _from, to: _to, ...rest } = rule;
    write(how === 'between' ? { ...rest, from: dates[0]?.value ?? '', to: dates[1]?.value ?? dates[0]?.value ?? '' } : rest);
  };
  const end = (state: (typeof endings)[number], how: string): void => {
    const usual: ReservationEnd = state === 'completed' ? 'consumed' : 'released';
    const { [state]: _old, ...rest } = rule.ends ?? {};
    const ends = how === usual ? rest : { ...rest, [state]: how as ReservationEnd };
    write({ ...rule, ends: Object.keys(ends).length > 0 ? ends : undefined });
  };
  return ruleItem(c, {
    path,
    title: reservationSentence(rule, n),
    sentence: reservationSentence(rule, n),
    remove: () => list.remove(index),
    body: html`<div class="pair">
        ${placedChoice(`${path}/field`, w.reservationField, { value: rule.field, choices: looked.map(({ path: at, title }) => ({ value: at, title })), pick: (field) => write({ ...rule, field, quantity: quantities(c, field).some(({ value }) => value === rule.quantity) ? rule.quantity : undefined }) })}
        ${placedChoice(`${path}/quantity`, w.reservationQuantity, { value: rule.quantity ?? '', empty: w.reservationOne, choices: quantities(c, rule.field), pick: (quantity) => write({ ...rule, quantity: quantity || undefined }) })}
      </div>
      ${directory && !directory.reservable
        ? html`<p class="field-warning"><rq-icon name="warning"></rq-icon>${w.reservationNotReservable({ directory: localize(directory.title, c.locale) })}
            <button type="button" class="link" @click=${() => dispatch(new RqShowPlaceEvent('directories', directory.id))}>${w.makeReservable}</button></p>`
        : nothing}
      ${dates.length > 0 || between ? html`<div class="pair">
        ${placedChoice(`${path}/period`, w.reservationPeriod, { value: between ? 'between' : '', empty: w.reservationAltogether, choices: [{ value: 'between', title: w.reservationBetween }], pick: period })}
        ${between
          ? html`${placedChoice(`${path}/from`, w.reservationFrom, { value: rule.from ?? '', choices: dates, empty: w.choose, pick: (from) => write({ ...rule, from }) })}
              ${placedChoice(`${path}/to`, w.reservationTo, { value: rule.to ?? '', choices: dates, empty: w.choose, pick: (to) => write({ ...rule, to }) })}`
          : nothing}
      </div>` : nothing}
      ${placed(`${path}/holds`, w.reservationHolds, () => durationField(c, `${path}/holds`, { label: w.reservationHolds, value: rule.holds, working: true, empty: w.reservationUntilEnd, write: (holds) => write({ ...rule, holds }, 'holds') }))}
      <div class="group" role="group" aria-label=${w.reservationEnds}><h4>${w.reservationEnds}</h4><div class="pair">
        ${endings.map((state) => placedChoice(`${path}/ends/${state}`, requestStateText(state, c.locale), { value: rule.ends?.[state] ?? (state === 'completed' ? 'consumed' : 'released'), choices: [{ value: 'released', title: w.endReleased }, { value: 'consumed', title: w.endConsumed }], pick: (how) => end(state, how) }))}
      </div></div>`,
  });
}
