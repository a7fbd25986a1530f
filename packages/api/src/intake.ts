import { RequestryError, type IntakeService, type Json, type JsonObject } from '@requestry/model';
import { checkShape } from './check-shape.js';
import { fileIn } from './files.js';
import { intakeOperations, keyHeader, nameHeader, secretHeader, signatureHeader, visitHeader } from './operations.js';
import { problemOf } from './problem.js';
import { readJson, readText, type JsonLimits } from './read-json.js';
import { operationSchemas } from './schemas.js';

/** What the addresses of sources begin with. */
export const intakePath = '/intake/';

/** Pages of any origin may send and read the answer: nobody is signed in, so that nothing can be done in anybody's name. */
const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'access-control-allow-origin': '*',
};
const preflight = { ...headers, 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': `content-type, ${keyHeader}, ${nameHeader}, ${secretHeader}, ${signatureHeader}, ${visitHeader}`, 'access-control-max-age': '600' };

/** Answers what comes from outside. Rejects with failures that are none of ours. */
export async function answerIntake(request: Request, path: string, service: IntakeService, limits: JsonLimits): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight });
  try {
    if (request.method === 'GET' && path !== intakeOperations.status.path) return answer(await service.getForm({ source: sourceIn(path) }));
    if (request.method !== 'POST') return problem(new RequestryError('INVALID', `${request.method} ${path}`), 405, { allow: path === intakeOperations.status.path ? 'POST, OPTIONS' : 'GET, POST, OPTIONS' });
    return answer(await outputOf(request, path, service, limits));
  } catch (error) {
    if (error instanceof RequestryError) return problem(error);
    throw error;
  }
}

const answer = (output: object): Response => new Response(JSON.stringify(output), { headers: { ...headers, 'content-type': 'application/json' } });

/** The source that an address is of, when nothing else stands in it. */
function sourceIn(path: string): string {
  const [source = '', ...rest] = path.slice(intakePath.length).split('/').map(decoded);
  if (source === '' || rest.length > 0) throw nothingThere(path);
  return source;
}

function problem(error: RequestryError, status?: number, more: Readonly<Record<string, string>> = {}): Response {
  const body = problemOf(error, status);
  return new Response(JSON.stringify(body), { status: body.status, headers: { ...headers, ...more, 'content-type': 'application/problem+json' } });
}

async function outputOf(request: Request, path: string, service: IntakeService, limits: JsonLimits): Promise<object> {
  const [source = '', what, ...rest] = path.slice(intakePath.length).split('/').map(decoded);
  if (source === '' || rest.length > 0 || (what !== undefined && what !== 'recognise' && what !== 'files')) throw nothingThere(path);
  if (what === 'files') return service.keepVisitorFile({ ...fileIn(request), source, visit: request.headers.get(visitHeader) ?? '' }, { signal: request.signal });
  const body = await readText(request, limits);
  const given = payloadOf(request, body, limits);
  if (what === undefined && path !== intakeOperations.status.path) return service.receive({ source, payload: given, ...sentWith(request, body) });
  if (what === 'recognise') return service.recognise(checked<Parameters<IntakeService['recognise']>[0]>('recognise', { ...given, source }));
  const status = await service.status(checked<Parameters<IntakeService['status']>[0]>('status', given));
  if (!status) throw new RequestryError('NOT_FOUND', 'There is no request with this identifier and contact');
  return status;
}

const nothingThere = (path: string): RequestryError => new RequestryError('NOT_FOUND', `There is nothing at ${path}`);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What the sender says besides the payload. */
function sentWith(request: Request, body: string) {
  const externalId = request.headers.get(keyHeader);
  const secret = request.headers.get(secretHeader);
  const signature = request.headers.get(signatureHeader);
  const visit = request.headers.get(visitHeader);
  return { ...(visit === null ? {} : { visit }), ...(externalId === null ? {} : { externalId }), ...(secret === null ? {} : { secret }), ...(signature === null ? {} : { signed: { body, signature } }) };
}

/** Fields of a form at most. */
const mostFields = 1_000;

function payloadOf(request: Request, body: string, limits: JsonLimits): JsonObject {
  const type = request.headers.get('content-type') ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return fieldsOf(body, limits);
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw new RequestryError('INVALID', 'The body must be JSON or a form', { issues: [{ code: 'api.not-form', path: '' }] });
  const payload = readJson(body, limits);
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload as JsonObject;
  throw new RequestryError('INVALID', 'The body must be an object', { issues: [{ code: 'api.type', path: '', params: { wanted: 'object' } }] });
}

/** Fields of a form by name; a name that comes again is a list. */
function fieldsOf(body: string, limits: JsonLimits): JsonObject {
  const fields = new Map<string, Json>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if ((count += 1) > mostFields) throw new RequestryError('INVALID', 'The form has too many fields', { issues: [{ code: 'api.too-large', path: '', params: { limit: limits.bytes } }] });
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value] as Json);
  }
  // Through JSON, so that a name which could reach a prototype is refused as everywhere.
  return readJson(JSON.stringify(Object.fromEntries(fields)), limits) as JsonObject;
}

function checked<Input>(name: keyof typeof intakeOperations, input: JsonObject): Input {
  const issues = checkShape(input, operationSchemas[name]?.input ?? {});
  if (issues.length > 0) throw new RequestryError('INVALID', `${name}: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
  return input as unknown as Input;
}
