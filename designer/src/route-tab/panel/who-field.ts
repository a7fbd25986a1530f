import { html, nothing } from 'lit';
import type { AssignmentRule, Locale, LocalizedText, Org, StepSettings } from '@requestry/model';
import { localize } from '@requestry/model';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import { traceText } from '@requestry/ui';
import { tasksOf } from '../doc-edits.js';
import { entryName, personName, whoText } from '../entry-text.js';
import { namesPeople } from '../fields.js';
import { about, choose, controlId, field, line, remover, tick } from './context.js';
import type { Choice, PanelContext, WordContext } from './context.js';
import { previewWho } from './who-preview.js';

type RuleName = AssignmentRule['rule'];

const ruleNames: readonly RuleName[] = ['initiatorHead', 'role', 'person', 'group', 'unitHead', 'initiator', 'kindHead', 'source', 'field', 'performer', 'leastLoaded', 'table', 'feel'];

const ruleText = ({ t }: PanelContext, rule: RuleName): string =>
  ({
    person: t.rulePerson, role: t.ruleRole, group: t.ruleGroup, unitHead: t.ruleUnitHead, initiator: t.ruleInitiator, initiatorHead: t.ruleInitiatorHead,
    kindHead: t.ruleKindHead, source: t.ruleSource, field: t.ruleField, performer: t.rulePerformer, leastLoaded: t.ruleLeastLoaded, table: t.ruleTable, feel: t.ruleFeel,
  })[rule];

/** Choices out of things with titles. */
export const titled = (items: readonly { readonly id: string; readonly title: LocalizedText }[], c: { readonly locale: Locale }): readonly Choice[] =>
  items.map(({ id, title }) => ({ value: id, title: localize(title, c.locale) || id }));

/** People who have not left, by name. */
export const peopleChoices = (c: { readonly locale: Locale; readonly org: Org }): readonly Choice[] =>
  c.org.people
    .filter((person) => !person.archived)
    .map((person) => ({ value: person.id, title: person.position ? `${person.name} — ${localize(person.position, c.locale)}` : person.name }))
    .sort((a, b) => a.title.localeCompare(b.title, c.locale));

/** A rule of a sort with the first of what exists filled in. */
function freshRule(name: RuleName, c: PanelContext, self: string | undefined): AssignmentRule {
  const first = (choices: readonly Choice[]): string => choices[0]?.value ?? '';
  switch (name) {
    case 'person':
      return { rule: name, person: first(peopleChoices(c)) };
    case 'role':
      return { rule: name, role: first(titled(c.org.roles, c)) };
    case 'group':
      return { rule: name, group: first(titled(c.org.groups, c)) };
    case 'unitHead':
      return { rule: name, unit: first(titled(c.org.units, c)) };
    case 'field':
      return { rule: name, field: c.g.fields.find(namesPeople)?.name ?? c.g.fields[0]?.name ?? '' };
    case 'performer':
      return { rule: name, step: first(stepChoices(c, self)) };
    case 'leastLoaded':
      return c.org.groups.length > 0 ? { rule: name, group: first(titled(c.org.groups, c)) } : { rule: name, role: first(titled(c.org.roles, c)) };
    case 'table':
      return { rule: name, decision: first(tableChoices(c)) };
    case 'feel':
      return { rule: name, expression: '=initiator.id' };
    default:
      return { rule: name };
  }
}

/** Decision tables of the kind. */
const tableChoices = (c: PanelContext): readonly Choice[] => (c.kind?.decisions ?? []).map(({ id, name }) => ({ value: id, title: localize(name, c.locale) || id }));

/** Steps besides the one at hand. */
export const stepChoices = (c: PanelContext, self: string | undefined): readonly Choice[] =>
  tasksOf(c.doc).filter(({ id }) => id !== self).map((task) => ({ value: task.id, title: entryName(task, c.locale) }));

