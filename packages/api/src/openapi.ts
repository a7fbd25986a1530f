import type { Json, JsonObject } from '@requestry/model';
import { changesPath, intakeOperations, keyHeader, operations, pathNames, secretHeader, signatureHeader, type Operation } from './operations.js';
import { componentSchemas, operationSchemas } from './schemas.js';

/** The whole interface as OpenAPI 3.1. */
export function openApi({ base = '', intake = false }: { readonly base?: string; readonly intake?: boolean } = {}): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(operations) as readonly [string, Operation][]) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(name, operation);
  }
  if (intake) for (const [name, operation] of Object.entries(intakeOperations) as readonly [string, Operation][]) (paths[operation.path] ??= {})[operation.method.toLowerCase()] = name === 'receive' ? describeReceive(name, operation) : describe(name, operation);
  paths[changesPath] = { get: { operationId: 'watch', tags: ['Requests'], summary: 'Changes as they happen, as server-sent events: hints to read again', responses: { 200: { description: 'One `Change` per event', content: { 'text/event-stream': { schema: { type: 'string' } } } }, default: failure } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Requestry', version: '1', description: 'What people and administrators do with requests. Who asks is decided by the host.' },
    servers: [{ url: base === '' ? '/' : base }],
    paths,
    components: { schemas: { ...componentSchemas, Problem: problemSchema } },
  };
}

const problemSchema: Json = {
  type: 'object',
  required: ['status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable name of the failure' },
    detail: { type: 'string', description: 'For developers' },
    params: { type: 'object' },
    issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
  },
};

const failure: Json = { description: 'What went wrong', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };

function describe(name: string, operation: Operation): Json {
  const { input = {}, output, description } = operationSchemas[name] ?? {};
  const inPath = pathNames(operation.path);
  const keyed = JSON.stringify(input).includes('"idempotencyKey"');
  const body = without(input, [...inPath, 'idempotencyKey']);
  const parameters: Json[] = [
    ...inPath.map((each) => ({ name: each, in: 'path', required: true, schema: { type: 'string' } })),
    ...(keyed ? [{ name: keyHeader, in: 'header', required: true, description: 'A repeat with the same key changes nothing and answers the same', schema: { type: 'string', minLength: 1, maxLength: 200 } }] : []),
    ...(operation.method === 'GET' ? queryParameters(body as JsonObject, operation) : []),
  ];
  const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE';
  return {
    operationId: name,
    tags: [operation.tag],
    ...(description === undefined ? {} : { summary: description }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      ...(output === undefined ? { 204: { description: 'Done' } } : { 200: { description: 'The answer', content: { 'application/json': { schema: output } } } }),
      default: failure,
    },
  };
}

/** The body is whatever the sender sends; what else it says stands in headers. */
function describeReceive(name: string, operation: Operation): Json {
  const header = (title: string, description: string): Json => ({ name: title, in: 'header', required: false, description, schema: { type: 'string', maxLength: 200 } });
  const payload: Json = { type: 'object', description: 'What the rules of the source read' };
  return {
    ...(describe(name, operation) as JsonObject),
    parameters: [
      { name: 'source', in: 'path', required: true, schema: { type: 'string' } },
      header(keyHeader, 'The sender’s own name for it: what has the same one is the same thing'),
      header(secretHeader, 'The secret of the source'),
      header(signatureHeader, 'Instead of the secret: `sha256=` and HMAC-SHA-256 of the body in hexadecimal digits; the key is SHA-256 of the secret in hexadecimal digits'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: payload }, 'application/x-www-form-urlencoded': { schema: payload } } },
  };
}

/** A schema of an object, or each of several, without some of its properties. */
function without(schema: Json, names: readonly string[]): Json {
  const { anyOf, properties, required, ...rest } = schema as { readonly anyOf?: readonly Json[]; readonly properties?: JsonObject; readonly required?: readonly string[] };
  if (anyOf) return { ...rest, anyOf: anyOf.map((each) => without(each, names)) } as Json;
  const kept = (required ?? []).filter((name) => !names.includes(name));
  return {
    ...rest,
    ...(properties ? { properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))) } : {}),
    ...(kept.length > 0 ? { required: kept } : {}),
  } as Json;
}

function queryParameters(input: JsonObject, operation: Operation): readonly Json[] {
  const { properties = {}, required = [] } = input as { readonly properties?: JsonObject; readonly required?: readonly string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(operation.json?.includes(name) ? { content: { 'application/json': { schema } } } : { schema }),
  })) as readonly Json[];
}
