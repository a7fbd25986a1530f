import { RequestryError } from '@requestry/model';

/** Raised by our own statements. */
export const raised = { newer: 'RQ001', isolation: 'RQ002' } as const;

/** SQLSTATEs, or the drivers' own codes. */
const codes = {
  /** The statement was taken back whole, or never began. */
  undone: /^(40001|40P01|55P03|57P03|53300|ECONNREFUSED|CONNECT_TIMEOUT)$/,
  /** The connection broke; the statement may or may not have been carried out. */
  lost: /^(08...|57P0[12]|ECONNRESET|EPIPE|ETIMEDOUT|CONNECTION_(CLOSED|DESTROYED))$/,
  full: /^(53100|53200)$/,
  tooLong: /^(54000|54001)$/,
};

/** Whether nothing was done and another try may help. */
export function isUndone(error: unknown): boolean {
  return codes.undone.test(codeOf(error));
}

/** Whether nobody knows what was done. `pg` gives no code when the server goes away in the middle. */
export function isLost(error: unknown): boolean {
  return codes.lost.test(codeOf(error)) || (error instanceof Error && /^Connection terminated|^Client has encountered a connection error/.test(error.message));
}

/** What a failure of the driver means to a caller. Mistakes of ours and of callers are passed on. */
export function explain(error: unknown, unknown = false): unknown {
  if (!(error instanceof Error) || error instanceof RequestryError || error instanceof TypeError) return error;
  const code = codeOf(error);
  if (code === raised.newer) return new RequestryError('SCHEMA_NEWER', error.message, { cause: error });
  if (codes.full.test(code)) return new RequestryError('STORAGE_FULL', 'no room left for the database', { cause: error });
  if (codes.tooLong.test(code)) return new RequestryError('INVALID', 'a name or an index key is longer than the database can sort', { cause: error });
  const what = unknown ? 'the connection broke before the answer; whether the commit was applied is not known' : `the database failed: ${error.message}`;
  return new RequestryError('STORAGE_UNAVAILABLE', what, { cause: error });
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