/** Picks a rule and its arguments from what exists. `allowNone`: nobody may be chosen. */
export function whoPicker(c: PanelContext, key: string, options: { readonly rule: AssignmentRule | undefined; readonly self?: string; readonly label: string; readonly write: (rule: AssignmentRule | undefined) => void }): unknown {
  const { rule, write, self } = options;
  const names = ruleNames.map((name) => ({ value: name, title: ruleText(c, name) }));
  return html`<div class="who">
    ${field(`${key}-rule`, options.label, (id) => choose({ id, value: rule?.rule ?? '', choices: names, empty: c.t.ruleNone, pick: (name) => write(name === '' ? undefined : freshRule(name as RuleName, c, self)) }), about(c, 'Who.rule'))}
    ${rule ? ruleArguments(c, key, rule, self, write) : nothing}
  </div>`;
}

function pick(c: PanelContext, key: string, label: string, value: string, choices: readonly Choice[], write: (value: string) => void): unknown {
  const empty = value !== '' ? {} : { empty: choices.length === 0 ? c.t.noneExist : c.t.choose };
  return field(key, label, (id) => choose({ id, value, choices, ...empty, pick: write }));
}

function ruleArguments(c: PanelContext, key: string, rule: AssignmentRule, self: string | undefined, write: (rule: AssignmentRule) => void): unknown {
  const { t, org } = c;
  switch (rule.rule) {
    case 'person':
      return pick(c, `${key}-person`, t.person, rule.person, peopleChoices(c), (person) => write({ ...rule, person }));
    case 'role':
      return html`${pick(c, `${key}-role`, t.role, rule.role, titled(org.roles, c), (role) => write({ ...rule, role }))}
      ${field(`${key}-within`, t.within, (id) =>
        choose({
          id,
          value: rule.unit ?? '',
          empty: t.everywhere,
          choices: [{ value: 'initiator', title: t.unitOfInitiator }, { value: 'kind', title: t.unitOfKind }, ...titled(org.units, c)],
          pick: (unit) => write(unit === '' ? { rule: 'role', role: rule.role } : { ...rule, unit }),
        }),
      )}`;
    case 'group':
      return pick(c, `${key}-group`, t.group, rule.group, titled(org.groups, c), (group) => write({ ...rule, group }));
    case 'unitHead':
      return pick(c, `${key}-unit`, t.unit, rule.unit, titled(org.units, c), (unit) => write({ ...rule, unit }));
    case 'initiatorHead': {
      const levels = [{ value: '1', title: t.levelOne }, ...[2, 3, 4].map((level) => ({ value: String(level), title: t.levelNumber({ level }) })), { value: 'above', title: t.levelAbove }];
      return field(`${key}-level`, t.level, (id) =>
        choose({ id, value: rule.firstAbove ? 'above' : String(rule.level ?? 1), choices: levels, pick: (level) => write(level === 'above' ? { rule: 'initiatorHead', firstAbove: true } : level === '1' ? { rule: 'initiatorHead' } : { rule: 'initiatorHead', level: Number(level) }) }),
      );
    }
    case 'field':
      return fieldArguments(c, key, rule, write);
    case 'performer':
      return pick(c, `${key}-step`, t.step, rule.step, stepChoices(c, self), (step) => write({ ...rule, step }));
    case 'leastLoaded': {
      const choices = [...org.groups.map(({ id, title }) => ({ value: `group ${id}`, title: `${t.group}: ${localize(title, c.locale)}` })), ...org.roles.map(({ id, title }) => ({ value: `role ${id}`, title: `${t.role}: ${localize(title, c.locale)}` }))];
      const value = rule.group !== undefined ? `group ${rule.group}` : rule.role !== undefined ? `role ${rule.role}` : '';
      return pick(c, `${key}-of`, t.of, value, choices, (chosen) => {
        const id = chosen.slice(chosen.indexOf(' ') + 1);
        write(chosen.startsWith('group ') ? { rule: 'leastLoaded', group: id } : { rule: 'leastLoaded', role: id });
      });
    }
    case 'table':
      return pick(c, `${key}-table`, t.table, rule.decision, tableChoices(c), (decision) => write({ rule: 'table', decision }));
    case 'feel':
      return formulaField(c, `${key}-feel`, t.formula, `=${rule.expression.replace(/^=/, '')}`, (expression) => write({ ...rule, expression }), t.formulaWho);
    default:
      return nothing;
  }
}

