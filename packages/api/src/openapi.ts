import type { Json, JsonObject } from '@requestry/model';
import { changesPath, intakeOperations, keyHeader, nameHeader, operations, pathNames, secretHeader, signatureHeader, visitHeader, type Operation } from './operations.js';
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
  if (operation.bytes === 'in') return describeSent(name, operation);
  if (operation.bytes === 'out') return describeRead(name, operation);
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

const bytes: Json = { 'application/octet-stream': {} };

const headerOf = (name: string, description: string, required = false, schema: Json = { type: 'string' }): Json => ({ name, in: 'header', required, description, schema });

const inPathOf = ({ path }: Operation): readonly Json[] => pathNames(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

/** A file as the body. */
function describeSent(name: string, operation: Operation): Json {
  const { output = {}, description } = operationSchemas[name] ?? {};
  return {
    operationId: name,
    tags: [operation.tag],
    ...(description === undefined ? {} : { summary: description }),
    parameters: [
      ...inPathOf(operation),
      headerOf(nameHeader, 'Name of the file, percent-encoded as in addresses', true, { type: 'string', minLength: 1, maxLength: 4000 }),
      ...(operation.tag === 'Intake' ? [headerOf(visitHeader, 'What nobody else can guess; the form is sent with the same', true, { type: 'string', pattern: '^[A-Za-z0-9_-]{20,100}$' })] : []),
    ],
    requestBody: { required: true, content: bytes },
    responses: { 200: { description: 'The reference of the file', content: { 'application/json': { schema: output } } }, default: failure },
  };
}

/** A file as the answer. */
function describeRead(name: string, operation: Operation): Json {
  const { description } = operationSchemas[name] ?? {};
  const told = (text: string): Json => ({ description: text, schema: { type: 'string' } });
  const common = { ETag: told('SHA-256 of the file, in quotes'), 'Content-Disposition': told('Name of the file (RFC 6266)'), 'Accept-Ranges': told('`bytes`') };
  return {
    operationId: name,
    tags: [operation.tag],
    ...(description === undefined ? {} : { summary: description }),
    parameters: [
      ...inPathOf(operation),
      { name: 'request', in: 'query', required: false, description: 'The request where its reference stands', schema: { type: 'string' } },
      headerOf('range', 'One part: `bytes=0-499`, `bytes=500-`, `bytes=-500`'),
      headerOf('if-range', 'The part only of the file with this ETag, else the whole'),
      headerOf('if-none-match', 'The file only when it is none with these ETags'),
    ],
    responses: {
      200: { description: 'The file', headers: common, content: bytes },
      206: { description: 'The part', headers: { ...common, 'Content-Range': told('`bytes 0-499/1234`') }, content: bytes },
      304: { description: 'The caller has it' },
      416: { description: 'The file has no such part', headers: { 'Content-Range': told('`bytes */1234`') } },
      default: failure,
    },
  };
}

/** The body is whatever the sender sends; what else it says stands in headers. */
function describeReceive(name: string, operation: Operation): Json {
  const header = (title: string, description: string): Json => headerOf(title, description, false, { type: 'string', maxLength: 200 });
  const payload: Json = { type: 'object', description: 'What the rules of the source read' };
  return {
    ...(describe(name, operation) as JsonObject),
    parameters: [
      { name: 'source', in: 'path', required: true, schema: { type: 'string' } },
      header(keyHeader, 'The sender’s own name for it: what has the same one is the same thing'),
      header(visitHeader, 'What the files in it were kept under'),
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
