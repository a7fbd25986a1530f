import { localize, registerIssueText } from '@requestry/model';
import type { Directory, Issue, Kind, Locale, LocalizedText, UiRule } from '@requestry/model';
import { formIssueText } from '@requestry/forms/core';
import { decisionIssueText } from '@requestry/model/decision';
import { compileExpression, feelIssueText } from '@requestry/model/expression';
import { routeIssueText } from '@requestry/route';
import { isControl, keyOf, schemaOf, titleOf, walk } from './form-builder/tree.js';
import { choicesOf } from './form-builder/edits.js';
import { messages } from './locales/index.js';
import { ruleWords } from './rules/locales/index.js';

/** Where a problem is mended. */
export type ProblemTab = 'general' | 'form' | 'route' | 'access';

/** One thing wrong with a kind, in words, and where to go about it. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly tab: ProblemTab;
  readonly text: string;
  /** Key of a field or id of a route's element. */
  readonly place?: string;
  /** Where it stands in the kind, such as `/guards/0/when`. */
  readonly path?: string;
}

/** Rules of a kind that are mended among its rules, or at the step they are about. */
const rulePath = /^\/(guards|guides|reservations|followUps|relations|participation|resources|payments|rating|conversation)\b(?:\/(\d+))?/;

/** Where a rule is mended: at its step, else in the general part. */
function rulePlace(issue: Pick<Issue, 'code' | 'path'>, kind: Kind | undefined): Pick<Problem, 'tab' | 'place' | 'path'> | undefined {
  const [, list, index] = rulePath.exec(issue.path ?? '') ?? [];
  if (list === undefined || issue.path === undefined) return undefined;
  const rule = list === 'guards' || list === 'guides' ? kind?.[list]?.[Number(index)] : undefined;
  const lost = issue.code === 'guard.unknown-step' || issue.code === 'kind.guide-step';
  return rule?.step === undefined || lost ? { tab: 'general', path: issue.path } : { tab: 'route', place: rule.step, path: issue.path };
}

/** A problem of what the service found. `kind` tells which step a rule is about. */
export function problemOf(issue: Issue, locale: Locale, kind?: Kind): Problem {
  const rule = rulePlace(issue, kind);
  if (rule) return { code: issue.code, severity: issue.severity ?? 'error', text: issueText(issue, locale), ...rule };
  const key = /\/properties\/([^/]+)/.exec(issue.path ?? '')?.[1];
  const tab: ProblemTab = issue.element !== undefined || /^(route|verify|expression|decision|xml)\b/.test(issue.code) ? 'route' : /^kind\.(?!sample)/.test(issue.code) || /^\/(?:deadlines|recurrence)\b/.test(issue.path ?? '') ? 'general' : 'form';
  return {
    code: issue.code,
    severity: issue.severity ?? 'error',
    tab,
    text: issueText(issue, locale),
    ...(issue.element !== undefined ? { place: issue.element } : key !== undefined ? { place: key } : {}),
  };
}

/** The sentence for an issue of any part of a kind. */
export function issueText(issue: Issue, locale: Locale): string {
  const t = messages[locale];
  const message = issue.params?.['message'];
  if (typeof message === 'object' && message !== null && ('ru' in message || 'en' in message)) return localize(message as LocalizedText, locale);
  const name = String(issue.params?.['name'] ?? '');
  if (issue.code === 'expression.unknown-name') return t.unknownName({ name });
  if (issue.code === 'expression.unknown-step') return t.unknownStep({ name });
  if (issue.code === 'kind.id') return t.kindIdBad;
  const source = issue.params?.['text'];
  if (issue.code.startsWith('feel.') && typeof source === 'string') return `${source}: ${feelIssueText(issue, locale)}`;
  if (issue.params?.['decision'] !== undefined && /^(?:decision|feel)\./.test(issue.code)) return `${String(issue.params['decision'])}: ${decisionIssueText(issue, locale)}`;
  const register = registerIssueText(issue, locale);
  if (register !== undefined) return register;
  const text = routeIssueText(issue, locale);
  return text === issue.code ? formIssueText(issue, locale) : text;
}

/** A condition that nobody has set yet. */
const unset = '=true';

const contextNames: ReadonlySet<string> = new Set(['initiator', 'unit', 'today', 'now', 'data', 'request']);

