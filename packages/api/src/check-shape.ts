import type { Issue, Json } from '@requestry/model';
import { componentSchemas } from './schemas.js';

/** The part of JSON Schema that our operations are described in. */
interface Shape {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape;
  readonly items?: Shape;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly Shape[];
}

/** What keeps an input from being what an operation takes: missing, unknown and wrong properties by their place. At most 100 issues. */
export function checkShape(value: Json | undefined, schema: Json): readonly Issue[] {
  const issues: Issue[] = [];
  visit(value, schema as Shape, '', issues);
  return issues.slice(0, 100);
}

function visit(value: Json | undefined, shape: Shape, path: string, issues: Issue[]): void {
  if (issues.length >= 100) return;
  if (shape.$ref !== undefined) return visit(value, (componentSchemas[shape.$ref.split('/').at(-1) ?? ''] ?? {}) as Shape, path, issues);
  if (shape.anyOf) return visitAny(value, shape.anyOf, path, issues);
  if (shape.const !== undefined && value !== shape.const) return void issues.push({ code: 'api.choice', path, params: { wanted: [shape.const] } });
  if (shape.enum && !shape.enum.includes(value as Json)) return void issues.push({ code: 'api.choice', path, params: { wanted: shape.enum } });
  if (shape.type !== undefined && sortOf(value) !== shape.type) return void issues.push({ code: 'api.type', path, params: { found: sortOf(value), wanted: shape.type } });
  if (shape.type === 'number' && !Number.isFinite(value)) issues.push({ code: 'api.type', path, params: { found: String(value), wanted: 'number' } });
  if (shape.items && Array.isArray(value)) value.forEach((item: Json, index) => visit(item, shape.items ?? {}, `${path}/${index}`, issues));
  if (shape.properties || shape.additionalProperties) visitObject(value as Readonly<Record<string, Json>>, shape, path, issues);
}

/** The issues of the alternative that comes closest. */
function visitAny(value: Json | undefined, shapes: readonly Shape[], path: string, issues: Issue[]): void {
  let best: Issue[] | undefined;
  for (const shape of shapes) {
    const found: Issue[] = [];
    visit(value, shape, path, found);
    if (found.length === 0) return;
    if (!best || found.length < best.length) best = found;
  }
  issues.push(...(best ?? []));
}

function visitObject(value: Readonly<Record<string, Json>>, { properties = {}, required = [], additionalProperties }: Shape, path: string, issues: Issue[]): void {
  for (const name of required) if (!Object.hasOwn(value, name)) issues.push({ code: 'api.required', path: `${path}/${name}`, params: { name } });
  for (const [name, item] of Object.entries(value)) {
    const shape = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (shape) visit(item, shape, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, issues);
    else issues.push({ code: 'api.unknown', path: `${path}/${name}`, params: { name: name.slice(0, 100) } });
  }
}

function sortOf(value: Json | undefined): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
