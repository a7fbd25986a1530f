import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { RatingSettings } from '@requestry/model';
import { compact } from '../../route-tab/doc-edits.js';
import { tick } from '../../route-tab/panel/context.js';
import { durationField } from '../../route-tab/panel/durations.js';
import { complaints, placed, section } from '../context.js';
import type { RuleContext } from '../context.js';
import { ratingSentence } from '../sentences.js';

/** Whether completed requests are rated. */
export function ratingSection(c: RuleContext): unknown {
  const { w, kind } = c;
  const { rating } = kind;
  const put = (next: RatingSettings | undefined, coalesce?: string): void => c.change(w.rating, { rating: next && compact(next) }, coalesce);
  return section(c, {
    path: '/rating',
    title: w.rating,
    state: ratingSentence(kind, c.n),
    help: w.ratingHelp,
    body: html`${complaints(c, '/rating')}${tick(w.ratingOn, rating !== undefined, (on) => put(on ? {} : undefined))}
      ${rating
        ? html`${tick(w.ratingAsk, rating.ask !== false, (ask) => put({ ...rating, ask: ask ? undefined : false }))}
            ${placed('/rating/changeWithin', w.ratingChange, () => durationField(c, '/rating/changeWithin', { label: w.ratingChange, value: rating.changeWithin ?? 'P7D', working: false, write: (time) => time !== undefined && put({ ...rating, changeWithin: time === 'P7D' ? undefined : time }, 'rating-time') }))}`
        : nothing}`,
  });
}

/** Guides of steps that the route does not have any more. Nothing when there are none. */
export function leftoversSection(c: RuleContext, known: boolean): unknown {
  const { w } = c;
  const guides = c.kind.guides ?? [];
  const lost = known ? guides.filter(({ step }) => !c.steps.some(({ id }) => id === step)) : [];
  if (lost.length === 0) return nothing;
  const drop = (step: string): void => {
    const left = guides.filter((each) => each.step !== step);
    c.change(w.leftovers, { guides: left.length > 0 ? left : undefined });
  };
  return section(c, {
    path: '/guides',
    title: w.leftovers,
    state: lost.map(({ step }) => w.leftoverGuide({ step })).join(', '),
    help: w.leftoversHelp,
    body: html`${complaints(c, '/guides')}${lost.map(({ step }) => html`<div class="row"><span class="grow">${w.leftoverGuide({ step: localize(step, c.locale) })}</span><button type="button" class="button compact danger" aria-label=${w.removeOf({ what: w.leftoverGuide({ step }) })} @click=${() => drop(step)}>${w.remove}</button></div>`)}`,
  });
}
