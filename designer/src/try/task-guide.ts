import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { localize } from '@requestry/model';
import type { Kind, StepSettings } from '@requestry/model';
import { words } from '../route-tab/locales/index.js';
import type { RuleNames } from '../rules/names.js';
import { usageSentence } from '../rules/sentences.js';

/** The checklist of a step to tick off, its questions to read, and what its work would note. */
export function taskGuide(options: { readonly kind: Kind | undefined; readonly step: string; readonly settings: StepSettings; readonly n: RuleNames; readonly ticked: readonly number[]; readonly tick: (item: number, on: boolean) => void }): unknown {
  const { kind, step, settings, n, ticked, tick } = options;
  const { locale, w } = n;
  const t = words[locale];
  const guide = kind?.guides?.find((each) => each.step === step);
  const script = guide?.script ?? [];
  const taken = kind && settings.type === 'execution' ? usageSentence(kind, n) : '';
  return html`${(settings.checklist ?? []).map((text, index) => html`<label class="check"><input type="checkbox" data-check=${index + 1} .checked=${live(ticked.includes(index + 1))} @change=${(event: Event) => tick(index + 1, (event.currentTarget as HTMLInputElement).checked)} />${localize(text, locale)}${guide?.mandatory?.includes(index + 1) ? html` <small class="muted">${t.tryMust}</small>` : nothing}</label>`)}
    ${script.length > 0 ? html`<details><summary>${w.script}: ${w.questionsCount({ number: script.length })}</summary><ol>${script.map((question) => html`<li>${localize(question.text, locale)}${question.options ? html` <small class="muted">${question.options.map(({ text }) => localize(text, locale)).join(' · ')}</small>` : nothing}</li>`)}</ol></details>` : nothing}
    ${taken === '' ? nothing : html`<small class="muted">${t.tryNotes({ what: taken })}</small>`}`;
}

/** What is decided, out of the directories that the step's decisions ask for. */
export function decisionChoice(settings: StepSettings, n: RuleNames, records: (directory: string) => readonly { readonly value: string; readonly title: string }[] | undefined, chosen: Readonly<Record<string, string>>, choose: (directory: string, record: string) => void): unknown {
  const directories = [...new Set((settings.outcomes ?? []).flatMap(({ decisionDirectory }) => (decisionDirectory === undefined ? [] : [decisionDirectory])))];
  return directories.map((directory) => html`<label class="field"><span class="label">${words[n.locale].tryDecision}: ${n.directoryTitle(directory)}</span>
    <select class="input" data-decision=${directory} .value=${live(chosen[directory] ?? '')} @change=${(event: Event) => choose(directory, (event.currentTarget as HTMLSelectElement).value)}>
      <option value="">${n.w.choose}</option>${(records(directory) ?? []).map(({ value, title }) => html`<option value=${value} ?selected=${chosen[directory] === value}>${title}</option>`)}
    </select></label>`);
}
