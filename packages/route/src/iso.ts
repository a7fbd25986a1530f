const duration = /^P(?=\d|T\d)(?:\d+(?:[.,]\d+)?W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?)$/;
const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601 duration: `P2D`, `PT4H`, `P1W`. */
export const isDuration = (value: string): boolean => value.length < 64 && duration.test(value);

/** ISO 8601 date or moment. */
export const isDate = (value: string): boolean => value.length < 64 && date.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10)));

/** ISO 8601 repetition: `R3/PT10H`, `R/2026-01-01T00:00:00Z/P1D`. */
export function isRepetition(value: string): boolean {
  const [count, ...rest] = value.split('/');
  if (!/^R\d*$/.test(count ?? '') || rest.length === 0 || rest.length > 2) return false;
  return isDuration(rest.at(-1) ?? '') && (rest.length === 1 || isDate(rest[0] ?? ''));
}

/** FEEL is stored with a leading `=`. */
export const isFeel = (value: string): boolean => value.startsWith('=') && value.trim().length > 1;
