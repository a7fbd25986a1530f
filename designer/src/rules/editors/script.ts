import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localize } from '@requestry/model';
import type { ScriptOption, ScriptQuestion, StepGuide } from '@requestry/model';
import { compact } from '../../route-tab/doc-edits.js';
import { adder, bilingual, choose, remover } from '../../route-tab/panel/context.js';
import { complaints, fieldChoices, freshId, placedChoice, ruleItem } from '../context.js';
import type { RuleContext } from '../context.js';

/** The kind with the guide of a step changed; a guide that says nothing is left out. */
export function withGuide(guides: readonly StepGuide[] | undefined, step: string, patch: Partial<StepGuide>): readonly StepGuide[] | undefined {
  const all = guides ?? [];
  const next = compact({ step, ...all.find((each) => each.step === step), ...patch }) as StepGuide;
  const says = (next.mandatory?.length ?? 0) > 0 || (next.script?.length ?? 0) > 0;
  const known = all.some((each) => each.step === step);
  const kept = says ? (known ? all.map((each) => (each.step === step ? next : each)) : [...all, next]) : all.filter((each) => each.step !== step);
  return kept.length > 0 ? kept : undefined;
}

/** The questions of a step, in order. */
export function scriptFields(c: RuleContext): unknown {
  const { w, step = '' } = c;
  const guides = c.kind.guides ?? [];
  const index = guides.findIndex((each) => each.step === step);
  const path = `/guides/${index < 0 ? guides.length : index}`;
  const script = guides[index]?.script ?? [];
  const put = (next: readonly ScriptQuestion[], coalesce?: string): void => c.change(w.script, { guides: withGuide(c.kind.guides, step, { script: next.length > 0 ? next : undefined }) }, coalesce);
  const add = (): void => {
    put([...script, { id: freshId('question', script.map(({ id }) => id)), text: {} }]);
    c.turnTo(`${path}/script/${script.length}`);
  };
  return html`<div class="group" role="group" aria-label=${w.script} data-path="${path}/script">
    <div class="group-head"><h4>${w.script}</h4><span class="grow"></span>${adder(w.addQuestion, add)}</div>
    ${script.length === 0 ? html`<p class="help">${w.scriptHelp}</p>` : nothing}
    ${complaints(c, `${path}/script`)}
    ${repeat(script, ({ id }) => id, (question, at) => questionItem(c, script, question, at, `${path}/script/${at}`, put))}
  </div>`;
}

const nameOf = (c: RuleContext, question: ScriptQuestion, at: number): string => `${at + 1}. ${localize(question.text, c.locale) || c.w.question}`;

function questionItem(c: RuleContext, script: readonly ScriptQuestion[], question: ScriptQuestion, at: number, path: string, put: (script: readonly ScriptQuestion[], coalesce?: string) => void): unknown {
  const { w } = c;
  const write = (next: ScriptQuestion, coalesce?: string): void => put(script.map((each, index) => (index === at ? compact(next) : each)), coalesce && `${path}-${coalesce}`);
  const options = question.options ?? [];
  const putOptions = (next: readonly ScriptOption[], coalesce?: string): void => write({ ...question, options: next.length > 0 ? next.map((each) => compact(each)) : undefined }, coalesce);
  const move = (by: -1 | 1): void => {
    const next = [...script];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    put(next);
  };
  const mover = (by: -1 | 1, off: boolean): unknown => html`<button type="button" class="button quiet compact icon" ?disabled=${off} title=${by < 0 ? w.moveUp : w.moveDown} aria-label=${by < 0 ? w.moveUp : w.moveDown} @click=${() => move(by)}><rq-icon name=${by < 0 ? 'arrow-up' : 'arrow-down'}></rq-icon></button>`;
  const nexts = [...script.flatMap((each, index) => (each.id === question.id ? [] : [{ value: each.id, title: nameOf(c, each, index) }])), { value: 'end', title: w.nextEnd }];
  /** A question that is gone is no longer gone to. */
  const remove = (): void => {
    const forget = <T extends { readonly next?: string }>(each: T): T => (each.next === question.id ? compact({ ...each, next: undefined }) : each);
    put(script.filter((_, index) => index !== at).map((each) => compact({ ...forget(each), options: each.options?.map(forget) })));
  };
  return ruleItem(c, {
    path,
    title: nameOf(c, question, at),
    sentence: nameOf(c, question, at),
    remove,
    tools: html`${mover(-1, at === 0)}${mover(1, at === script.length - 1)}`,
    body: html`${bilingual(c, `${path}/text`, w.question, question.text, (text) => write({ ...question, text }, 'text'))}
      ${bilingual(c, `${path}/help`, w.questionHelp, question.help, (help) => write({ ...question, help: localize(help, c.locale) === '' ? undefined : help }, 'help'), true)}
      <div class="group" role="group" aria-label=${w.answers}>
        <div class="group-head"><h4>${w.answers}</h4><span class="grow"></span>${adder(w.addAnswer, () => putOptions([...options, { id: freshId('answer', options.map(({ id }) => id)), text: {} }]))}</div>
        ${options.length === 0 ? html`<p class="help">${w.answersFree}</p>` : nothing}
        ${options.map((option, index) => html`<div class="boxed">
          ${bilingual(c, `${path}/option-${option.id}`, `${w.answer} ${index + 1}`, option.text, (text) => putOptions(options.map((each, other) => (other === index ? { ...option, text } : each)), `option-${option.id}`))}
          <div class="row"><span class="help">${w.questionNext}</span>${choose({ label: `${w.questionNext}: ${localize(option.text, c.locale)}`, value: option.next ?? '', empty: w.nextInOrder, choices: nexts, pick: (next) => putOptions(options.map((each, other) => (other === index ? { ...option, next: next || undefined } : each))) })}
            ${remover(w.removeOf({ what: localize(option.text, c.locale) || `${w.answer} ${index + 1}` }), () => putOptions(options.filter((_, other) => other !== index)))}</div>
        </div>`)}
      </div>
      <div class="pair">
        ${placedChoice(`${path}/next`, w.questionNext, { value: question.next ?? '', empty: w.nextInOrder, choices: nexts, pick: (next) => write({ ...question, next: next || undefined }) })}
        ${placedChoice(`${path}/field`, w.questionField, { value: question.field ?? '', empty: w.answerNowhere, choices: fieldChoices(c.g.fields), pick: (field) => write({ ...question, field: field || undefined }) })}
      </div>`,
  });
}
