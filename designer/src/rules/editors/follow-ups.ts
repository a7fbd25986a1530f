import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localize } from '@requestry/model';
import type { FollowUp, FollowUpStart } from '@requestry/model';
import { adder, bilingual, line } from '../../route-tab/panel/context.js';
import { titled } from '../../route-tab/panel/who-field.js';
import { chips, fieldChoices, freshId, givenNames, listOf, mappingRows, placed, placedChoice, ruleItem, section, sourceField } from '../context.js';
import type { RuleContext } from '../context.js';
import { propertiesOf } from '../names.js';
import { followUpSentence } from '../sentences.js';

/** Directories that decisions of the steps ask for; of the step at hand when there is one. */
export function askedDirectories(c: Pick<RuleContext, 'steps' | 'step'>): readonly string[] {
  const steps = c.steps.filter(({ id }) => c.step === undefined || id === c.step);
  return [...new Set(steps.flatMap(({ settings }) => (settings.outcomes ?? []).flatMap(({ decisionDirectory }) => (decisionDirectory === undefined ? [] : [decisionDirectory]))))];
}

/** What decisions out of a directory start. */
export function followUpsSection(c: RuleContext): unknown {
  const { w } = c;
  const list = listOf(c, 'followUps', w.followUps);
  const asked = askedDirectories(c);
  const shown = list.all.map((followUp, index) => ({ followUp, index })).filter(({ followUp }) => c.step === undefined || asked.includes(followUp.directory));
  if (c.step !== undefined && asked.length === 0) return nothing;
  const [directory] = asked;
  const [first] = shown;
  const kind = c.kinds[0];
  const start: FollowUpStart = kind ? { kind: kind.id, data: {} } : { message: 'decided' };
  const state = first === undefined ? '' : shown.length === 1 ? followUpSentence(first.followUp, c.n) : w.followUpsCount({ number: shown.length });
  return section(c, {
    path: c.step === undefined ? '/followUps' : `/followUps:${c.step}`,
    title: w.followUps,
    state,
    marks: shown.map(({ index }) => `/followUps/${index}`),
    help: w.followUpsHelp,
    body: html`${repeat(shown, ({ followUp }) => followUp.id, ({ followUp, index }) => followUpItem(c, followUp, index, asked))}
      ${directory === undefined ? html`<p class="help">${w.followUpsNeed}</p>` : html`<div>${adder(w.addFollowUp, () => list.add({ id: freshId('follow-up', list.all.map(({ id }) => id)), directory, start }))}</div>`}`,
  });
}

function followUpItem(c: RuleContext, followUp: FollowUp, index: number, asked: readonly string[]): unknown {
  const { w } = c;
  const list = listOf(c, 'followUps', w.followUps);
  const path = `/followUps/${index}`;
  const write = (next: FollowUp, coalesce?: string): void => list.write(index, next, coalesce);
  const { directory, types = [], start } = followUp;
  const records = c.records(directory);
  const putTypes = (next: readonly string[]): void => write({ ...followUp, types: next.length > 0 ? next : undefined });
  return ruleItem(c, {
    path,
    title: followUpSentence(followUp, c.n),
    sentence: followUpSentence(followUp, c.n),
    remove: () => list.remove(index),
    body: html`${placedChoice(`${path}/directory`, w.followUpDirectory, { value: directory, choices: titled(c.n.directories.filter(({ id }) => asked.includes(id)), c), pick: (next) => write({ ...followUp, directory: next, types: undefined }) })}
      ${records
        ? chips({ path: `${path}/types`, label: w.followUpTypes, values: types, choices: records, empty: records.length === 0 ? w.noRecords : w.followUpAnyType, w, put: putTypes })
        : placed(`${path}/types`, `${w.followUpTypes} (${w.ids})`, (id) => line({ id, value: types.join(', '), write: (text) => putTypes(text.split(',').map((each) => each.trim()).filter(Boolean)) }), html`<span class="help">${w.recordsUnknown}</span>`)}
      ${startFields(c, path, directory, start, (next, coalesce) => write({ ...followUp, start: next }, coalesce))}
      ${bilingual(c, `${path}/title`, w.followUpTitle, followUp.title, (title) => write({ ...followUp, title: localize(title, c.locale) === '' ? undefined : title }, 'title'))}`,
  });
}

function startFields(c: RuleContext, path: string, directory: string, start: FollowUpStart, write: (start: FollowUpStart, coalesce?: string) => void): unknown {
  const { w } = c;
  const isKind = 'kind' in start;
  const fields = isKind ? c.fieldsOf(start.kind) : undefined;
  const properties = propertiesOf(c.n.directories.find(({ id }) => id === directory), c.locale);
  const given = [{ value: '=decision.title', title: w.givenDecision }, { value: '=decision.text', title: w.givenDecisionText }, ...properties.map(({ name, title }) => ({ value: `=decision.record.${name}`, title: w.givenRecord({ property: title }) })), ...givenNames(c)];
  const become = (what: string): void => write(what === 'kind' ? { kind: c.kinds[0]?.id ?? '', data: {} } : { message: 'decided', ...(start.data && Object.keys(start.data).length > 0 ? { data: start.data } : {}) });
  const put = (rows: Readonly<Record<string, unknown>>, coalesce?: string): void => write({ ...start, data: rows as FollowUpStart['data'] } as FollowUpStart, coalesce);
  return html`<div class="pair" data-path="${path}/start">
      ${placedChoice(`${path}/start/what`, w.followUpStart, { value: isKind ? 'kind' : 'message', choices: [{ value: 'kind', title: w.startKind }, { value: 'message', title: w.startMessage }], pick: become })}
      ${isKind
        ? html`${placedChoice(`${path}/start/kind`, w.followUpKind, { value: start.kind, choices: titled([...c.kinds, c.kind], c), ...(start.kind === '' ? { empty: w.choose } : {}), pick: (kind) => write({ ...start, kind, data: {} }) })}
            ${placedChoice(`${path}/start/by`, w.followUpBy, { value: start.by ?? 'initiator', choices: [{ value: 'initiator', title: w.byInitiator }, { value: 'decider', title: w.byDecider }], pick: (by) => write({ kind: start.kind, data: start.data, ...(by === 'decider' ? { by } : {}) }) })}`
        : placed(`${path}/start/message`, w.followUpMessage, (id) => line({ id, value: start.message, write: (message) => write({ ...start, message: message.trim() }, 'message') }))}
    </div>
    ${isKind && !fields ? html`<p class="help">${w.kindUnknown}</p>` : nothing}
    ${mappingRows(c, {
      path: `${path}/start/data`, label: w.followUpData, add: w.addData, rows: start.data ?? {},
      ...(fields ? { keys: fieldChoices(fields) } : {}),
      fresh: (key) => (c.g.fields.some(({ name }) => name === key) ? `=${key}` : '=decision.title'),
      control: (key, value, set) => sourceField(c, `${path}/start/data/${key}`, w.from, value, (next) => set(next, `data-${key}`), { given }),
      put,
    })}`;
}
