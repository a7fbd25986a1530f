import { RequestryError, type IntakeService, type Json } from '@requestry/model';
import { changeFeed } from './change-feed.js';
import { checkShape } from './check-shape.js';
import { answerFile, fileIn } from './files.js';
import { answerIntake, intakePath } from './intake.js';
import { openApi } from './openapi.js';
import { changesPath, keyHeader, type Services } from './operations.js';
import { problemOf } from './problem.js';
import { readJson, readText, usualLimits, type JsonLimits } from './read-json.js';
import { matchPath, type Match } from './routing.js';
import { operationSchemas } from './schemas.js';

export interface HandlerOptions {
  /** What the sender of a request may use: `runtime.as(…)` of whoever is signed in. Nothing: nobody is, the answer is 401. */
  serviceFor(request: Request): Services | undefined | Promise<Services | undefined>;
  /**
   * What forms, webhooks and visitors may use: `runtime.intake(…)`. Its addresses begin with `/intake/`, ask for nobody to be signed in and
   * answer to pages of any origin; limit in front of them how often one address may ask. Without it there are none.
   */
  intakeFor?(request: Request): IntakeService | undefined | Promise<IntakeService | undefined>;
  /** What stands before our paths, such as `/api`. Default: nothing. */
  readonly base?: string;
  /** Bounds on bodies. Default: 1 MiB, 64 levels. */
  readonly limits?: Partial<JsonLimits>;
  /** Milliseconds between signs of life of the change feed. Default 25 000. */
  readonly heartbeat?: number;
  /** Hears of failures that are no answers of ours; the caller is told 500 and nothing else. */
  onError?(error: unknown, request: Request): void;
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * The services as a function from `Request` to `Response`, for any server on web standards. It never rejects: what goes wrong is an
 * answer in `application/problem+json`. A body must be `application/json`, or a file named by a header, so that no foreign page can send one without being asked.
 */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const limits = { ...usualLimits, ...options.limits };
  return async (request) => {
    try {
      return await answer(request, options, limits);
    } catch (error) {
      if (!(error instanceof RequestryError)) options.onError?.(error, request);
      return problem(error);
    }
  };
}

async function answer(request: Request, options: HandlerOptions, limits: JsonLimits): Promise<Response> {
  const { base = '' } = options;
  const { pathname, searchParams } = new URL(request.url);
  if (!pathname.startsWith(`${base}/`)) throw nothingThere(pathname);
  const path = pathname.slice(base.length);
  if (path === '/openapi.json' && request.method === 'GET') return json(openApi({ base, intake: options.intakeFor !== undefined }));
  const intake = path.startsWith(intakePath) ? await options.intakeFor?.(request) : undefined;
  if (intake) return answerIntake(request, path, intake, limits);
  const found = matchPath(path);
  const isFeed = path === changesPath;
  if (found.length === 0 && !isFeed) throw nothingThere(pathname);
  const allowed = isFeed ? ['GET'] : found.map(({ operation }) => operation.method);
  if (!allowed.some((method) => method === request.method)) return problem(new RequestryError('INVALID', `${request.method} ${pathname}`), 405, { allow: allowed.join(', ') });
  const services = await options.serviceFor(request);
  if (!services) throw new RequestryError('UNAUTHENTICATED', 'Nobody is signed in');
  if (isFeed) return changeFeed(services, options.heartbeat);
  const match = found.find(({ operation }) => operation.method === request.method) as Match;
  if (match.operation.bytes === 'in') return json(await services.keepFile(fileIn(request), { signal: request.signal }));
  if (match.operation.bytes === 'out') return answerFile(request, services, { file: match.fromPath.file ?? '', ...requestIn(searchParams) });
  const input = await inputOf(request, searchParams, match, limits);
  const { input: shape } = operationSchemas[match.name] ?? { input: {} };
  const issues = checkShape(input, shape);
  if (issues.length > 0) throw new RequestryError('INVALID', `${match.name}: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
  const call = services[match.name] as (input: Json) => Promise<Json | undefined>;
  const output = await call.call(services, input);
  return output === undefined ? new Response(null, { status: 204, headers }) : json(output);
}

/** The request that a file is read at. */
function requestIn(query: URLSearchParams): { readonly request?: string } {
  const request = query.get('request');
  return request === null ? {} : { request };
}

const nothingThere = (path: string): RequestryError => new RequestryError('NOT_FOUND', `There is nothing at ${path}`);

/** What the operation is called with: from the path, then the query or the body, then the header with the key. */
async function inputOf(request: Request, query: URLSearchParams, { operation, fromPath }: Match, limits: JsonLimits): Promise<Json> {
  const given = operation.method === 'GET' ? fromQuery(query, operation.json ?? [], limits) : await fromBody(request, limits);
  const key = request.headers.get(keyHeader);
  return { ...given, ...fromPath, ...(key === null ? {} : { idempotencyKey: key }) };
}

function fromQuery(query: URLSearchParams, asJson: readonly string[], limits: JsonLimits): Readonly<Record<string, Json>> {
  return Object.fromEntries([...query].map(([name, text]) => [name, asJson.includes(name) ? readJson(text, limits) : text]));
}

async function fromBody(request: Request, limits: JsonLimits): Promise<Readonly<Record<string, Json>>> {
  const text = await readText(request, limits);
  if (text === '' && request.method === 'DELETE') return {};
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new RequestryError('INVALID', 'The body must be application/json', { issues: [{ code: 'api.not-json', path: '' }] });
  }
  const body = readJson(text, limits);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Readonly<Record<string, Json>>;
  throw new RequestryError('INVALID', 'The body must be an object', { issues: [{ code: 'api.type', path: '', params: { wanted: 'object' } }] });
}

const json = (body: unknown): Response => new Response(JSON.stringify(body), { headers: { ...headers, 'content-type': 'application/json' } });

function problem(error: unknown, status?: number, more: Readonly<Record<string, string>> = {}): Response {
  const body = problemOf(error, status);
  return new Response(JSON.stringify(body), { status: body.status, headers: { ...headers, ...more, 'content-type': 'application/problem+json' } });
}
