import { html, nothing } from 'lit';
import type { EndSettings } from '@requestry/model';
import type { DocTask, OutcomeTarget } from '@requestry/route';
import { endTarget, idMaker, idsOf, reworkTarget } from '../doc-edits.js';
import { endText } from '../entry-text.js';
import { bilingual, choose } from './context.js';
import type { PanelContext } from './context.js';
import { stepChoices } from './who-field.js';

const endStates: readonly EndSettings['state'][] = ['rejected', 'refused', 'completed', 'cancelled'];

/** Where something leads: on, to a step, to rework, or to an end that can be named. */
export function targetField(c: PanelContext, key: string, task: DocTask, target: OutcomeTarget | undefined, label: string, write: (target: OutcomeTarget | undefined) => void): unknown {
  const { t } = c;
  const value = target === undefined ? '' : target.to === 'end' ? `end ${target.end.state}` : target.to === 'step' ? `step ${target.step}` : 'rework';
  const choices = [
    ...stepChoices(c, undefined).map((each) => ({ value: `step ${each.value}`, title: t.toStep({ step: each.title }) })),
    { value: 'rework', title: t.toRework },
    ...endStates.map((state) => ({ value: `end ${state}`, title: t.toEnd({ end: endText({ state }, c.locale) }) })),
  ];
  const make = idMaker(idsOf(c.doc));
  const pick = (chosen: string): void => {
    const [to = '', id = ''] = [chosen.slice(0, chosen.indexOf(' ') < 0 ? undefined : chosen.indexOf(' ')), chosen.slice(chosen.indexOf(' ') + 1)];
    if (chosen === '') write(undefined);
    else if (to === 'step') write({ to: 'step', step: id });
    else if (to === 'rework') write(reworkTarget(make));
    else write(reuseEnd(target, id as EndSettings['state'], make));
  };
  return html`${choose({ label, value, choices, empty: t.toNext, pick })}
  ${target?.to === 'end' ? bilingual(c, `${key}-end`, t.endName, target.end.title, (title) => write({ ...target, end: { ...target.end, title } })) : nothing}
  ${target?.to === 'rework' ? choose({ label: t.outcomeLeads, value: target.backTo ?? task.id, choices: stepChoices(c, undefined).map((each) => ({ ...each, title: t.toStep({ step: each.title }) })), pick: (step) => write(backTo(target, step === task.id ? undefined : step)) }) : nothing}`;
}

function reuseEnd(target: OutcomeTarget | undefined, state: EndSettings['state'], make: (base: string) => string): OutcomeTarget {
  const fresh = endTarget(state, make);
  return target?.to === 'end' ? { ...fresh, id: target.id } : fresh;
}

function backTo(target: OutcomeTarget & { readonly to: 'rework' }, step: string | undefined): OutcomeTarget {
  const { backTo: _old, ...rest } = target;
  return step === undefined ? rest : { ...rest, backTo: step };
}
