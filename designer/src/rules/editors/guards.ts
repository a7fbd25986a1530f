import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Guard, GuardMoment } from '@requestry/model';
import { localize, outcomesOf } from '@requestry/model';
import { unsetCondition } from '../../route-tab/doc-edits.js';
import { conditionFields } from '../../route-tab/panel/condition-fields.js';
import { adder, bilingual, choose } from '../../route-tab/panel/context.js';
import type { Choice } from '../../route-tab/panel/context.js';
import { freshId, listOf, placedChoice, ruleItem, section, withInserted } from '../context.js';
import type { RuleContext } from '../context.js';
import { comparable, factText, guardSentence, guardTitle } from '../sentences.js';
import { factFields } from './facts.js';

/** Conditions of the kind, or those of one step. */
export function guardsSection(c: RuleContext): unknown {
  const { w } = c;
  const list = listOf(c, 'guards', w.guards);
  const shown = list.all.map((guard, index) => ({ guard, index })).filter(({ guard }) => c.step === undefined || guard.step === c.step);
  const everywhere = c.step === undefined ? 0 : list.all.filter(({ at, step }) => step === undefined && (at === 'decide' || at === 'reassign')).length;
  const only = shown.length === 1 ? shown[0] : undefined;
  const state = shown.length === 0 ? '' : only ? (c.step === undefined ? guardSentence(only.guard, c.n) : guardTitle(only.guard, c.n)) : w.guardsCount({ number: shown.length });
  const fresh: Guard = { id: freshId('guard', list.all.map(({ id }) => id)), ...(c.step === undefined ? { at: 'submit' } : { at: 'accept', step: c.step }), when: unsetCondition, explanation: {} };
  return section(c, {
    path: c.step === undefined ? '/guards' : `/guards:${c.step}`,
    title: w.guards,
    state,
    marks: shown.map(({ index }) => `/guards/${index}`),
    help: c.step === undefined ? w.guardsHelp : w.guardsHelpStep,
    body: html`${repeat(shown, ({ guard }) => guard.id, ({ guard, index }) => guardItem(c, guard, index))}
      ${everywhere > 0 ? html`<p class="help">${w.guardsEverywhere({ number: everywhere })}</p>` : nothing}
      <div>${adder(w.addGuard, () => list.add(fresh))}</div>`,
  });
}

function guardItem(c: RuleContext, guard: Guard, index: number): unknown {
  const { w } = c;
  const list = listOf(c, 'guards', w.guards);
  const path = `/guards/${index}`;
  const write = (next: Guard, coalesce?: string): void => list.write(index, next, coalesce);
  const names = comparable(guard, c.n);
  const own: RuleContext = { ...c, g: { fields: names } };
  const insert = (name: string): void => write({ ...guard, explanation: withInserted(guard.explanation, name, c.locale) });
  return ruleItem(c, {
    path,
    title: guardTitle(guard, c.n),
    sentence: guardSentence(guard, c.n),
    remove: () => list.remove(index),
    body: html`${momentFields(c, guard, path, write)}
      <div data-path="${path}/when">${conditionFields(own, path, guard.when, (when) => write({ ...guard, when }, 'when'), c.isFormula(path), (on) => c.setFormula(path, on), w.guardWhen)}</div>
      ${factFields(c, guard, path, write)}
      <div class="explained" data-path="${path}/explanation">${bilingual(c, `${path}/explanation`, w.guardExplanation, guard.explanation, (explanation) => write({ ...guard, explanation }, 'explanation'), true)}
        ${choose({ label: w.insertValue, value: '', empty: w.insertValue, choices: [...names.filter(({ name }) => !name.includes('.')).map(({ name, title }) => ({ value: name, title })), ...numbersOf(guard, c)], pick: (name) => name !== '' && insert(name) })}</div>
      <details class="item fold"><summary><span class="grow">${w.more}</span></summary><div class="inside">
        ${bilingual(c, `${path}/title`, w.guardTitle, guard.title, (title) => write({ ...guard, title: localize(title, c.locale) === '' ? undefined : title }, 'title'))}
        ${Object.keys(guard.facts ?? {}).length > 0
          ? placedChoice(`${path}/unavailable`, w.guardUnavailable, { value: guard.unavailable ?? 'refuse', choices: [{ value: 'refuse', title: w.guardRefuse }, { value: 'warn', title: w.guardWarn }], pick: (how) => write({ ...guard, unavailable: how === 'warn' ? 'warn' : undefined }) })
          : nothing}
      </div></details>`,
  });
}

/** The numbers of the requests that a fact is made of, for explanations. */
const numbersOf = ({ facts = {} }: Guard, c: RuleContext): readonly Choice[] =>
  Object.entries(facts).flatMap(([name, fact]) => (fact.from === 'requests' ? [{ value: `${name}.on`, title: c.w.factNumbers({ of: factText(fact, c.n) }) }] : []));

/** When it is asked: at which moment, on which step, for which decision. */
function momentFields(c: RuleContext, guard: Guard, path: string, write: (guard: Guard) => void): unknown {
  const { w } = c;
  const here = c.step !== undefined;
  const moments: readonly GuardMoment[] = here ? ['accept', 'reassign'] : ['submit', 'accept', 'decide', 'reassign'];
  const titles: Readonly<Record<GuardMoment, string>> = { submit: w.guardAtSubmit, accept: here ? w.guardAtAcceptHere : w.guardAtAccept, decide: w.guardAtDecide, reassign: w.guardAtReassign };
  const listed = moments.includes(guard.at) ? moments : [...moments, guard.at];
  const { outcome: _outcome, ...without } = guard;
  const move = (at: GuardMoment): void => write({ ...without, at, step: at === 'submit' || (at === 'decide' && !here) ? undefined : (guard.step ?? (at === 'accept' ? c.steps[0]?.id : undefined)) });
  const step = c.steps.find(({ id }) => id === guard.step);
  const outcomes = step ? outcomesOf(step.settings).map(({ id, title }) => ({ value: id, title: localize(title, c.locale) || id })) : [];
  const wantsStep = !here && (guard.at === 'accept' || guard.at === 'reassign' || guard.step !== undefined);
  return html`<div class="pair">
    ${placedChoice(`${path}/at`, w.guardAt, { value: guard.at, choices: listed.map((at) => ({ value: at, title: titles[at] })), pick: (at) => move(at as GuardMoment) })}
    ${wantsStep
      ? placedChoice(`${path}/step`, w.guardStep, { value: guard.step ?? '', empty: guard.at === 'accept' ? w.choose : w.guardAnyStep, choices: c.steps.map(({ id, title }) => ({ value: id, title: localize(title, c.locale) || id })), pick: (id) => write({ ...without, step: id || undefined }) })
      : nothing}
    ${guard.at === 'accept' || guard.outcome !== undefined
      ? placedChoice(`${path}/outcome`, w.guardOutcome, { value: guard.outcome ?? '', empty: w.guardAnyOutcome, choices: outcomes, pick: (outcome) => write({ ...guard, outcome: outcome || undefined }) })
      : nothing}
  </div>`;
}
