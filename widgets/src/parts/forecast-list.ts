import { html, nothing } from 'lit';
import type { Forecast, ForecastStep, Locale, Trace } from '@requestry/model';
import { localize } from '@requestry/model';
import { formatDate, formatList, traceText } from '@requestry/ui';
import type { WidgetMessages } from '../locales/en.js';

/** In which words a forecast is told. */
export interface ForecastWords {
  readonly t: WidgetMessages;
  readonly locale: Locale;
  readonly zone?: string;
  /** Names of ids in the reasons. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A span of days in the fewest words: "14 Mar", "14–16 Mar". */
export function spanText(from: string | undefined, to: string | undefined, locale: Locale, zone?: string): string {
  const day = (iso: string): string => formatDate(iso, locale, { zone });
  if (from === undefined) return to === undefined ? '' : day(to);
  const start = new Date(from);
  const end = new Date(to ?? from);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end < start) return day(from);
  if (day(from) === day(end.toISOString())) return day(from);
  const format = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', { day: 'numeric', month: 'short', ...(zone ? { timeZone: zone } : {}) });
  return format.formatRange(start, end);
}

/** Who, when and why, step after step. */
export function renderForecast(forecast: Forecast, words: ForecastWords): unknown {
  return html`<ol class="forecast" role="list">${forecast.steps.map((step) => renderStep(step, words))}</ol>
    ${forecast.complete ? nothing : html`<p class="muted small">${words.t.forecastIncomplete}</p>`}
    ${forecast.turningPoints.length > 0 ? html`<ul class="turns" role="list">${forecast.turningPoints.map((point) => renderTurn(point, words))}</ul>` : nothing}`;
}

function renderTurn(point: Trace, { locale, names }: ForecastWords): unknown {
  return html`<li><rq-icon name="condition"></rq-icon><span>${traceText(point, locale, names)}</span></li>`;
}

function renderStep(step: ForecastStep, words: ForecastWords): unknown {
  const { t, locale, zone, names } = words;
  const people = Object.fromEntries(step.people.map((person) => [person.id, person.name]));
  const title = localize(step.title, locale) || step.step;
  const when = step.state === 'skipped' || step.state === 'done' ? '' : spanText(step.from, step.to, locale, zone);
  const icon = step.state === 'done' ? 'check' : step.state === 'skipped' ? 'minus' : step.type;
  return html`<li class="${step.state} ${step.type}">
    <span class="mark"><rq-icon .name=${icon}></rq-icon></span>
    <div>
      <div class="what">
        <span class="name">${title}</span>
        ${step.state === 'current' ? html`<rq-badge tone="accent">${t.stepCurrent}</rq-badge>` : nothing}
        ${step.state === 'possible' ? html`<rq-badge>${t.stepPossible}</rq-badge>` : nothing}
        ${step.state === 'done' ? html`<span class="visually-hidden">${t.stepPassed}</span>` : nothing}
        ${when ? html`<span class="when">${when}</span>` : nothing}
      </div>
      <div class="who">
        ${step.state === 'skipped' ? traceText(step.why, locale, names) : html`${whoText(step, words)} ${isTold(step.why) ? html`<rq-why .trace=${step.why} .names=${{ ...names, ...people }}></rq-why>` : nothing}`}
      </div>
    </div>
  </li>`;
}

/** Codes without a sentence of their own say nothing to people. */
const isTold = (why: Trace): boolean => !why.code.startsWith('forecast.') || (why.because?.length ?? 0) > 0;

function whoText(step: ForecastStep, { t, locale }: ForecastWords): string {
  if (step.people.length === 0) return t.chosenLater;
  const names = step.people.slice(0, 4).map((person) => (person.onBehalfOf ? `${person.name} (${t.standsInFor({ name: person.onBehalfOf })})` : person.name));
  const more = step.people.length - names.length;
  return formatList(more > 0 ? [...names, t.andMore({ count: more })] : names, locale, 'conjunction');
}
