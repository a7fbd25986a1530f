import { html, nothing } from 'lit';
import type { RequestView } from '@requestry/model';
import { formatMoney, formatNumber, formatWhen, renderWhen } from '@requestry/ui';
import type { CardWords } from './card-parts.js';

/** What was decided out of a directory, and how what follows stands; on which request this one was begun. */
export function renderDecision({ decision, basis, names }: RequestView, { t, locale, zone }: CardWords): unknown {
  if (!decision && !basis) return nothing;
  const begun = basis ? html`<p class="muted">${t.begunBy({ request: basis.number ?? basis.title })}</p>` : nothing;
  if (!decision) return begun;
  const words = { pending: t.followPending, done: t.followDone, failed: t.followFailed };
  return html`<section>
    <h3>${t.decisionMade}</h3>
    ${begun}
    <p><strong>${decision.title}</strong> <span class="muted">${names[decision.by] ?? decision.by} · ${renderWhen(decision.at, locale, zone)}</span></p>
    ${decision.text ? html`<p class="guidance">${decision.text}</p>` : nothing}
    ${(decision.followUps ?? []).map(({ state, request }) => html`<p class=${state === 'failed' ? 'late' : 'muted'}>${request === undefined ? words[state] : t.followRequest({ request: names[request] ?? request })}</p>`)}
  </section>`;
}

/** What is kept for the request now, and what it has used up. */
export function renderReservations({ reservations = [], titles }: RequestView, { t, locale, zone }: CardWords): unknown {
  const shown = reservations.filter(({ state }) => state === 'live' || state === 'consumed');
  if (shown.length === 0) return nothing;
  const when = (at: string): string => formatWhen(at, locale, zone).text;
  return html`<section>
    <h3>${t.reservations}</h3>
    <ul role="list">
      ${shown.map(({ record, quantity, from, to, until, state }) => {
        const more = [from === undefined || to === undefined ? '' : t.reservedBetween({ from: when(from), to: when(to) }), state === 'live' && until !== undefined ? t.reservedUntil({ when: when(until) }) : '', state === 'consumed' ? t.usedUp : ''].filter(Boolean);
        return html`<li>${titles[record] ?? record} × ${formatNumber(quantity, locale)}${more.length > 0 ? html` <span class="muted">${more.join(' · ')}</span>` : nothing}</li>`;
      })}
    </ul>
  </section>`;
}

/** What work took beside what was planned. */
export function renderResources({ resources, titles, names }: RequestView, { t, locale }: CardWords): unknown {
  if (!resources || (resources.lines.length === 0 && resources.hours.planned === undefined && resources.materials.length === 0)) return nothing;
  const against = ({ planned, used }: { readonly planned?: string; readonly used: string }): string => {
    const number = (text: string): string => formatNumber(Number(text), locale);
    return planned === undefined ? number(used) : t.usedOfPlanned({ used: number(used), planned: number(planned) });
  };
  const people = resources.people.map(({ person, hours }) => `${names[person] ?? person}: ${formatNumber(Number(hours), locale)}`).join(', ');
  return html`<section>
    <h3>${t.resources}</h3>
    <ul role="list">
      ${resources.hours.planned === undefined && resources.people.length === 0 ? nothing : html`<li>${t.hoursUsed}: ${against(resources.hours)}${people ? html` <span class="muted">${people}</span>` : nothing}</li>`}
      ${resources.materials.map((material) => html`<li>${titles[material.material] ?? material.material}: ${against(material)}</li>`)}
    </ul>
  </section>`;
}

/** What was paid, what is owed, and every payment that counts. */
export function renderPayments({ payments }: RequestView, { t, locale, zone }: CardWords): unknown {
  if (!payments || payments.items.length === 0) return nothing;
  const money = (amount: string, currency: string): string => formatMoney({ amount, currency }, locale);
  return html`<section>
    <h3>${t.payments}</h3>
    ${payments.totals.map(({ currency, planned, made, debt }) => html`<p>${t.paidOfPlanned({ made: money(made, currency), planned: money(planned, currency) })}${Number(debt) > 0 ? html` <span class="late">${t.debt({ amount: money(debt, currency) })}</span>` : nothing}</p>`)}
    <ul role="list">
      ${payments.items.filter(({ cancelled }) => cancelled === undefined).map(({ state, amount, currency, date, purpose }) => html`<li>${money(amount, currency)} <span class="muted">${state === 'made' ? t.paymentMade : t.paymentPlanned} ${formatWhen(date, locale, zone).text}${purpose ? ` · ${purpose}` : ''}</span></li>`)}
    </ul>
  </section>`;
}
