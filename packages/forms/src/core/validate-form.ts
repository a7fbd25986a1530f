import type { FormDefinition, Issue, Json, JsonObject } from '@requestry/model';
import { accessOf, isEditable } from './access.js';
import { computeValues } from './compute.js';
import { pruneHidden, ruleVisibility } from './prune.js';
import { escapeSegment, isObject, valueAt } from './json-pointer.js';
import { allProperties, controls, pages, resolveScope, scopeToPath, topProperty } from './layout.js';
import { inlineRefs } from './refs.js';
import { requiredPaths } from './required.js';
import type { FormOptions } from './state.js';
import { createValidator } from './validator.js';
import type { EngineName } from './validator.js';

export interface ValidateOptions extends FormOptions {
  /** `interpreter` when absent. */
  readonly engine?: EngineName;
}

/**
 * What is wrong with the data of a form, in the order of its fields. Values of hidden fields are left out first, computed ones set; fields that
 * the access requires must be filled in; nothing is said of fields that the person cannot change or that rules hide.
 */
export function validateForm(form: FormDefinition, data: JsonObject, options: ValidateOptions = {}): readonly Issue[] {
  const context = options.context ?? {};
  const checked = withoutBlanks(form, computeValues(form, pruneHidden(form, computeValues(form, data, context), options), context));
  const visibility = ruleVisibility(form, checked, context);
  const issues = [...createValidator(form.schema, options)(checked), ...accessIssues(form, checked, options, visibility)];
  const relevant = issues.filter((issue) => isRelevant(issue, options, visibility));
  return inFormOrder(form, distinct(relevant));
}

/** An empty text in a required field is no answer. */
function withoutBlanks(form: FormDefinition, data: JsonObject): JsonObject {
  const required = requiredPaths(form.schema, data);
  const clean = (value: Json | undefined, path: string, depth: number): Json | undefined => {
    if (value === '' && required.has(path)) return undefined;
    if (depth > 16 || !isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, clean(item, `${path}/${escapeSegment(name)}`, depth + 1)]).filter(([, item]) => item !== undefined));
  };
  return clean(data, '', 0) as JsonObject;
}

type Visibility = ReturnType<typeof ruleVisibility>;

function accessIssues(form: FormDefinition, data: JsonObject, { access }: ValidateOptions, visibility: Visibility): Issue[] {
  if (!access) return [];
  return fieldNames(form)
    .filter((name) => accessOf(access, name) === 'required')
    .map((name) => `/${escapeSegment(name)}`)
    .filter((path) => visibility.get(path)?.visible !== false && isEmpty(valueAt(data, path)))
    .map((path) => ({ code: 'form.required', path }));
}

/** Fields the form shows, and those of the schema. */
function fieldNames(form: FormDefinition): readonly string[] {
  const shown = controls(form.ui).map((control) => topProperty(scopeToPath(control.scope)));
  return [...new Set([...shown, ...allProperties(inlineRefs(form.schema)).map(([name]) => name)])];
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The person can do something about it. Of a field that rules hide, the absence is no fault. */
function isRelevant(issue: Issue, { access }: ValidateOptions, visibility: Visibility): boolean {
  const path = issue.path ?? '';
  if (path === '') return true;
  if (!isEditable(accessOf(access, topProperty(path)))) return false;
  return issue.code !== 'form.required' || !hiddenAt(path, visibility);
}

function hiddenAt(path: string, visibility: Visibility): boolean {
  const own = visibility.get(path);
  if (own) return !own.visible;
  const inside = [...visibility].filter(([field]) => field.startsWith(`${path}/`));
  return inside.length > 0 && inside.every(([, { visible }]) => !visible);
}

function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [`${issue.code} ${issue.path} ${JSON.stringify(issue.params)}`, issue])).values()];
}

function inFormOrder(form: FormDefinition, issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < 2) return issues;
  const paths = controls(form.ui).map((control) => scopeToPath(control.scope));
  const rank = (issue: Issue): number => {
    const index = paths.findIndex((path) => covers(path, issue.path ?? ''));
    return index < 0 ? paths.length : index;
  };
  return issues.toSorted((left, right) => rank(left) - rank(right));
}

/** The issue's path is that of the field, of a part of it, or of an object the field is part of. */
const covers = (field: string, path: string): boolean => path === field || path.startsWith(`${field}/`) || (path !== '' && field.startsWith(`${path}/`));

/** The issues that concern one page. What belongs to no field of any page is on the last one, so that nothing is lost. */
export function issuesOfPage(form: FormDefinition, pageIndex: number, issues: readonly Issue[]): readonly Issue[] {
  const fields = pages(form).map(({ element }) => controls(element).map((control) => scopeToPath(control.scope)));
  return issues.filter((issue) => {
    const page = fields.findIndex((paths) => paths.some((path) => covers(path, issue.path ?? '')));
    return (page < 0 ? fields.length - 1 : page) === pageIndex;
  });
}

/** The title of the field an issue concerns: of its control, else of its schema, else the property's name. */
export function fieldTitle(form: FormDefinition, path: string): NonNullable<(typeof form.ui & { type: 'Control' })['label']> | string {
  const control = controls(form.ui).find((candidate) => covers(scopeToPath(candidate.scope), path));
  if (control?.label) return control.label;
  return (control && resolveScope(form.schema, control.scope)?.title) ?? topProperty(path);
}