function fieldArguments(c: PanelContext, key: string, rule: AssignmentRule & { readonly rule: 'field' }, write: (rule: AssignmentRule) => void): unknown {
  const [name = '', inner = ''] = rule.field.split('.');
  const fitting = c.g.fields.filter(namesPeople);
  const choices = (fitting.length > 0 ? fitting : c.g.fields).map((each) => ({ value: each.name, title: each.title }));
  const record = c.g.fields.find((each) => each.name === name)?.sort === 'record';
  return html`${pick(c, `${key}-field`, c.t.field, name, choices, (chosen) => write({ rule: 'field', field: chosen }))}
  ${record || inner
    ? field(`${key}-inner`, c.t.fieldOfRecord, (id) =>
        line({ id, value: inner, placeholder: 'responsible', write: (path) => write({ rule: 'field', field: path.trim() === '' ? name : `${name}.${path.trim()}` }) }),
      )
    : nothing}`;
}

/** A FEEL formula, checked while it is written. The text is kept with its leading `=`. */
export function formulaField(c: WordContext, key: string, label: string, value: string, write: (value: string) => void, help?: string): unknown {
  const issue = compileExpression(value).issues[0];
  return field(
    key,
    label,
    (id) => html`<div class="formula"><span aria-hidden="true">=</span>${line({ id, value: value.replace(/^=/, ''), invalid: issue !== undefined, write: (text) => write(`=${text}`) })}</div>`,
    issue ? html`<span class="field-error">${c.t.formulaWrong}: ${feelIssueText(issue, c.locale)}</span>` : help ? html`<span class="help">${help}</span>` : nothing,
  );
}

/** What the choice means, told for an example initiator who can be changed. */
export function whoReadback(c: PanelContext, settings: StepSettings): unknown {
  const { t } = c;
  if (!settings.who) return nothing;
  const sample = c.sample ?? usualInitiator(c.org);
  const preview = sample === undefined ? undefined : previewWho(settings, c.org, c.kind, sample);
  const parts = [
    whoText(settings.who, c.g),
    preview && sample !== undefined ? previewText(c, settings, preview, sample) : '',
    settings.skip?.includes('initiator') ? t.skipWhenInitiator : '',
    settings.skip?.includes('alreadyApproved') ? t.skipWhenApproved : '',
  ].filter((part) => part !== '');
  return html`<div class="readback" role="status">
    <p>${parts[0]}${parts.length > 1 ? html` — ${parts.slice(1).join('; ')}` : nothing}.</p>
    ${preview && preview.result !== 'unknown'
      ? html`<label class="sample" for=${controlId('who-sample')}>${t.sample}
          ${choose({ id: controlId('who-sample'), value: sample ?? '', choices: c.org.people.filter((person) => !person.archived).map((person) => ({ value: person.id, title: person.name })), pick: (person) => c.setSample(person) })}
        </label>`
      : nothing}
  </div>`;
}

/** Whom an example begins with: somebody of a unit who heads none, for whoever heads one is often his own approver. */
function usualInitiator({ people, units }: PanelContext['org']): string | undefined {
  const placed = people.filter((person) => !person.archived && person.unit);
  const heads = new Set(units.map(({ head }) => head));
  return (placed.find(({ id }) => !heads.has(id)) ?? placed[0] ?? people[0])?.id;
}

function previewText(c: PanelContext, settings: StepSettings, preview: ReturnType<typeof previewWho>, sample: string): string {
  const { t } = c;
  const initiator = personName(c.org, sample);
  if (preview.result === 'unknown') return settings.who?.rule === 'performer' ? t.sampleStep : t.sampleField;
  if (preview.result === 'skipped') return `${initiator}: ${t.sampleSkipped({ why: traceText(preview.why, c.locale, namesOf(c)).replace(/\.$/, '') })}`;
  if (preview.result === 'nobody') return t.sampleNobody({ initiator });
  const names = preview.people.slice(0, 3).map(({ person, onBehalfOf }) => (onBehalfOf === undefined ? personName(c.org, person) : t.sampleSubstitute({ substitute: personName(c.org, person), person: personName(c.org, onBehalfOf) })));
  const more = preview.people.length - names.length;
  return t.sampleFor({ initiator, people: [...names, ...(more > 0 ? [t.sampleMore({ count: more })] : [])].join(', ') });
}