/** Names used by an expression that the form does not have. */
export function unknownNames(expression: string, kind: Kind): readonly string[] {
  const fields = kind.form.schema.properties ?? {};
  const roots = compileExpression(expression).names.map((path) => path.split('.')[0] ?? '');
  return [...new Set(roots)].filter((root) => root !== '' && !contextNames.has(root) && !Object.hasOwn(fields, root));
}

/** What is wrong with a kind as far as it can be told without asking anybody. */
export function ownProblems(kind: Kind, directories: readonly Directory[] | undefined, locale: Locale): readonly Problem[] {
  const t = messages[locale];
  const found: Problem[] = [];
  const add = (code: string, text: string, place?: string, tab: ProblemTab = 'form', severity: Problem['severity'] = 'error'): void => {
    found.push({ code, severity, tab, text, ...(place === undefined ? {} : { place }) });
  };
  if (localize(kind.title, locale).trim() === '') add('kind.no-title', t.noTitle, 'title', 'general');
  const { form } = kind;
  for (const [index, guard] of (kind.guards ?? []).entries()) {
    if (guard.when !== unset) continue;
    const issue = { code: 'guard.unset', path: `/guards/${index}/when` };
    found.push({ ...issue, severity: 'warning', text: ruleWords[locale].guardUnset({ title: localize(guard.title, locale) || guard.id }), ...(rulePlace(issue, kind) ?? { tab: 'general' }) });
  }
  const properties = form.schema.properties ?? {};
  if (Object.keys(properties).length === 0) add('form.empty', t.formEmpty, undefined, 'form', 'warning');
  const shown = new Set<string>();
  for (const { element } of walk(form.ui)) {
    const rules: readonly (UiRule | undefined)[] = [element.rule, ...(isControl(element) ? (element.options?.rq?.rules ?? []) : [])];
    const key = isControl(element) ? keyOf(element) : undefined;
    const name = isControl(element) ? localize(titleOf(form, element), locale) : 'label' in element ? localize(element.label || undefined, locale) : t.section;
    const check = (expression: unknown): void => {
      if (typeof expression !== 'string' || !expression.startsWith('=')) return;
      const [bad] = compileExpression(expression).issues;
      if (bad) add('form.expression', t.expressionBad({ name, text: feelIssueText(bad, locale) }), key);
      for (const unknown of bad ? [] : unknownNames(expression, kind)) add('form.unknown-name', t.expressionUnknown({ name, unknown }), key);
    };
    for (const rule of rules) if (rule && 'feel' in rule.condition) check(rule.condition.feel.startsWith('=') ? rule.condition.feel : `=${rule.condition.feel}`);
    if (!isControl(element) || key === undefined) continue;
    shown.add(key);
    const schema = schemaOf(form, element);
    if (!schema) {
      add('form.scope-missing', t.scopeMissing({ name }), key);
      continue;
    }
    const rq = element.options?.rq ?? {};
    check(rq.computed);
    check(rq.initial);
    for (const value of Object.values(rq.lookup?.filter ?? {})) check(value);
    const field = String(rq.field ?? '');
    if (rq.lookup && rq.lookup.directory === '') add('form.directory-none', t.directoryNone({ name }), key);
    else if (rq.lookup && directories && !directories.some(({ id }) => id === rq.lookup?.directory)) add('form.directory-missing', t.directoryMissing({ name, directory: rq.lookup.directory }), key);
    for (const target of Object.keys(rq.lookup?.fill ?? {})) if (!Object.hasOwn(properties, target)) add('form.fill-missing', t.fillMissing({ name, field: target }), key);
    if (/choice/.test(field) && !rq.lookup && choicesOf(form, element).length === 0) add('form.choices-none', t.choicesNone({ name }), key);
  }
  for (const key of form.schema.required ?? []) if (Object.hasOwn(properties, key) && !shown.has(key)) add('form.required-unshown', t.requiredUnshown({ name: key }), key);
  for (const [, name = ''] of (kind.titleTemplate ?? '').matchAll(/\{([^{}]+)\}/g)) {
    if (!['kind', 'number'].includes(name) && !Object.hasOwn(properties, name.split('.')[0] ?? '')) add('kind.template', t.templateUnknown({ name }), 'titleTemplate', 'general', 'warning');
  }
  return found;
}
