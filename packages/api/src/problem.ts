import { httpStatuses, RequestryError, type ErrorCode, type Issue, type Json } from '@requestry/model';

/** What an answer that is no success says (RFC 9457). `code`, `params` and `issues` are those of `RequestryError`. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** For developers. */
  readonly detail?: string;
  readonly params?: Readonly<Record<string, Json | undefined>>;
  readonly issues?: readonly Issue[];
}

/** HTTP status of a code; 500 of what is no expected failure. */
const statusOf = (code: string): number => (Object.hasOwn(httpStatuses, code) ? httpStatuses[code as ErrorCode] : 500);

/** A failure as an answer. What is not expected says nothing of itself. */
export function problemOf(error: unknown, status?: number): Problem {
  if (!(error instanceof RequestryError)) return { type: 'about:blank', title: 'INTERNAL', status: 500, code: 'INTERNAL' };
  const { code, message, params, issues } = error;
  return {
    type: 'about:blank',
    title: code,
    status: status ?? statusOf(code),
    code,
    detail: message,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  };
}

/** The failure that a problem tells of. */
export function errorOf(problem: Partial<Problem> | undefined, status: number): RequestryError {
  const code = problem?.code;
  const known = typeof code === 'string' && Object.hasOwn(httpStatuses, code) ? (code as ErrorCode) : codeOf(status);
  return new RequestryError(known, problem?.detail ?? `The server answered ${status}`, { params: problem?.params ?? {}, issues: problem?.issues ?? [] });
}

/** What a status means that came without our words, such as that of a proxy. */
function codeOf(status: number): ErrorCode {
  const found = Object.entries(httpStatuses).find(([, each]) => each === status)?.[0] as ErrorCode | undefined;
  return found ?? (status >= 400 && status < 500 ? 'INVALID' : 'STORAGE_UNAVAILABLE');
}