/** Names of people, units, roles and groups by id. */
export const namesOf = (c: PanelContext): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...c.org.people.map(({ id, name }) => [id, name] as const),
    ...[...c.org.units, ...c.org.roles, ...c.org.groups].map(({ id, title }) => [id, localize(title, c.locale)] as const),
  ]);

/** Steps whose performers must not do this one. */
function separationField(c: PanelContext, settings: StepSettings, self: string, change: (patch: Partial<StepSettings>) => void): unknown {
  const { t } = c;
  const apart = settings.notPerformerOf ?? [];
  const others = stepChoices(c, self).filter(({ value }) => value !== self);
  const put = (next: readonly string[]): void => change({ notPerformerOf: next.length > 0 ? next : undefined });
  const left = others.filter(({ value }) => !apart.includes(value));
  if (others.length === 0 && apart.length === 0) return nothing;
  return html`<div class="field"><span class="label">${t.separation}</span>
    ${apart.map((id) => html`<div class="row"><span class="grow">${others.find(({ value }) => value === id)?.title ?? id}</span>${remover(t.remove, () => put(apart.filter((each) => each !== id)))}</div>`)}
    ${left.length > 0 ? choose({ label: t.separation, value: '', empty: t.separationAdd, choices: left, pick: (id) => id !== '' && put([...apart, id]) }) : nothing}
    ${about(c, 'Step.separations')}
  </div>`;
}

/** Skipping, duties kept apart, and how several people share a step. */
export function modeFields(c: PanelContext, settings: StepSettings, self: string, change: (patch: Partial<StepSettings>) => void): unknown {
  const { t } = c;
  const mode = settings.mode ?? { kind: 'one' as const };
  const skip = settings.skip ?? [];
  const toggle = (rule: 'initiator' | 'alreadyApproved', on: boolean): void => {
    const next = on ? [...skip, rule] : skip.filter((each) => each !== rule);
    change({ skip: next.length > 0 ? next : undefined });
  };
  const formula = skip.find((each) => each.startsWith('='));
  const modes = [
    { value: 'one', title: t.modeOneOption }, { value: 'first', title: t.modeFirstOption }, { value: 'all', title: t.modeAllOption },
    { value: 'inTurn', title: t.modeInTurnOption }, { value: 'quorum', title: t.modeQuorumOption },
  ];
  return html`${field('mode', t.mode, (id) =>
      choose({ id, value: mode.kind, choices: modes, pick: (kind) => change({ mode: kind === 'one' ? undefined : kind === 'quorum' ? { kind, quorum: 50, percent: true } : { kind: kind as 'first' | 'all' | 'inTurn' } }) }),
      about(c, 'Step.mode'),
    )}
    ${mode.kind === 'quorum'
      ? html`<div class="row">
          ${field('quorum', t.quorum, (id) => line({ id, type: 'number', value: String(mode.quorum ?? ''), write: (value) => Number(value) > 0 && change({ mode: { ...mode, quorum: Number(value) } }) }))}
          ${choose({ label: t.quorum, value: mode.percent ? 'percent' : 'people', choices: [{ value: 'percent', title: t.percent }, { value: 'people', title: t.people }], pick: (unit) => change({ mode: { ...mode, percent: unit === 'percent' } }) })}
        </div>
        ${tick(t.veto, mode.veto ?? false, (veto) => change({ mode: { ...mode, veto } }))}${about(c, 'Mode.veto')}`
      : nothing}
    <div class="field"><span class="label">${t.skip}</span>
      ${tick(t.skipInitiator, skip.includes('initiator'), (on) => toggle('initiator', on))}
      ${tick(t.skipApproved, skip.includes('alreadyApproved'), (on) => toggle('alreadyApproved', on))}
      ${tick(t.skipFormula, formula !== undefined, (on) => change({ skip: on ? [...skip, '=false'] : skip.filter((each) => !each.startsWith('=')) }))}
      ${about(c, 'Step.skip')}
    </div>
    ${separationField(c, settings, self, change)}
    ${formula === undefined ? nothing : formulaField(c, 'skip-formula', t.skipFormula, formula, (text) => change({ skip: skip.map((each) => (each === formula ? (text as `=${string}`) : each)) }))}`;
}
