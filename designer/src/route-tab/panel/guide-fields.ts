import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { Kind, StepSettings } from '@requestry/model';
import { tasksOf } from '../doc-edits.js';
import type { DocTask } from '@requestry/route';
import { withGuide } from '../../rules/editors/script.js';
import { ruleWords } from '../../rules/locales/index.js';
import { ruleNames } from '../../rules/names.js';
import type { RuleStep } from '../../rules/names.js';
import type { RulePart } from '../../rules/rules.js';
import { guideSentence } from '../../rules/sentences.js';
import { setStep } from '../doc-edits.js';
import { entryName } from '../entry-text.js';
import { about, adder, bilingual, remover, tick } from './context.js';
import type { PanelContext } from './context.js';

const scriptPart: readonly RulePart[] = ['script'];
const everyStep: readonly RulePart[] = ['guards', 'followUps'];
const execution: readonly RulePart[] = ['guards', 'followUps', 'usage'];

/** Steps of the route as rules name them. */
const stepsIn = (c: PanelContext): readonly RuleStep[] => tasksOf(c.doc).map((task) => ({ id: task.id, title: entryName(task, c.locale), settings: task.settings }));

const rules = (c: PanelContext, task: DocTask, parts: readonly RulePart[]): unknown =>
  html`<rq-rules .locale=${c.locale} .kind=${c.kind} .org=${c.org} .directories=${c.directories} .kinds=${c.callable} .steps=${stepsIn(c)} .step=${task.id} .parts=${parts} .problems=${c.problems} .jump=${c.jump}></rq-rules>`;

/** Conditions of a step, what its decisions start, and what its work takes. Nothing while there is no kind. */
export const stepRules = (c: PanelContext, task: DocTask): unknown => (c.kind ? rules(c, task, task.settings.type === 'execution' ? execution : everyStep) : nothing);

/** What leads whoever does the step: words, a checklist, a script of questions. */
export function guideFields(c: PanelContext, task: DocTask, change: (patch: Partial<StepSettings>, coalesce?: string) => void): unknown {
  const { t, kind } = c;
  const w = ruleWords[c.locale];
  const { settings } = task;
  const checklist = settings.checklist ?? [];
  const guide = kind?.guides?.find(({ step }) => step === task.id);
  const told = [localize(settings.guidance, c.locale) === '' ? '' : t.guidance, kind ? guideSentence(guide, checklist.length, ruleNames({ kind, locale: c.locale })) : ''].filter(Boolean).join(' · ');
  const bad = c.problems.some(({ place, path }) => place === task.id && path?.startsWith('/guides/'));
  return html`<details class="item fold" data-fold="guide"><summary><span class="grow">${w.guide}</span>${bad ? html`<rq-icon class="bad" name="error"></rq-icon>` : nothing}<span class="help">${told || w.guideNothing}</span></summary>
    <div class="inside">
      ${bilingual(c, 'guidance', t.guidance, settings.guidance, (guidance) => change({ guidance: localize(guidance, c.locale) === '' ? undefined : guidance }, 'guidance'), true)}${about(c, 'Step.guidance')}
      ${checklistFields(c, task, change)}
      ${kind ? rules(c, task, scriptPart) : nothing}
    </div>
  </details>`;
}

function checklistFields(c: PanelContext, task: DocTask, change: (patch: Partial<StepSettings>, coalesce?: string) => void): unknown {
  const { t } = c;
  const w = ruleWords[c.locale];
  const checklist = task.settings.checklist ?? [];
  const mandatory = c.kind?.guides?.find(({ step }) => step === task.id)?.mandatory ?? [];
  const label = t.editStep({ name: entryName(task, c.locale) });
  const must = (next: readonly number[]): Kind | undefined => c.kind && guided(c.kind, task.id, next);
  /** Points after the one that goes move up, and with them what has to be ticked. */
  const remove = (index: number): void => {
    const left = checklist.filter((_, at) => at !== index);
    const doc = setStep(c.doc, task.id, { checklist: left.length > 0 ? left : undefined });
    const next = mandatory.filter((item) => item !== index + 1).map((item) => (item > index + 1 ? item - 1 : item));
    c.apply(doc, label, undefined, mandatory.length > 0 ? must(next) : undefined);
  };
  return html`<div class="group" role="group" aria-label=${t.checklist}>
    <div class="group-head"><h4>${t.checklist}</h4><span class="grow"></span>${adder(t.addCheck, () => change({ checklist: [...checklist, { [c.locale]: '' }] }))}</div>
    ${about(c, 'Step.checklist')}
    ${checklist.map((item, index) => html`<div class="boxed">
      <div class="row">
        <div class="grow">${bilingual(c, `check-${index}`, `${t.checklistItem} ${index + 1}`, item, (text) => change({ checklist: checklist.map((each, at) => (at === index ? text : each)) }, `check-${index}`))}</div>
        ${remover(`${t.remove}: ${localize(item, c.locale) || `${t.checklistItem} ${index + 1}`}`, () => remove(index))}
      </div>
      ${c.kind ? tick(w.mustTick, mandatory.includes(index + 1), (on) => c.apply(c.doc, label, undefined, must(on ? [...mandatory, index + 1].sort((a, b) => a - b) : mandatory.filter((each) => each !== index + 1)))) : nothing}
    </div>`)}
  </div>`;
}

/** The kind with the obligatory points of a step's checklist changed. */
function guided(kind: Kind, step: string, mandatory: readonly number[]): Kind {
  const { guides: _before, ...rest } = kind;
  const guides = withGuide(kind.guides, step, { mandatory: mandatory.length > 0 ? mandatory : undefined });
  return { ...rest, ...(guides ? { guides } : {}) };
}
