import type { AccessMap, FormDefinition, Json, JsonSchema, Kind, Norm, UiElement, UiRule } from '@requestry/model';
import type { DecisionTable } from '@requestry/model/decision';
import { readBpmn, writeBpmn } from '@requestry/route';
import type { RouteNode } from '@requestry/route';
import { renameInRules } from './rename-rules.js';
import { isContainer, isControl, scopeOf } from './tree.js';

/** Whether a text can be the key of a field, and so a name in expressions. */
export const isKey = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(text) && !reserved.has(text);

const reserved = new Set(['and', 'or', 'not', 'if', 'then', 'else', 'for', 'in', 'some', 'every', 'satisfies', 'between', 'instance', 'of', 'return', 'function', 'true', 'false', 'null', '__proto__', 'constructor', 'prototype', 'today', 'now', 'request', 'initiator', 'steps', 'data', 'unit']);

/** The expression with a field's name changed; texts in quotes and members of other names stay. */
export function renameInExpression(expression: string, from: string, to: string): string {
  const name = new RegExp(`(?<![\\p{L}\\p{N}_.])((?:data\\.)?)${from.replace(/[$]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'gu');
  return expression.split(/("(?:[^"\\]|\\.)*")/).map((part, index) => (index % 2 === 1 ? part : part.replace(name, `$1${to}`))).join('');
}

const renamedJson = (value: Json | undefined, from: string, to: string): Json | undefined => (typeof value === 'string' && value.startsWith('=') ? renameInExpression(value, from, to) : value);

function renamedKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));
}

function renamedSchema(schema: JsonSchema, from: string, to: string): JsonSchema {
  const branch = (part: JsonSchema | boolean | undefined): JsonSchema | boolean | undefined => (typeof part === 'object' ? renamedSchema(part, from, to) : part);
  const lists = Object.fromEntries((['allOf', 'anyOf', 'oneOf'] as const).flatMap((name) => (schema[name] ? [[name, schema[name].map((part) => branch(part))]] : [])));
  const parts = Object.fromEntries((['if', 'then', 'else', 'not'] as const).flatMap((name) => (schema[name] === undefined ? [] : [[name, branch(schema[name] as JsonSchema)]])));
  return {
    ...schema,
    ...(schema.properties ? { properties: renamedKey(schema.properties, from, to) } : {}),
    ...(schema.required ? { required: schema.required.map((name) => (name === from ? to : name)) } : {}),
    ...lists,
    ...parts,
  };
}

function renamedRule(rule: UiRule, from: string, to: string): UiRule {
  if ('feel' in rule.condition) return { ...rule, condition: { feel: renameInExpression(rule.condition.feel, from, to) } };
  return { ...rule, condition: { ...rule.condition, scope: renamedScope(rule.condition.scope, from, to) } };
}

function renamedScope(scope: string, from: string, to: string): string {
  const old = scopeOf(from);
  return scope === old || scope.startsWith(`${old}/`) ? scopeOf(to) + scope.slice(old.length) : scope;
}

function renamedElement(element: UiElement, from: string, to: string): UiElement {
  const rule = element.rule ? { rule: renamedRule(element.rule, from, to) } : {};
  if (isContainer(element)) return { ...element, ...rule, elements: element.elements.map((child) => renamedElement(child, from, to)) } as UiElement;
  if (!isControl(element)) return { ...element, ...rule };
  const rq = element.options?.rq;
  if (!rq) return { ...element, ...rule, scope: renamedScope(element.scope, from, to) };
  const { lookup } = rq;
  const next = {
    ...rq,
    ...(rq.computed === undefined ? {} : { computed: renameInExpression(rq.computed, from, to) }),
    ...(rq.initial === undefined ? {} : { initial: renamedJson(rq.initial, from, to) }),
    ...(rq.rules ? { rules: rq.rules.map((each) => renamedRule(each, from, to)) } : {}),
    ...(lookup
      ? {
          lookup: {
            ...lookup,
            ...(lookup.filter ? { filter: Object.fromEntries(Object.entries(lookup.filter).map(([field, value]) => [field, renamedJson(value, from, to) ?? null])) } : {}),
            ...(lookup.fill ? { fill: renamedKey(lookup.fill, from, to) } : {}),
          },
        }
      : {}),
  };
  return { ...element, ...rule, scope: renamedScope(element.scope, from, to), options: { ...element.options, rq: next } };
}

/** The form with a field's key changed wherever the form names it. */
export function renameFormKey(form: FormDefinition, from: string, to: string): FormDefinition {
  return { ...form, schema: renamedSchema(form.schema, from, to), ui: renamedElement(form.ui, from, to) };
}

const renamedAccess = (access: AccessMap | undefined, from: string, to: string): AccessMap | undefined => (access ? renamedKey(access, from, to) : undefined);

const renamedNames = (names: readonly string[], from: string, to: string): readonly string[] => names.map((name) => (name === from ? to : name));

const renamedNorm = (norm: Norm, from: string, to: string): Norm => ({
  ...norm,
  ...(norm.within?.startsWith('=') ? { within: renameInExpression(norm.within, from, to) } : {}),
  ...(norm.field?.startsWith(`${from}.`) ? { field: to + norm.field.slice(from.length) } : {}),
});

const renamedTable = (table: DecisionTable, from: string, to: string): DecisionTable => ({
  ...table,
  inputs: table.inputs.map((input) => ({ ...input, expression: renameInExpression(input.expression, from, to) })),
});

/** The kind with a field's key changed in its form, access, lists, title, deadlines, tables, samples, and in all its rules. */
export function renameKey(kind: Kind, from: string, to: string): Kind {
  const { submitAccess, viewAccess, columns, filterable, titleTemplate, deadlines, decisions, samples } = kind;
  return {
    ...kind,
    form: renameFormKey(kind.form, from, to),
    ...renameInRules(kind, { from, to, expression: (text) => renameInExpression(text, from, to) }),
    ...(submitAccess ? { submitAccess: renamedAccess(submitAccess, from, to) } : {}),
    ...(viewAccess ? { viewAccess: renamedAccess(viewAccess, from, to) } : {}),
    ...(columns ? { columns: renamedNames(columns, from, to) } : {}),
    ...(filterable ? { filterable: renamedNames(filterable, from, to) } : {}),
    ...(deadlines ? { deadlines: deadlines.map((norm) => renamedNorm(norm, from, to)) } : {}),
    ...(decisions ? { decisions: decisions.map((table) => renamedTable(table, from, to)) } : {}),
    ...(samples ? { samples: samples.map((sample) => ({ ...sample, data: renamedKey(sample.data, from, to) })) } : {}),
    ...(titleTemplate === undefined ? {} : { titleTemplate: titleTemplate.split(`{${from}}`).join(`{${to}}`) }),
  };
}

/** The route with a field's key changed in conditions, assignment, access and settings of its steps. A route that cannot be read stays as it is. */
export async function renameKeyInRoute(xml: string, from: string, to: string): Promise<string> {
  const { route } = await readBpmn(xml);
  if (!route) return xml;
  const expression = (text: string | undefined): string | undefined => (text?.startsWith('=') ? renameInExpression(text, from, to) : text);
  const node = (each: RouteNode): RouteNode => {
    const { step } = each;
    if (!step) return each;
    const who = step.who?.rule === 'field' && (step.who.field === from || step.who.field.startsWith(`${from}.`)) ? { ...step.who, field: to + step.who.field.slice(from.length) } : step.who?.rule === 'feel' ? { ...step.who, expression: renameInExpression(step.who.expression, from, to) } : step.who;
    return {
      ...each,
      step: {
        ...step,
        ...(who ? { who } : {}),
        ...(step.access ? { access: renamedAccess(step.access, from, to) } : {}),
        ...(step.due === undefined ? {} : { due: expression(step.due) }),
        ...(step.skip ? { skip: step.skip.map((rule) => expression(rule) as typeof rule) } : {}),
        ...(step.set ? { set: Object.fromEntries(Object.entries(step.set).map(([field, value]) => [field === from ? to : field, expression(value) ?? value])) } : {}),
      },
    };
  };
  const flows = route.flows.map((flow) => (flow.condition === undefined ? flow : { ...flow, condition: expression(flow.condition) ?? flow.condition }));
  return writeBpmn({ ...route, nodes: route.nodes.map(node), flows });
}
