import type { Issue } from '@requestry/model';
import { isObject } from './json-pointer.js';

const CONTAINERS: ReadonlySet<unknown> = new Set(['VerticalLayout', 'HorizontalLayout', 'Group', 'Category', 'Categorization']);
const EFFECTS: ReadonlySet<unknown> = new Set(['SHOW', 'HIDE', 'ENABLE', 'DISABLE']);
const MAX_ELEMENTS = 5_000;
const MAX_DEPTH = 64;

/** What keeps something from being a layout at all: elements of an unknown type, missing parts, too many of them. Empty when the rest of the code may rely on its type. */
export function checkShape(ui: unknown): readonly Issue[] {
  const issues: Issue[] = [];
  let count = 0;
  const visit = (element: unknown, path: string, depth: number): void => {
    count += 1;
    if (count > MAX_ELEMENTS || depth > MAX_DEPTH) return;
    const wanted = wantedOf(element);
    if (wanted) issues.push({ code: 'form-definition.shape', path, params: { wanted } });
    else if (isObject(element) && Array.isArray(element['elements'])) element['elements'].forEach((child: unknown, index) => visit(child, `${path}/elements/${index}`, depth + 1));
    if (depth === MAX_DEPTH) count = MAX_ELEMENTS + 1;
  };
  visit(ui, '/ui', 0);
  if (count > MAX_ELEMENTS) issues.push({ code: 'form-definition.too-large', path: '/ui', params: { limit: MAX_ELEMENTS } });
  return issues.slice(0, 100);
}

/** The part of an element that is missing or of the wrong kind. */
function wantedOf(element: unknown): string | undefined {
  if (!isObject(element)) return 'element';
  if (element['rule'] !== undefined && !isRule(element['rule'])) return 'rule';
  if (CONTAINERS.has(element['type'])) return Array.isArray(element['elements']) ? undefined : 'elements';
  if (element['type'] === 'Label') return element['text'] === undefined ? 'text' : undefined;
  if (element['type'] !== 'Control') return 'type';
  if (typeof element['scope'] !== 'string') return 'scope';
  return element['options'] === undefined || isOptions(element['options']) ? undefined : 'options';
}

function isRule(rule: unknown): boolean {
  if (!isObject(rule) || !EFFECTS.has(rule['effect'])) return false;
  const condition = rule['condition'];
  if (!isObject(condition)) return false;
  return typeof condition['feel'] === 'string' || (typeof condition['scope'] === 'string' && (isObject(condition['schema']) || typeof condition['schema'] === 'boolean'));
}

function isOptions(options: unknown): boolean {
  if (!isObject(options)) return false;
  const rq = options['rq'];
  return rq === undefined || (isObject(rq) && isRq(rq));
}

function isRq(rq: Readonly<Record<string, unknown>>): boolean {
  const { rules, computed, columns, lookup } = rq;
  if (rules !== undefined && !(Array.isArray(rules) && rules.every(isRule))) return false;
  if (computed !== undefined && typeof computed !== 'string') return false;
  if (columns !== undefined && !(Array.isArray(columns) && columns.every(isColumn))) return false;
  return lookup === undefined || isLookup(lookup);
}

const isColumn = (column: unknown): boolean => isObject(column) && typeof column['property'] === 'string' && (column['options'] === undefined || isOptions(column['options']));

function isLookup(lookup: unknown): boolean {
  if (!isObject(lookup) || typeof lookup['directory'] !== 'string') return false;
  const { filter = {}, fill = {} } = lookup;
  return isObject(filter) && isObject(fill) && Object.values(fill).every((field) => typeof field === 'string');
}
