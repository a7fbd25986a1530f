import { html, nothing } from 'lit';
import type { Outcome, StepSettings } from '@requestry/model';
import { defaultOutcomes, localize, outcomesOf } from '@requestry/model';
import type { DocTask } from '@requestry/route';
import { setOutcomeTarget } from '../doc-edits.js';
import { ruleWords } from '../../rules/locales/index.js';
import { about, adder, bilingual, choose, field, remover, tick } from './context.js';
import type { PanelContext } from './context.js';
import { targetField } from './targets.js';
import { titled } from './who-field.js';

/** The decisions of a step: their names, what they count as, and where they lead. */
export function outcomeFields(c: PanelContext, task: DocTask, change: (patch: Partial<StepSettings>, coalesce?: string) => void): unknown {
  const { t } = c;
  const w = ruleWords[c.locale];
  const outcomes = outcomesOf(task.settings);
  const own = (task.settings.outcomes?.length ?? 0) > 0;
  const write = (next: readonly Outcome[], coalesce?: string): void => change({ outcomes: sameAsUsual(next, task.settings) ? undefined : next }, coalesce);
  const patch = (index: number, part: Partial<Outcome>, coalesce?: string): void => write(outcomes.map((each, at) => (at === index ? clean({ ...each, ...part }) : each)), coalesce);
  return html`<div class="group">
    <div class="group-head"><h4>${t.outcomes}</h4>${own ? nothing : html`<span class="help">${t.outcomesUsual}</span>`}<span class="grow"></span>
      ${adder(t.addOutcome, () => write([...outcomes, freshOutcome(c, outcomes)]))}</div>
    ${about(c, 'Step.outcomes')}
    ${outcomes.map((outcome, index) => {
      const title = localize(outcome.title, c.locale);
      return html`<details class="item" data-outcome=${outcome.id}>
        <summary><span class="grow">${title}</span><span class="help">${targetSummary(c, task, outcome)}</span></summary>
        <div class="inside">
          ${bilingual(c, `outcome-${outcome.id}`, t.outcomeTitle, outcome.title, (text) => patch(index, { title: text }, `outcome-${outcome.id}`))}
          <div class="field"><span class="label">${t.outcomeLeads}</span>
            ${targetField(c, `outcome-${outcome.id}`, task, task.targets[outcome.id], t.outcomeLeads, (target) => c.apply(setOutcomeTarget(c.doc, task.id, outcome.id, target), t.editStep({ name: title }), `target-${outcome.id}`))}
          </div>
          <div class="field"><span class="label">${t.outcomeEffect}</span>
            ${choose({ label: t.outcomeEffect, value: outcome.effect ?? 'forward', choices: [{ value: 'forward', title: t.effectForward }, { value: 'return', title: t.effectReturn }, { value: 'stop', title: t.effectStop }], pick: (effect) => patch(index, { effect: effect === 'forward' ? undefined : (effect as Outcome['effect']) }) })}
            ${about(c, 'Outcome.effect')}
          </div>
          ${c.directories.length > 0 || outcome.decisionDirectory !== undefined
            ? field(`outcome-directory-${outcome.id}`, w.decisionDirectory, (id) => choose({ id, value: outcome.decisionDirectory ?? '', empty: w.decisionNone, choices: titled(c.directories, c), pick: (directory) => patch(index, { decisionDirectory: directory || undefined }) }), c.explain || outcome.decisionDirectory !== undefined ? html`<span class="help">${w.decisionHelp}</span>` : nothing)
            : nothing}
          <div class="row">${tick(t.outcomeComment, outcome.commentRequired ?? false, (on) => patch(index, { commentRequired: on || undefined }))}<span class="grow"></span>
            ${outcomes.length > 1 ? remover(t.outcomeRemove({ name: title }), () => write(outcomes.filter((_, at) => at !== index))) : nothing}</div>
        </div>
      </details>`;
    })}
  </div>`;
}

const clean = (outcome: Outcome): Outcome => Object.fromEntries(Object.entries(outcome).filter(([, value]) => value !== undefined)) as unknown as Outcome;

const sameAsUsual = (outcomes: readonly Outcome[], settings: StepSettings): boolean => JSON.stringify(outcomes) === JSON.stringify(defaultOutcomes[settings.type]);

function freshOutcome(c: PanelContext, outcomes: readonly Outcome[]): Outcome {
  let id = 'decision';
  for (let number = 2; outcomes.some((each) => each.id === id); number += 1) id = `decision_${number}`;
  return { id, title: { [c.locale]: c.t.newOutcome } };
}

function targetSummary(c: PanelContext, task: DocTask, outcome: Outcome): string {
  const target = task.targets[outcome.id];
  if (!target) return `→ ${c.t.toNext}`;
  if (target.to === 'step') return '→ ↩';
  return target.to === 'end' ? '→ ◎' : '→ ⟲';
}
