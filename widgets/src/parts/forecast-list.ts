import './shared.js';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Forecast, ForecastStep, Locale, Trace } from '@requestry/model';
import { localize } from '@requestry/model';
import { define, formatList, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import '@requestry/ui/why';
import type { WidgetMessages } from '../locales/en.js';
import { forecastStyles } from './forecast-list.styles.js';
import { forecastWords } from './forecast-words.js';
import { partStyles } from './parts.styles.js';
import { RqServiceElement } from './service-element.js';
import { spanText } from './span-text.js';

interface ForecastWords {
  readonly t: WidgetMessages;
  readonly locale: Locale;
  readonly zone?: string;
  /** Names of ids in the reasons. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What lies ahead of a request: who, when and why, step after step. */
export class RqForecastList extends RqServiceElement {
  static override styles = [typographyStyles, partStyles, forecastStyles];

  @property({ attribute: false }) forecast?: Forecast;
  /** Names of ids in the reasons, besides those of the forecast. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};

  override render(): unknown {
    const { forecast } = this;
    return forecast ? renderForecast(forecast, { t: this.t, locale: this.language, zone: this.zone, names: { ...forecast.names, ...this.names } }) : nothing;
  }
}

define('rq-forecast-list', RqForecastList);

function renderForecast(forecast: Forecast, words: ForecastWords): unknown {
  return html`<ol class="forecast" role="list">${forecast.steps.map((step) => renderStep(step, words))}</ol>
    ${forecast.complete ? nothing : html`<p class="muted small">${forecastWords[words.locale].forecastIncomplete}</p>`}
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
        ${step.state === 'possible' ? html`<rq-badge>${forecastWords[locale].stepPossible}</rq-badge>` : nothing}
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
  const own = forecastWords[locale];
  if (step.people.length === 0) return own.chosenLater;
  const names = step.people.slice(0, 4).map((person) => (person.onBehalfOf ? `${person.name} (${own.standsInFor({ name: person.onBehalfOf })})` : person.name));
  const more = step.people.length - names.length;
  return formatList(more > 0 ? [...names, t.andMore({ count: more })] : names, locale, 'conjunction');
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-forecast-list': RqForecastList;
  }
}
